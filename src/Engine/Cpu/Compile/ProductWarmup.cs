using System.Runtime.InteropServices;

namespace KerasNet.Engine.Cpu;

/// <summary>
/// Has the matrix kernels of the first program compiled on another thread while its plan is made: they are large, and the first step needs them.
/// </summary>
internal static unsafe class ProductWarmup
{
    private const long MaxWork = 16 << 20;

    private static int s_started;

    /// <summary>Multiplies zeros of the shapes that a program's products have, once in the life of the process.</summary>
    internal static void Start(Program program)
    {
        if (Environment.ProcessorCount == 1 || Interlocked.Exchange(ref s_started, 1) != 0)
            return;
        HashSet<MatMulShape> shapes = [];
        foreach (Node node in program.Nodes)
            if (node.Op == Op.MatMul && node.Output.DType == DType.Float32 && StepFactory.ShapeOf(node) is var shape && shape.Work is > 0 and < MaxWork)
                shapes.Add(shape);
        if (shapes.Count > 0)
            ThreadPool.UnsafeQueueUserWorkItem(static shapes => Run(shapes), shapes, preferLocal: false);
    }

    private static void Run(HashSet<MatMulShape> shapes)
    {
        foreach (MatMulShape shape in shapes)
        {
            long a = (long)shape.M * shape.K, b = (long)shape.K * shape.N, c = (long)shape.M * shape.N;
            float* memory = (float*)NativeMemory.AllocZeroed((nuint)(a + b + c), sizeof(float));
            MatMul.Run(null, MatMul.BestWidth, shape, memory, memory + a, memory + a + b, default);
            NativeMemory.Free(memory);
        }
    }
}
