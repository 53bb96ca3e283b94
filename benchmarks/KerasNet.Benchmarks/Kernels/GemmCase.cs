using System.Globalization;
using System.Runtime.InteropServices;
using KerasNet.Engine.Cpu;

namespace KerasNet.Benchmarks.Kernels;

/// <summary>One product to measure, with its arrays.</summary>
internal sealed unsafe class GemmCase
{
    private readonly float* _a;
    private readonly float* _b;
    private readonly float* _c;
    private readonly float* _bias;

    /// <summary>Reads a case such as "32x784x128" (m, k, n), "784x32x128 TN" or "32x784x128 NN relu".</summary>
    internal GemmCase(string name)
    {
        Name = name;
        string[] words = name.Split(' ');
        int[] sizes = [.. words[0].Split('x').Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        string transposes = words.Length > 1 ? words[1] : "NN";
        Shape = new MatMulShape(sizes[0], sizes[2], sizes[1], transposes[0] == 'T', transposes[1] == 'T');
        _a = Random(Shape.M * (long)Shape.K, 1);
        _b = Random(Shape.K * (long)Shape.N, 2);
        _c = Random(Shape.M * (long)Shape.N, 3);
        _bias = Random(Shape.N, 4);
        string finish = words.Length > 2 ? words[2] : "";
        Epilogue = new MatMulEpilogue { Bias = finish == "" ? null : _bias, Relu = finish == "relu" };
    }

    /// <summary>The shapes of the small networks that the examples train, forward and backward, and large squares.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        "1024x1024x1024", "1024x1024x1024 TN", "1024x1024x1024 NT", "256x256x256",
        "32x784x128 NN relu", "32x128x10 NN bias", "784x32x128 TN", "128x32x10 TN", "32x10x128 NT",
        "64x784x128 NN relu", "64x128x64 NN relu", "64x64x10 NN bias", "784x64x128 TN", "128x64x64 TN", "64x64x10 TN", "64x10x64 NT", "64x64x128 NT",
        "1x784x128 NN relu", "1x128x10 NN bias", "1x128x784 NT", "32x128x1 NN bias", "128x32x1 TN", "512x784x512 NN relu", "1000x3x17",
    ];

    internal string Name { get; }

    internal MatMulShape Shape { get; }

    internal MatMulEpilogue Epilogue { get; }

    /// <summary>Floating-point operations of one product.</summary>
    internal double Operations => 2.0 * Shape.Work;

    internal void RunOurs() => MatMul.Run(Shape, _a, _b, _c, Epilogue);

    /// <summary>The bare product: oneDNN's gemm has no bias or activation.</summary>
    internal void RunDnnl() =>
        Dnnl.Multiply(Shape.TransposeA, Shape.TransposeB, Shape.M, Shape.N, Shape.K, _a, Shape.Lda, _b, Shape.Ldb, 0f, _c, Shape.Ldc);

    private static float* Random(long count, int seed)
    {
        var random = new Random(seed);
        var values = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
        for (long i = 0; i < count; i++)
            values[i] = random.NextSingle() - 0.5f;
        return values;
    }
}
