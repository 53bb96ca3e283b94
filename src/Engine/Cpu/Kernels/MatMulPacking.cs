using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KerasNet.Engine.Cpu;

/// <summary>Copies stretches of A and B into panels in which the innermost kernel reads one address after the other.</summary>
/// <remarks>
/// A panel holds, for every step of k, <c>width</c> elements side by side. Lanes beyond the valid ones may hold any value: whoever
/// reads them ignores the results. Writers may run over the end of a panel by up to <see cref="Slack"/> elements.
/// </remarks>
internal static unsafe class MatMulPacking
{
    /// <summary>Elements that a buffer of panels must have beyond its last panel.</summary>
    internal const int Slack = 16;

    private const int Block = 8;

    /// <summary>Packs an array that already has the elements of a step side by side.</summary>
    /// <param name="source">Element (step 0, lane 0).</param>
    /// <param name="stride">Distance between steps.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="lanes">Valid elements of a step, at most <paramref name="width"/>.</param>
    /// <param name="target">The panel.</param>
    /// <param name="width">Elements of a step in the panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Copy(float* source, nint stride, nint steps, int lanes, float* target, nint width)
    {
        if (lanes < Vector128<float>.Count)
        {
            for (nint p = 0; p < steps; p++, source += stride, target += width)
            {
                for (nint i = 0; i < lanes; i++)
                    target[i] = source[i];
            }
            return;
        }
        // The last vector of a step ends at its last lane and overlaps the one before where lanes are no multiple of it.
        bool wide = lanes >= Block;
        nint last = lanes - (wide ? Block : Vector128<float>.Count);
        for (nint p = 0; p < steps; p++, source += stride, target += width)
        {
            if (wide)
            {
                for (nint i = 0; i < last; i += Block)
                    Vector256.Load(source + i).Store(target + i);
                Vector256.Load(source + last).Store(target + last);
            }
            else
            {
                Vector128.Load(source).Store(target);
                Vector128.Load(source + last).Store(target + last);
            }
        }
    }

    /// <summary>Packs an array that has the steps of a lane side by side, transposing it.</summary>
    /// <param name="source">Element (step 0, lane 0).</param>
    /// <param name="stride">Distance between lanes.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="lanes">Valid elements of a step, at most <paramref name="width"/>.</param>
    /// <param name="target">The panel.</param>
    /// <param name="width">Elements of a step in the panel.</param>
    internal static void Transpose(float* source, nint stride, nint steps, int lanes, float* target, nint width)
    {
        if (!Avx.IsSupported || steps < Block)
        {
            TransposeOneByOne(source, stride, steps, lanes, target, width);
            return;
        }
        // From the last lanes to the first: eight are stored at a time, and what runs over into the next step is overwritten.
        for (nint lane = (lanes - 1) / Block * Block; lane >= 0; lane -= Block)
        {
            float* first = source + lane * stride;
            nint valid = Math.Min(Block, lanes - lane);
            for (nint p = 0; p < steps - Block; p += Block)
                TransposeBlock(first + p, stride, valid, target + p * width + lane, width);
            nint end = steps - Block;
            TransposeBlock(first + end, stride, valid, target + end * width + lane, width);
        }
    }

    private static void TransposeOneByOne(float* source, nint stride, nint steps, int lanes, float* target, nint width)
    {
        for (nint lane = 0; lane < lanes; lane++)
        {
            float* from = source + lane * stride;
            for (nint p = 0; p < steps; p++)
                target[p * width + lane] = from[p];
        }
    }

    /// <summary>Transposes 8 × 8 elements; lanes that are not valid repeat the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeBlock(float* source, nint stride, nint valid, float* target, nint width)
    {
        float* r1 = source + (valid > 1 ? stride : 0);
        float* r2 = valid > 2 ? r1 + stride : r1;
        float* r3 = valid > 3 ? r2 + stride : r2;
        float* r4 = valid > 4 ? r3 + stride : r3;
        float* r5 = valid > 5 ? r4 + stride : r4;
        float* r6 = valid > 6 ? r5 + stride : r5;
        float* r7 = valid > 7 ? r6 + stride : r6;

        // Halves of rows 0 … 3 above those of rows 4 … 7, so that what remains are 4 × 4 transposes within each half.
        Vector256<float> a = Vector256.Create(Vector128.Load(source), Vector128.Load(r4));
        Vector256<float> b = Vector256.Create(Vector128.Load(r1), Vector128.Load(r5));
        Vector256<float> c = Vector256.Create(Vector128.Load(r2), Vector128.Load(r6));
        Vector256<float> d = Vector256.Create(Vector128.Load(r3), Vector128.Load(r7));
        StoreTransposed(a, b, c, d, target, width);
        a = Vector256.Create(Vector128.Load(source + 4), Vector128.Load(r4 + 4));
        b = Vector256.Create(Vector128.Load(r1 + 4), Vector128.Load(r5 + 4));
        c = Vector256.Create(Vector128.Load(r2 + 4), Vector128.Load(r6 + 4));
        d = Vector256.Create(Vector128.Load(r3 + 4), Vector128.Load(r7 + 4));
        StoreTransposed(a, b, c, d, target + 4 * width, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTransposed(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, float* target, nint width)
    {
        Vector256<float> ab0 = Avx.UnpackLow(a, b);
        Vector256<float> ab1 = Avx.UnpackHigh(a, b);
        Vector256<float> cd0 = Avx.UnpackLow(c, d);
        Vector256<float> cd1 = Avx.UnpackHigh(c, d);
        Avx.Shuffle(ab0, cd0, 0b01_00_01_00).Store(target);
        Avx.Shuffle(ab0, cd0, 0b11_10_11_10).Store(target + width);
        Avx.Shuffle(ab1, cd1, 0b01_00_01_00).Store(target + 2 * width);
        Avx.Shuffle(ab1, cd1, 0b11_10_11_10).Store(target + 3 * width);
    }
}
