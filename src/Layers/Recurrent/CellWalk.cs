namespace KerasNet.Layers;

/// <summary>Walks a cell over the steps of a sequence. The one place that knows what a mask does.</summary>
/// <remarks>
/// A masked step keeps the states. Its output is the output of the step before, 0 before the first step that is kept; or always 0, if so asked.
/// Outputs lie where their steps are, whichever way the walk went.
/// </remarks>
/// <param name="Mask">Which steps count, bool (batch, time); all if null.</param>
/// <param name="Backwards">Whether to walk from the last step to the first.</param>
/// <param name="Unroll">Whether to write out every step instead of a loop.</param>
/// <param name="Sequences">Whether the outputs of all steps are wanted, or that of the last.</param>
/// <param name="ZeroOutput">Whether the output of a masked step is 0.</param>
internal sealed record CellWalk(KerasTensor? Mask, bool Backwards, bool Unroll, bool Sequences, bool ZeroOutput)
{
    /// <summary>The outputs of all steps (batch, time, …) or that of the last one (batch, …), and the states at the end.</summary>
    internal (KerasTensor Output, IReadOnlyList<KerasTensor> States) Run(
        RNNCell cell, KerasTensor sequence, IReadOnlyList<KerasTensor> states, CallContext context)
    {
        using Trace.ScopeGuard scope = Trace.Scope(cell.Name);

        // Masked steps keep the states of all cells, so each may walk the whole sequence before the next does.
        if (cell is StackedRNNCells stacked)
            return RunStacked(stacked, sequence, states, context);
        if (!Unroll && cell.AllSteps(sequence, states, Mask, Backwards, context) is { } all)
            return (Sequences ? MaskedOutputs(all[0]) : MaskedEnd(Last(all[0])), [.. all.Select(Last)]);

        (KerasTensor seen, CellStep step) = cell.Begin(sequence, context);
        KerasTensor before = Ops.Zeros(cell.OutputSize.Prepend(sequence.Shape[0]), cell.DType);
        return Unroll ? RunUnrolled(cell, step, seen, states, before) : RunLoop(cell, step, seen, states, before, context);
    }

    private (KerasTensor Output, IReadOnlyList<KerasTensor> States) RunStacked(
        StackedRNNCells stacked, KerasTensor sequence, IReadOnlyList<KerasTensor> states, CallContext context)
    {
        List<KerasTensor> final = [];
        foreach ((RNNCell cell, IReadOnlyList<KerasTensor> own) in stacked.WithStates(states))
        {
            CellWalk walk = cell == stacked.Cells[^1] ? this : this with { Sequences = true };
            (sequence, IReadOnlyList<KerasTensor> end) = walk.Run(cell, sequence, own, context);
            final.AddRange(end);
        }

        return (sequence, final);
    }

    private (KerasTensor Output, IReadOnlyList<KerasTensor> States) RunLoop(
        RNNCell cell, CellStep step, KerasTensor seen, IReadOnlyList<KerasTensor> states, KerasTensor before, CallContext context)
    {
        HashSet<KerasTensor> left = [.. LeftBehind(context)];
        Node[] inside = [];
        KerasTensor[] sequences = Mask is null ? [TimeFirst(seen)] : [TimeFirst(seen), TimeFirst(Mask)];
        (KerasTensor[] end, KerasTensor[] outputs) = Ops.Scan(
            (carried, slice) =>
            {
                inside = [.. carried.Concat(slice).Select(x => x.Node)];
                KerasTensor[] next = Next(cell, step, slice[0], Mask is null ? null : slice[1], carried);
                return (next, Sequences ? [next[^1]] : []);
            },
            [.. states, before],
            sequences,
            reverse: Backwards);
        if (Rewriter.Reachable(LeftBehind(context).Where(value => !left.Contains(value))).Any(inside.Contains))
            throw new InvalidOperationException(
                $"{cell}: a step gives a variable a new value or adds a loss. Only the output and the states leave a step of a loop: keep it in a state, or " +
                "make the layer with unroll: true.");
        return (Sequences ? TimeFirst(outputs[0]) : end[^1], end[..^1]);
    }

    /// <summary>What a call has left behind so far besides its result: new values of variables, and losses.</summary>
    private static IEnumerable<KerasTensor> LeftBehind(CallContext context) =>
        [.. context.Losses, .. Trace.Current?.Assignments.Select(assignment => assignment.Value) ?? []];

    private (KerasTensor Output, IReadOnlyList<KerasTensor> States) RunUnrolled(
        RNNCell cell, CellStep step, KerasTensor seen, IReadOnlyList<KerasTensor> states, KerasTensor before)
    {
        KerasTensor[] carried = [.. states, before];
        KerasTensor[] outputs = new KerasTensor[seen.Shape[1]];
        for (int i = 0; i < outputs.Length; i++)
        {
            int place = Backwards ? outputs.Length - 1 - i : i;
            carried = Next(cell, step, Ops.Take(seen, 1, place), Mask is null ? null : Ops.Take(Mask, 1, place), carried);
            outputs[place] = carried[^1];
        }

        return (Sequences ? Ops.Stack(outputs, 1) : carried[^1], carried[..^1]);
    }

    /// <summary>States and output after one step, from those before it.</summary>
    private KerasTensor[] Next(RNNCell cell, CellStep step, KerasTensor input, KerasTensor? kept, KerasTensor[] carried)
    {
        (KerasTensor output, IReadOnlyList<KerasTensor> states) = step(input, carried[..^1]);
        KerasTensor[] next = [.. states, output];
        if (next.Length != carried.Length || next.Zip(carried).Any(pair => pair.First.Shape != pair.Second.Shape))
            throw new ShapeException(
                $"{cell}: a step must give an output of the shape {carried[^1].Shape} (OutputSize) and states of the shapes " +
                $"{Text(carried[..^1])} (StateSizes). Received: the output {output.Shape} and the states {Text(states)}.");
        for (int i = 0; i < next.Length; i++)
        {
            next[i] = Ops.Cast(next[i], carried[i].DType);
            if (kept is not null)
                next[i] = Ops.Where(Along(kept, next[i]), next[i], ZeroOutput && i == next.Length - 1 ? Ops.Scalar(0, next[i]) : carried[i]);
        }

        return next;
    }

    /// <summary>What the mask makes of outputs (batch, time, …) that are also the states, which masked steps have kept.</summary>
    private KerasTensor MaskedOutputs(KerasTensor outputs)
    {
        if (Mask is null)
            return outputs;
        KerasTensor counts = ZeroOutput ? Mask : Ops.Greater(Ops.CumulativeSum(Ops.Cast(Mask, DType.Int32), 1, Backwards), 0);
        return Ops.Where(Along(counts, outputs), outputs, Ops.Scalar(0, outputs));
    }

    private KerasTensor MaskedEnd(KerasTensor output)
    {
        if (Mask is null)
            return output;
        KerasTensor counts = ZeroOutput ? Last(Mask) : Ops.Any(Mask, [1]);
        return Ops.Where(Along(counts, output), output, Ops.Scalar(0, output));
    }

    /// <summary>What stands at the end of the walk.</summary>
    private KerasTensor Last(KerasTensor steps) => Ops.Take(steps, 1, Backwards ? 0 : steps.Shape[1] - 1);

    private static KerasTensor TimeFirst(KerasTensor x) => Ops.Transpose(x, [1, 0, .. Enumerable.Range(2, x.Rank - 2)]);

    /// <summary>A condition per row, or per row and step, as one per number.</summary>
    private static KerasTensor Along(KerasTensor condition, KerasTensor x) =>
        Ops.Reshape(condition, condition.Shape.Append([.. Enumerable.Repeat(1, x.Rank - condition.Rank)]));

    private static string Text(IEnumerable<KerasTensor> tensors) => string.Join(", ", tensors.Select(tensor => tensor.Shape));
}
