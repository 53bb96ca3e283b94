namespace KerasNet;

/// <summary>What recurrent operations share: masks, the walk through time, the states before each step.</summary>
internal static class Recurrence
{
    /// <summary>The mask (bool), which is the last operand where there is one.</summary>
    internal static KerasTensor? Mask(IReadOnlyList<KerasTensor> operands) => operands[^1].DType == DType.Bool ? operands[^1] : null;

    /// <summary>A loop over the time of sequences (batch, time, …), whose outputs are (batch, time, …) again.</summary>
    internal static (KerasTensor[] Carries, KerasTensor[] Outputs) Walk(
        Func<KerasTensor[], KerasTensor[], (KerasTensor[] Carries, KerasTensor[] Outputs)> step,
        KerasTensor[] initial,
        KerasTensor?[] sequences,
        bool reverse)
    {
        (KerasTensor[] carries, KerasTensor[] outputs) = Ops.Scan(step, initial, [.. sequences.OfType<KerasTensor>().Select(SwapTime)], reverse: reverse);
        return (carries, [.. outputs.Select(SwapTime)]);
    }

    /// <summary>The states (batch, time, units) as they stood before each step.</summary>
    internal static KerasTensor Before(KerasTensor initial, KerasTensor states, bool reverse)
    {
        int steps = states.Shape[1];
        if (steps == 0)
            return states;
        KerasTensor first = Ops.ExpandDims(initial, 1);
        return reverse
            ? Ops.Concatenate([Ops.SliceAxis(states, 1, 1, steps), first], 1)
            : Ops.Concatenate([first, Ops.SliceAxis(states, 1, 0, steps - 1)], 1);
    }

    /// <summary>The gradient of the recurrent kernel: all steps in one product.</summary>
    internal static KerasTensor KernelGradient(KerasTensor before, KerasTensor gradient) => Ops.MatMul(Rows(before), Rows(gradient), transposeA: true);

    /// <summary>What a step computes where the mask (a slice of it, or null) keeps the step, something else where it does not.</summary>
    internal static KerasTensor Kept(KerasTensor? mask, KerasTensor computed, KerasTensor other) =>
        mask is null ? computed : Ops.Where(Ops.ExpandDims(mask, -1), computed, other);

    /// <summary>Fails unless the first operands of a recurrent operation belong together.</summary>
    /// <param name="x">The operands: (batch, time, gates·units), (units, gates·units), then states (batch, units); at the end perhaps a mask.</param>
    /// <param name="gates">The number of gates.</param>
    /// <param name="states">The number of states.</param>
    internal static void Require(KerasTensor[] x, int gates, int states)
    {
        (KerasTensor sums, KerasTensor kernel, KerasTensor? mask) = (x[0], x[1], Mask(x));
        bool fit = sums.Rank == 3 && kernel.Rank == 2 && kernel.Shape[1] == gates * kernel.Shape[0] && sums.Shape[2] == kernel.Shape[1]
            && x[2..(2 + states)].All(state => state.Shape == new int[] { sums.Shape[0], kernel.Shape[0] })
            && (mask is null || mask.Shape == sums.Shape[..2]);
        _ = ShapeRules.Require(
            fit, $"x·W + b (batch, time, {gates}·units), a kernel (units, {gates}·units), {states} state(s) (batch, units) and perhaps a bool mask (batch, time)", x);
        _ = ShapeRules.Require(
            sums.DType.IsFloating() && x.All(operand => operand == mask || operand.DType == sums.DType), "one floating dtype for all but the mask", x);
    }

    private static KerasTensor SwapTime(KerasTensor x) => Ops.Transpose(x, [1, 0, .. Enumerable.Range(2, x.Rank - 2)]);

    private static KerasTensor Rows(KerasTensor x) => Ops.Reshape(x, [checked(x.Shape[0] * x.Shape[1]), x.Shape[2]]);
}
