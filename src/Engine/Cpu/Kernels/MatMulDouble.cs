using System.Numerics.Tensors;

namespace KerasNet.Engine.Cpu;

/// <summary>Matrix products of 64-bit floats: C = [C +] op(A)·op(B). Gradients are checked with them; nothing is trained in this type.</summary>
internal static unsafe class MatMulDouble
{
    /// <summary>Computes one product on the calling thread; every element is summed in ascending k.</summary>
    internal static void Run(in MatMulShape shape, double* a, double* b, double* c, bool accumulate = false)
    {
        nint rowStep = shape.TransposeA ? 1 : shape.Lda;
        nint stepOfA = shape.TransposeA ? shape.Lda : 1;
        for (nint row = 0; row < shape.M; row++)
        {
            var target = new Span<double>(c + row * shape.Ldc, shape.N);
            if (!accumulate)
                target.Clear();
            for (nint k = 0; k < shape.K; k++)
                AddScaled(shape, a[row * rowStep + k * stepOfA], b, k, target);
        }
    }

    /// <summary>Adds a multiple of row k of op(B).</summary>
    private static void AddScaled(in MatMulShape shape, double factor, double* b, nint k, Span<double> target)
    {
        if (!shape.TransposeB)
        {
            TensorPrimitives.MultiplyAdd(new ReadOnlySpan<double>(b + k * shape.Ldb, shape.N), factor, target, target);
            return;
        }
        b += k;
        for (int column = 0; column < target.Length; column++, b += shape.Ldb)
            target[column] += factor * *b;
    }
}
