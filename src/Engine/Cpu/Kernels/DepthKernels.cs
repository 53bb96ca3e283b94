using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>A convolution that filters every channel by itself: the cells of a window times the weights.</summary>
internal readonly unsafe struct WeighCells<T> : IWindowKernel<T>
    where T : unmanaged, INumber<T>
{
    public static bool Sends => false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in WindowCells window, T* cells, T* other, T* result)
    {
        nint channel = 0, width = Vector<T>.Count, channels = window.Channels;
        nint* offsets = window.Offsets, weights = window.Weights;
        int count = window.Count;
        cells += window.First;
        result += window.Result;
        for (; channel <= channels - width; channel += width, cells += width, other += width)
        {
            Vector<T> sum = Vector<T>.Zero;
            for (int i = 0; i < count; i++)
                sum += Vector.Load(cells + offsets[i]) * Vector.Load(other + weights[i]);
            sum.Store(result + channel);
        }

        for (; channel < channels; channel++, cells++, other++)
        {
            T sum = T.Zero;
            for (int i = 0; i < count; i++)
                sum += cells[offsets[i]] * other[weights[i]];
            result[channel] = sum;
        }
    }
}

/// <summary>Sends the gradient of a window, times the weights (given as cells), to its cells.</summary>
internal readonly unsafe struct SendWeighed<T> : IWindowKernel<T>
    where T : unmanaged, INumber<T>
{
    public static bool Sends => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in WindowCells window, T* cells, T* other, T* result)
    {
        result += window.First;
        other += window.Result;
        for (int i = 0; i < window.Count; i++)
            AddProducts(cells + window.Weights[i], other, result + window.Offsets[i], window.Channels, window.Shares);
    }

    /// <summary>Adds products to a line, or puts them there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddProducts(T* x, T* y, T* result, nint n, bool add)
    {
        nint i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> product = Vector.Load(x + i) * Vector.Load(y + i);
            (add ? Vector.Load(result + i) + product : product).Store(result + i);
        }

        for (; i < n; i++)
            result[i] = add ? result[i] + x[i] * y[i] : x[i] * y[i];
    }
}

/// <summary>Adds the cells of a window, times its gradient, to the gradient of the weights.</summary>
internal readonly unsafe struct CollectWeights<T> : IWindowKernel<T>
    where T : unmanaged, INumber<T>
{
    public static bool Sends => false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in WindowCells window, T* cells, T* other, T* result)
    {
        cells += window.First;
        other += window.Result;
        for (int i = 0; i < window.Count; i++)
            SendWeighed<T>.AddProducts(cells + window.Offsets[i], other, result + window.Weights[i], window.Channels, true);
    }
}
