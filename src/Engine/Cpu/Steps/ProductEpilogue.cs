namespace KerasNet.Engine.Cpu;

/// <summary>The bias and the activation that a product takes in, for one run.</summary>
internal static unsafe class ProductEpilogue
{
    /// <summary>What happens to the sums of a product; a bias of −1 stands for none.</summary>
    internal static MatMulEpilogue Of(RunContext run, int bias, Op? activation) => new()
    {
        Bias = bias < 0 ? null : (float*)run.Places[bias],
        Relu = activation == Op.Relu,
        RowPass = activation switch { Op.Tanh => &Tanh, Op.Sigmoid => &Sigmoid, _ => null },
    };

    private static void Tanh(float* row, nint n) => VectorUnary<float, TanhOp>.Run((byte*)row, null, null, (byte*)row, n);

    private static void Sigmoid(float* row, nint n) => VectorUnary<float, SigmoidOp>.Run((byte*)row, null, null, (byte*)row, n);
}
