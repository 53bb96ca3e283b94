using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Combines the cells of a window.</summary>
internal readonly unsafe struct CombineCells<T, TReduction> : IWindowKernel<T>
    where T : unmanaged, INumber<T>
    where TReduction : struct, IReduction<T>
{
    public static bool Sends => false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in WindowCells window, T* cells, T* other, T* result)
    {
        nint channel = 0, width = Vector<T>.Count, channels = window.Channels;
        nint* offsets = window.Offsets;
        int count = window.Count;
        cells += window.First;
        result += window.Result;
        for (; channel <= channels - width; channel += width, cells += width)
        {
            Vector<T> sum = new(TReduction.Identity);
            for (int i = 0; i < count; i++)
                sum = TReduction.Combine(sum, Vector.Load(cells + offsets[i]));
            sum.Store(result + channel);
        }

        for (; channel < channels; channel++, cells++)
        {
            T sum = TReduction.Identity;
            for (int i = 0; i < count; i++)
                sum = TReduction.Combine(sum, cells[offsets[i]]);
            result[channel] = sum;
        }
    }
}

/// <summary>Sends the gradient of a window to the first of its largest cells.</summary>
internal readonly unsafe struct SendToLargest<T> : IWindowKernel<T>
    where T : unmanaged, INumber<T>
{
    public static bool Sends => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in WindowCells window, T* cells, T* other, T* result)
    {
        nint channel = 0, width = Vector<T>.Count, channels = window.Channels;
        nint* offsets = window.Offsets;
        int count = window.Count;
        cells += window.First;
        result += window.First;
        other += window.Result;
        if (count == 0)
            return;
        for (; channel <= channels - width; channel += width, cells += width, result += width)
        {
            Vector<T> largest = Vector.Load(cells);
            for (int i = 1; i < count; i++)
            {
                Vector<T> value = Vector.Load(cells + offsets[i]);
                largest = Vector.ConditionalSelect(Vector.GreaterThan(value, largest), value, largest);
            }

            // Where the first cell is not a number, none is larger, and it is the one.
            Vector<T> gradient = Vector.Load(other + channel), open = Vector<T>.AllBitsSet, any = ~Vector.Equals(largest, largest);
            for (int i = 0; i < count; i++)
            {
                Vector<T> chosen = open & (any | Vector.Equals(Vector.Load(cells + offsets[i]), largest));
                open = Vector.AndNot(open, chosen);
                Vector<T> share = chosen & gradient;
                (window.Shares ? share + Vector.Load(result + offsets[i]) : share).Store(result + offsets[i]);
            }
        }

        for (; channel < channels; channel++, cells++, result++)
        {
            nint best = 0;
            for (int i = 0; i < count; i++)
            {
                best = cells[offsets[i]] > cells[best] ? offsets[i] : best;
                if (!window.Shares)
                    result[offsets[i]] = T.Zero;
            }

            result[best] += other[channel];
        }
    }
}

/// <summary>Sends the gradient of a window to all of its cells.</summary>
internal readonly unsafe struct SendToAll<T> : IWindowKernel<T>
    where T : unmanaged, INumber<T>
{
    public static bool Sends => true;

    public static void Run(in WindowCells window, T* cells, T* other, T* result)
    {
        other += window.Result;
        result += window.First;
        Span<T> gradient = new(other, window.Channels);
        for (int i = 0; i < window.Count; i++)
        {
            T* cell = result + window.Offsets[i];
            if (window.Shares)
                VectorBinary<T, AddOp<T>, DenseOperand, DenseOperand>.Run((byte*)cell, (byte*)other, null, (byte*)cell, window.Channels);
            else
                gradient.CopyTo(new(cell, window.Channels));
        }
    }
}
