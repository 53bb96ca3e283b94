using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>One row at one step of a long short-term memory; gates lie one after the other, i f g o.</summary>
internal static unsafe class LstmCell
{
    /// <summary>From the two products and the cell as it was to the new state and cell, and to the gates unless they are null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward(nint units, float* projected, float* product, float* state, float* cell, float* gates)
    {
        nint j = 0;
        for (; j <= units - Vector<float>.Count; j += Vector<float>.Count)
            Forward<WholeLanes>(units, 0, projected + j, product + j, state + j, cell + j, gates == null ? null : gates + j);
        if (j < units)
            Forward<FewLanes>(units, units - j, projected + j, product + j, state + j, cell + j, gates == null ? null : gates + j);
    }

    /// <summary>
    /// From the gradients of the state and the cell to those of the sums behind the gates and of the cell before. That of the state before is left at 0, for the
    /// product of the former with the kernel to be added to.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Backward(nint units, float* gates, float* cell, float* before, float* dState, float* dCell, float* dSums)
    {
        nint j = 0;
        for (; j <= units - Vector<float>.Count; j += Vector<float>.Count)
            Backward<WholeLanes>(units, 0, gates + j, cell + j, before + j, dState + j, dCell + j, dSums + j);
        if (j < units)
            Backward<FewLanes>(units, units - j, gates + j, cell + j, before + j, dState + j, dCell + j, dSums + j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Forward<TLanes>(nint units, nint count, float* projected, float* product, float* state, float* cell, float* gates)
        where TLanes : struct, ILanes
    {
        Vector<float> i = FloatMath.Sigmoid(TLanes.Load(projected, count) + TLanes.Load(product, count));
        Vector<float> f = FloatMath.Sigmoid(TLanes.Load(projected + units, count) + TLanes.Load(product + units, count));
        Vector<float> g = FloatMath.Tanh(TLanes.Load(projected + 2 * units, count) + TLanes.Load(product + 2 * units, count));
        Vector<float> o = FloatMath.Sigmoid(TLanes.Load(projected + 3 * units, count) + TLanes.Load(product + 3 * units, count));
        Vector<float> c = f * TLanes.Load(cell, count) + i * g;
        TLanes.Store(c, cell, count);
        TLanes.Store(o * FloatMath.Tanh(c), state, count);
        if (gates == null)
            return;
        TLanes.Store(i, gates, count);
        TLanes.Store(f, gates + units, count);
        TLanes.Store(g, gates + 2 * units, count);
        TLanes.Store(o, gates + 3 * units, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Backward<TLanes>(nint units, nint count, float* gates, float* cell, float* before, float* dState, float* dCell, float* dSums)
        where TLanes : struct, ILanes
    {
        Vector<float> i = TLanes.Load(gates, count), f = TLanes.Load(gates + units, count);
        Vector<float> g = TLanes.Load(gates + 2 * units, count), o = TLanes.Load(gates + 3 * units, count);
        Vector<float> tanh = FloatMath.Tanh(TLanes.Load(cell, count)), one = Vector<float>.One;
        Vector<float> dh = TLanes.Load(dState, count);
        Vector<float> dc = TLanes.Load(dCell, count) + dh * o * (one - tanh * tanh);
        TLanes.Store(dc * g * i * (one - i), dSums, count);
        TLanes.Store(dc * TLanes.Load(before, count) * f * (one - f), dSums + units, count);
        TLanes.Store(dc * i * (one - g * g), dSums + 2 * units, count);
        TLanes.Store(dh * tanh * o * (one - o), dSums + 3 * units, count);
        TLanes.Store(dc * f, dCell, count);
        TLanes.Store(Vector<float>.Zero, dState, count);
    }
}
