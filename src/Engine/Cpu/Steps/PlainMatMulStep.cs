using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>A batch of matrix products of other number types.</summary>
internal sealed unsafe class PlainMatMulStep<T>(string text, long batch, MatMulShape shape, int a, int b, int c) : Step
    where T : unmanaged, INumber<T>
{
    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        for (long i = 0; i < batch; i++)
            Product<T>.Run(
                shape,
                (T*)run.Places[a] + i * shape.M * shape.K,
                (T*)run.Places[b] + i * shape.K * shape.N,
                (T*)run.Places[c] + i * shape.M * shape.N);
    }
}
