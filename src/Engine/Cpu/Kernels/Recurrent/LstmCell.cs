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
        for (nint j = 0, n; j < units; j += n)
        {
            n = Math.Min(Lanes.Width, units - j);
            float* x = projected + j, y = product + j;
            Vector<float> i = FloatMath.Sigmoid(Lanes.Load(x, n) + Lanes.Load(y, n));
            Vector<float> f = FloatMath.Sigmoid(Lanes.Load(x + units, n) + Lanes.Load(y + units, n));
            Vector<float> g = FloatMath.Tanh(Lanes.Load(x + 2 * units, n) + Lanes.Load(y + 2 * units, n));
            Vector<float> o = FloatMath.Sigmoid(Lanes.Load(x + 3 * units, n) + Lanes.Load(y + 3 * units, n));
            Vector<float> c = f * Lanes.Load(cell + j, n) + i * g;
            Lanes.Store(c, cell + j, n);
            Lanes.Store(o * FloatMath.Tanh(c), state + j, n);
            if (gates == null)
                continue;
            Lanes.Store(i, gates + j, n);
            Lanes.Store(f, gates + units + j, n);
            Lanes.Store(g, gates + 2 * units + j, n);
            Lanes.Store(o, gates + 3 * units + j, n);
        }
    }

    /// <summary>
    /// From the gradients of the state and the cell to those of the sums behind the gates and of the cell before. That of the state before is left at 0, for the
    /// product of the former with the kernel to be added to.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Backward(nint units, float* gates, float* cell, float* before, float* dState, float* dCell, float* dSums)
    {
        for (nint j = 0, n; j < units; j += n)
        {
            n = Math.Min(Lanes.Width, units - j);
            float* gate = gates + j;
            Vector<float> i = Lanes.Load(gate, n), f = Lanes.Load(gate + units, n), g = Lanes.Load(gate + 2 * units, n), o = Lanes.Load(gate + 3 * units, n);
            Vector<float> tanh = FloatMath.Tanh(Lanes.Load(cell + j, n)), one = Vector<float>.One;
            Vector<float> dh = Lanes.Load(dState + j, n);
            Vector<float> dc = Lanes.Load(dCell + j, n) + dh * o * (one - tanh * tanh);
            float* sum = dSums + j;
            Lanes.Store(dc * g * i * (one - i), sum, n);
            Lanes.Store(dc * Lanes.Load(before + j, n) * f * (one - f), sum + units, n);
            Lanes.Store(dc * i * (one - g * g), sum + 2 * units, n);
            Lanes.Store(dh * tanh * o * (one - o), sum + 3 * units, n);
            Lanes.Store(dc * f, dCell + j, n);
            Lanes.Store(Vector<float>.Zero, dState + j, n);
        }
    }
}
