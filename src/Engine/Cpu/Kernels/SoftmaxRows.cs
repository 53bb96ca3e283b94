using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Softmax and its relatives for one row of floats.</summary>
internal static unsafe class SoftmaxRows
{
    /// <summary>The largest element; NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Max(float* x, nint n)
    {
        nint width = Vector<float>.Count, i = 0;
        float max = float.NegativeInfinity;
        if (n >= width)
        {
            Vector<float> best = Vector.Load(x);
            for (i = width; i <= n - width; i += width)
                best = Vector.Max(best, Vector.Load(x + i));
            for (int lane = 0; lane < width; lane++)
                max = MathF.Max(max, best[lane]);
        }

        for (; i < n; i++)
            max = MathF.Max(max, x[i]);
        return max;
    }

    /// <summary>Writes e^(x − shift) and returns the sum; no element may exceed the shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Exponentials(float* x, float shift, float* result, nint n)
    {
        nint width = Vector<float>.Count, i = 0;
        Vector<float> shifts = new(shift);
        Vector<float> sums = Vector<float>.Zero;
        for (; i <= n - width; i += width)
        {
            Vector<float> e = FloatMath.ExpOfNegative(Vector.Load(x + i) - shifts);
            e.Store(result + i);
            sums += e;
        }

        float sum = Vector.Sum(sums);
        if (i < n)
        {
            Vector<float> e = FloatMath.ExpOfNegative(TileVector.LoadPart(x + i, n - i) - shifts);
            TileVector.StorePart(e, result + i, n - i);
            for (int lane = 0; lane < n - i; lane++)
                sum += e[lane];
        }

        return sum;
    }

    /// <summary>Σ e^(x − shift).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float SumOfExponentials(float* x, float shift, nint n)
    {
        nint width = Vector<float>.Count, i = 0;
        Vector<float> shifts = new(shift);
        Vector<float> sums = Vector<float>.Zero;
        for (; i <= n - width; i += width)
            sums += FloatMath.ExpOfNegative(Vector.Load(x + i) - shifts);
        float sum = Vector.Sum(sums);
        if (i < n)
        {
            Vector<float> e = FloatMath.ExpOfNegative(TileVector.LoadPart(x + i, n - i) - shifts);
            for (int lane = 0; lane < n - i; lane++)
                sum += e[lane];
        }

        return sum;
    }

    /// <summary>Writes y·(dy − Σ y·dy).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Gradient(float* y, float* dy, float* result, nint n)
    {
        nint width = Vector<float>.Count, i = 0;
        Vector<float> sums = Vector<float>.Zero;
        for (; i <= n - width; i += width)
            sums += Vector.Load(y + i) * Vector.Load(dy + i);
        float sum = Vector.Sum(sums);
        for (; i < n; i++)
            sum += y[i] * dy[i];
        Vector<float> all = new(sum);
        for (i = 0; i <= n - width; i += width)
            (Vector.Load(y + i) * (Vector.Load(dy + i) - all)).Store(result + i);
        for (; i < n; i++)
            result[i] = y[i] * (dy[i] - sum);
    }

    /// <summary>Multiplies a row by a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Scale(float* x, float factor, nint n)
    {
        nint width = Vector<float>.Count, i = 0;
        for (; i <= n - width; i += width)
            (Vector.Load(x + i) * factor).Store(x + i);
        for (; i < n; i++)
            x[i] *= factor;
    }
}

/// <summary>eˣ / Σ eˣ.</summary>
internal readonly unsafe struct SoftmaxRow : IRowKernel
{
    public static int ResultSize(int columns) => columns;

    public static void Run(float* x, void* other, float* result, int columns) =>
        SoftmaxRows.Scale(result, 1 / SoftmaxRows.Exponentials(x, SoftmaxRows.Max(x, columns), result, columns), columns);
}

/// <summary>What a softmax sends back.</summary>
internal readonly unsafe struct SoftmaxGradientRow : IRowKernel
{
    public static int ResultSize(int columns) => columns;

    public static void Run(float* x, void* other, float* result, int columns) => SoftmaxRows.Gradient(x, (float*)other, result, columns);
}

/// <summary>x − ln Σ eˣ.</summary>
internal readonly unsafe struct LogSoftmaxRow : IRowKernel
{
    public static int ResultSize(int columns) => columns;

    public static void Run(float* x, void* other, float* result, int columns)
    {
        float max = SoftmaxRows.Max(x, columns);
        float log = MathF.Log(SoftmaxRows.SumOfExponentials(x, max, columns));
        for (int i = 0; i < columns; i++)
            result[i] = x[i] - max - log;
    }
}

/// <summary>ln Σ eˣ; of a row without finite maximum it is that maximum.</summary>
internal readonly unsafe struct LogSumExpRow : IRowKernel
{
    public static int ResultSize(int columns) => 1;

    public static void Run(float* x, void* other, float* result, int columns)
    {
        float max = SoftmaxRows.Max(x, columns);
        *result = float.IsFinite(max) ? MathF.Log(SoftmaxRows.SumOfExponentials(x, max, columns)) + max : max;
    }
}

/// <summary>−Σ t · log softmax(x).</summary>
internal readonly unsafe struct SoftmaxCrossEntropyRow : IRowKernel
{
    public static int ResultSize(int columns) => 1;

    public static void Run(float* x, void* other, float* result, int columns)
    {
        float* targets = (float*)other;
        float max = SoftmaxRows.Max(x, columns);
        float log = MathF.Log(SoftmaxRows.SumOfExponentials(x, max, columns));
        float sum = 0;
        for (int i = 0; i < columns; i++)
            sum += targets[i] * (x[i] - max - log);
        *result = -sum;
    }
}

/// <summary>−log softmax(x) at a label; NaN for one out of range.</summary>
internal readonly unsafe struct SparseSoftmaxCrossEntropyRow : IRowKernel
{
    public static int ResultSize(int columns) => 1;

    public static void Run(float* x, void* other, float* result, int columns)
    {
        int label = *(int*)other;
        float max = SoftmaxRows.Max(x, columns);
        *result = (uint)label < (uint)columns ? MathF.Log(SoftmaxRows.SumOfExponentials(x, max, columns)) - (x[label] - max) : float.NaN;
    }
}
