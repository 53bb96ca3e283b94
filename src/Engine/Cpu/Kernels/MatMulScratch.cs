using System.Runtime.InteropServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Native memory of one thread for packed panels; it grows to what the largest product needed and stays.</summary>
/// <remarks>
/// The block sizes bound it: a few megabytes for B on the thread that starts a product, some hundred kilobytes for A on each that works on it.
/// </remarks>
internal sealed unsafe class MatMulScratch
{
    private const nuint Alignment = 64;

    [ThreadStatic]
    private static MatMulScratch? s_ofThread;

    private Buffer _a;
    private Buffer _b;
    private Buffer _narrow;

    ~MatMulScratch()
    {
        NativeMemory.AlignedFree(_a.Start);
        NativeMemory.AlignedFree(_b.Start);
        NativeMemory.AlignedFree(_narrow.Start);
    }

    private static MatMulScratch OfThread => s_ofThread ??= new MatMulScratch();

    /// <summary>Room for panels of A, valid until this thread asks again.</summary>
    internal static float* ForA(long elements) => OfThread._a.Grow(elements);

    /// <summary>Room for panels of B, valid until this thread asks again.</summary>
    internal static float* ForB(long elements) => OfThread._b.Grow(elements);

    /// <summary>Room for narrow operands widened to a vector, valid until this thread asks again.</summary>
    internal static float* ForNarrow(long elements) => OfThread._narrow.Grow(elements);

    private struct Buffer
    {
        internal float* Start;
        private long _elements;

        internal float* Grow(long elements)
        {
            if (elements > _elements)
            {
                NativeMemory.AlignedFree(Start);
                Start = (float*)NativeMemory.AlignedAlloc((nuint)elements * sizeof(float), Alignment);
                _elements = elements;
            }
            return Start;
        }
    }
}
