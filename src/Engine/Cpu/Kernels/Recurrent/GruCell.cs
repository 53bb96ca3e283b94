using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>One row at one step of a gated recurrent unit that resets after the product; gates lie one after the other, z r g.</summary>
internal static unsafe class GruCell
{
    /// <summary>From the two products, the bias of the second (or null) and the state as it was to the new state, and to the gates unless they are null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward(nint units, float* projected, float* product, float* bias, float* state, float* gates)
    {
        for (nint j = 0, n; j < units; j += n)
        {
            n = Math.Min(Lanes.Width, units - j);
            Vector<float> update = Lanes.Load(product + j, n), reset = Lanes.Load(product + units + j, n), recurrent = Lanes.Load(product + 2 * units + j, n);
            if (bias != null)
            {
                update += Lanes.Load(bias + j, n);
                reset += Lanes.Load(bias + units + j, n);
                recurrent += Lanes.Load(bias + 2 * units + j, n);
            }

            Vector<float> z = FloatMath.Sigmoid(Lanes.Load(projected + j, n) + update);
            Vector<float> r = FloatMath.Sigmoid(Lanes.Load(projected + units + j, n) + reset);
            Vector<float> g = FloatMath.Tanh(Lanes.Load(projected + 2 * units + j, n) + r * recurrent);
            Lanes.Store(z * Lanes.Load(state + j, n) + (Vector<float>.One - z) * g, state + j, n);
            if (gates == null)
                continue;
            Lanes.Store(z, gates + j, n);
            Lanes.Store(r, gates + units + j, n);
            Lanes.Store(g, gates + 2 * units + j, n);
            Lanes.Store(recurrent, gates + 3 * units + j, n);
        }
    }

    /// <summary>
    /// From the gradient of the state to those of both products and to the part of that of the state before which does not go through the kernel.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Backward(nint units, float* gates, float* before, float* dState, float* dProjected, float* dProduct)
    {
        for (nint j = 0, n; j < units; j += n)
        {
            n = Math.Min(Lanes.Width, units - j);
            float* gate = gates + j;
            Vector<float> z = Lanes.Load(gate, n), r = Lanes.Load(gate + units, n), g = Lanes.Load(gate + 2 * units, n), one = Vector<float>.One;
            Vector<float> dh = Lanes.Load(dState + j, n);
            Vector<float> dCandidate = dh * (one - z) * (one - g * g);
            Vector<float> dUpdate = dh * (Lanes.Load(before + j, n) - g) * z * (one - z);
            Vector<float> dReset = dCandidate * Lanes.Load(gate + 3 * units, n) * r * (one - r);
            Lanes.Store(dUpdate, dProjected + j, n);
            Lanes.Store(dReset, dProjected + units + j, n);
            Lanes.Store(dCandidate, dProjected + 2 * units + j, n);
            Lanes.Store(dUpdate, dProduct + j, n);
            Lanes.Store(dReset, dProduct + units + j, n);
            Lanes.Store(dCandidate * r, dProduct + 2 * units + j, n);
            Lanes.Store(dh * z, dState + j, n);
        }
    }
}
