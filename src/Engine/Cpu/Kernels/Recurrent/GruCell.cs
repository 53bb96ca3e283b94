using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>One row at one step of a gated recurrent unit that resets after the product; gates lie one after the other, z r g.</summary>
internal static unsafe class GruCell
{
    /// <summary>From the two products, the bias of the second and the state as it was to the new state, and to the gates unless they are null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward(nint units, float* projected, float* product, float* bias, float* state, float* gates)
    {
        nint j = 0;
        for (; j <= units - Vector<float>.Count; j += Vector<float>.Count)
            Forward<WholeLanes>(units, 0, projected + j, product + j, bias + j, state + j, gates == null ? null : gates + j);
        if (j < units)
            Forward<FewLanes>(units, units - j, projected + j, product + j, bias + j, state + j, gates == null ? null : gates + j);
    }

    /// <summary>From the gradient of the state to those of both products, and to that part of the gradient of the state before which passes by the kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Backward(nint units, float* gates, float* before, float* dState, float* dProjected, float* dProduct)
    {
        nint j = 0;
        for (; j <= units - Vector<float>.Count; j += Vector<float>.Count)
            Backward<WholeLanes>(units, 0, gates + j, before + j, dState + j, dProjected + j, dProduct + j);
        if (j < units)
            Backward<FewLanes>(units, units - j, gates + j, before + j, dState + j, dProjected + j, dProduct + j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Forward<TLanes>(nint units, nint count, float* projected, float* product, float* bias, float* state, float* gates)
        where TLanes : struct, ILanes
    {
        Vector<float> recurrent = TLanes.Load(product + 2 * units, count) + TLanes.Load(bias + 2 * units, count);
        Vector<float> z = FloatMath.Sigmoid(TLanes.Load(projected, count) + (TLanes.Load(product, count) + TLanes.Load(bias, count)));
        Vector<float> r = FloatMath.Sigmoid(TLanes.Load(projected + units, count) + (TLanes.Load(product + units, count) + TLanes.Load(bias + units, count)));
        Vector<float> g = FloatMath.Tanh(TLanes.Load(projected + 2 * units, count) + r * recurrent);
        TLanes.Store(z * TLanes.Load(state, count) + (Vector<float>.One - z) * g, state, count);
        if (gates == null)
            return;
        TLanes.Store(z, gates, count);
        TLanes.Store(r, gates + units, count);
        TLanes.Store(g, gates + 2 * units, count);
        TLanes.Store(recurrent, gates + 3 * units, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Backward<TLanes>(nint units, nint count, float* gates, float* before, float* dState, float* dProjected, float* dProduct)
        where TLanes : struct, ILanes
    {
        Vector<float> z = TLanes.Load(gates, count), r = TLanes.Load(gates + units, count), g = TLanes.Load(gates + 2 * units, count), one = Vector<float>.One;
        Vector<float> dh = TLanes.Load(dState, count);
        Vector<float> dCandidate = dh * (one - z) * (one - g * g);
        Vector<float> dUpdate = dh * (TLanes.Load(before, count) - g) * z * (one - z);
        Vector<float> dReset = dCandidate * TLanes.Load(gates + 3 * units, count) * r * (one - r);
        TLanes.Store(dUpdate, dProjected, count);
        TLanes.Store(dReset, dProjected + units, count);
        TLanes.Store(dCandidate, dProjected + 2 * units, count);
        TLanes.Store(dUpdate, dProduct, count);
        TLanes.Store(dReset, dProduct + units, count);
        TLanes.Store(dCandidate * r, dProduct + 2 * units, count);
        TLanes.Store(dh * z, dState, count);
    }
}
