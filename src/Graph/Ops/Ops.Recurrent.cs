namespace KerasNet;

public static partial class Ops
{
    /// <summary>A long short-term memory: i, f, o = σ(…), g = tanh(…) of x·W + b + h·U; c = f·c + i·g; h = o·tanh(c), step by step.</summary>
    /// <param name="projected">x·W + b of all steps, (batch, time, 4·units), the gates in the order i f g o.</param>
    /// <param name="recurrentKernel">U, (units, 4·units), the gates in the same order.</param>
    /// <param name="initialState">h before the first step, (batch, units).</param>
    /// <param name="initialCell">c before the first step, (batch, units).</param>
    /// <param name="mask">Which steps count (bool, (batch, time)): where it is false, both states stay as they were. All do if not given.</param>
    /// <param name="reverse">Walk from the last step to the first; results land where their step is.</param>
    /// <returns>h and c after every step, (batch, time, units) each.</returns>
    /// <exception cref="ShapeException">The operands do not belong together.</exception>
    public static (KerasTensor States, KerasTensor Cells) Lstm(
        KerasTensor projected, KerasTensor recurrentKernel, KerasTensor initialState, KerasTensor initialCell, KerasTensor? mask = null, bool reverse = false)
    {
        KerasTensor?[] operands = [ToFloat(projected), recurrentKernel, initialState, initialCell, mask is null ? null : Cast(mask, DType.Bool)];
        Node node = Node.Create(Op.Lstm, [.. operands.OfType<KerasTensor>()], new RecurrentAttributes(reverse));
        return (node.Outputs[0], node.Outputs[1]);
    }

    /// <summary>
    /// A gated recurrent unit: z, r = σ(…) of x·W + b + h·U; g = tanh(x·W + b + r·(h·U + b')), or tanh(x·W + b + (r·h)·U) where the reset comes before the
    /// product; h = z·h + (1 − z)·g, step by step.
    /// </summary>
    /// <param name="projected">x·W + b of all steps, (batch, time, 3·units), the gates in the order z r g.</param>
    /// <param name="recurrentKernel">U, (units, 3·units), the gates in the same order.</param>
    /// <param name="recurrentBias">b', added to h·U, (3·units); only with <paramref name="resetAfter"/>, and none if not given.</param>
    /// <param name="initialState">h before the first step, (batch, units).</param>
    /// <param name="mask">Which steps count (bool, (batch, time)): where it is false, the state stays as it was. All do if not given.</param>
    /// <param name="resetAfter">Whether the reset gate multiplies the product with the kernel rather than the state before it.</param>
    /// <param name="reverse">Walk from the last step to the first; results land where their step is.</param>
    /// <returns>h after every step, (batch, time, units).</returns>
    /// <exception cref="ShapeException">The operands do not belong together.</exception>
    public static KerasTensor Gru(
        KerasTensor projected,
        KerasTensor recurrentKernel,
        KerasTensor? recurrentBias,
        KerasTensor initialState,
        KerasTensor? mask = null,
        bool resetAfter = true,
        bool reverse = false)
    {
        KerasTensor?[] operands = [ToFloat(projected), recurrentKernel, initialState, recurrentBias, mask is null ? null : Cast(mask, DType.Bool)];
        return Node.Create(Op.Gru, [.. operands.OfType<KerasTensor>()], new GruAttributes(resetAfter, reverse)).Outputs[0];
    }
}
