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

    /// <summary>Lanes that are transposed at a time.</summary>
    private const int Block = 8;

    /// <summary>Steps that are transposed at a time.</summary>
    private const int Steps = 4;

    private const int Stretch = 64;

    /// <summary>Copies the elements of one step, which lie side by side, into a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void CopyStep(float* source, int lanes, float* target)
    {
        // The last vector ends at the last lane and overlaps the one before where lanes are no multiple of it.
        if (lanes >= Block)
        {
            nint last = lanes - Block;
            for (nint i = 0; i < last; i += Block)
                Vector256.Load(source + i).Store(target + i);
            Vector256.Load(source + last).Store(target + last);
        }
        else if (lanes >= Vector128<float>.Count)
        {
            nint last = lanes - Vector128<float>.Count;
            Vector128.Load(source).Store(target);
            Vector128.Load(source + last).Store(target + last);
        }
        else
        {
            for (nint i = 0; i < lanes; i++)
                target[i] = source[i];
        }
    }

    /// <summary>Packs an array that has the steps of a lane side by side, transposing it.</summary>
    /// <param name="source">Element (step 0, lane 0).</param>
    /// <param name="stride">Distance between lanes.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="lanes">Valid elements of a step, at most <paramref name="width"/>.</param>
    /// <param name="target">The panel.</param>
    /// <param name="width">Elements of a step in the panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transpose(float* source, nint stride, nint steps, int lanes, float* target, nint width)
    {
        if (!Avx.IsSupported || steps < Steps)
        {
            TransposeOneByOne(source, stride, steps, lanes, target, width);
            return;
        }
        // Stretch by stretch, so that what is written stays in cache until all lanes have come. From the last lanes to the first:
        // eight are stored at a time, and what runs over into the next step is overwritten.
        for (nint start = 0; start < steps; start += Stretch)
        {
            nint end = Math.Min(start + Stretch, steps);
            for (nint lane = (lanes - 1) / Block * Block; lane >= 0; lane -= Block)
                TransposeLanes(source + lane * stride, stride, start, end, steps, Math.Min(Block, lanes - lane), target + lane, width);
        }
    }

    /// <summary>Transposes up to eight lanes; those that are not valid repeat the last one. The last four steps end where all steps do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeLanes(float* source, nint stride, nint start, nint end, nint steps, nint valid, float* target, nint width)
    {
        float* r1 = source + (valid > 1 ? stride : 0);
        float* r2 = valid > 2 ? r1 + stride : r1;
        float* r3 = valid > 3 ? r2 + stride : r2;
        float* r4 = valid > 4 ? r3 + stride : r3;
        float* r5 = valid > 5 ? r4 + stride : r4;
        float* r6 = valid > 6 ? r5 + stride : r5;
        float* r7 = valid > 7 ? r6 + stride : r6;
        for (nint p = start; p < end; p += Steps)
        {
            // Lanes 0 … 3 in the lower half and 4 … 7 in the upper: what remains is a 4 × 4 transpose within each half.
            nint step = Math.Min(p, steps - Steps);
            Vector256<float> a = Vector256.Create(Vector128.Load(source + step), Vector128.Load(r4 + step));
            Vector256<float> b = Vector256.Create(Vector128.Load(r1 + step), Vector128.Load(r5 + step));
            Vector256<float> c = Vector256.Create(Vector128.Load(r2 + step), Vector128.Load(r6 + step));
            Vector256<float> d = Vector256.Create(Vector128.Load(r3 + step), Vector128.Load(r7 + step));
            Vector256<float> ab0 = Avx.UnpackLow(a, b);
            Vector256<float> ab1 = Avx.UnpackHigh(a, b);
            Vector256<float> cd0 = Avx.UnpackLow(c, d);
            Vector256<float> cd1 = Avx.UnpackHigh(c, d);
            float* row = target + step * width;
            Avx.Shuffle(ab0, cd0, 0b01_00_01_00).Store(row);
            Avx.Shuffle(ab0, cd0, 0b11_10_11_10).Store(row + width);
            Avx.Shuffle(ab1, cd1, 0b01_00_01_00).Store(row += 2 * width);
            Avx.Shuffle(ab1, cd1, 0b11_10_11_10).Store(row + width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeOneByOne(float* source, nint stride, nint steps, int lanes, float* target, nint width)
    {
        for (nint lane = 0; lane < lanes; lane++)
        {
            float* from = source + lane * stride;
            for (nint p = 0; p < steps; p++)
                target[p * width + lane] = from[p];
        }
    }
}
