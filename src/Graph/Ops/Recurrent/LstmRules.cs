namespace KerasNet;

/// <summary>What <see cref="Op.Lstm"/> and its gradient stand for.</summary>
/// <remarks>
/// Operands of the operation: projected, kernel, state, cell, perhaps a mask. Of its gradient: kernel, gates, cells, cell, gradient of the states, perhaps the
/// gradient of the cells, perhaps the mask.
/// </remarks>
internal static class LstmRules
{
    private const int Gates = 4;

    internal static TensorType[] Infer(KerasTensor[] x, OpAttributes attributes)
    {
        Recurrence.Require(x, Gates, 2);
        TensorType states = new(x[0].Shape.With(2, x[1].Shape[0]), x[0].DType);
        return [states, states, new(x[0].Shape, x[0].DType)];
    }

    internal static KerasTensor[] Decompose(KerasTensor[] x, OpAttributes attributes) => Recurrence.Walk(
        (carry, slice) =>
        {
            (KerasTensor h, KerasTensor c, KerasTensor? keep) = (carry[0], carry[1], slice.ElementAtOrDefault(1));
            KerasTensor[] sums = Ops.Split(slice[0] + Ops.MatMul(h, x[1]), Gates, -1);
            (KerasTensor i, KerasTensor f, KerasTensor g, KerasTensor o) = (Ops.Sigmoid(sums[0]), Ops.Sigmoid(sums[1]), Ops.Tanh(sums[2]), Ops.Sigmoid(sums[3]));
            KerasTensor cell = f * c + i * g;
            KerasTensor state = Recurrence.Kept(keep, o * Ops.Tanh(cell), h);
            cell = Recurrence.Kept(keep, cell, c);
            return ([state, cell], [state, cell, Ops.Concatenate([i, f, g, o])]);
        },
        [x[2], x[3]],
        [x[0], Recurrence.Mask(x)],
        ((RecurrentAttributes)attributes).Reverse).Outputs;

    internal static IReadOnlyList<KerasTensor?> Gradient(Node y, KerasTensor?[] dy)
    {
        // The gates are read by the gradient alone, so only a second derivative arrives there.
        if (dy[2] is not null)
            return GradientRules.ThroughDecomposition(y, dy);
        KerasTensor? mask = Recurrence.Mask(y.Inputs);
        KerasTensor?[] operands = [y[1], y.Outputs[2], y.Outputs[1], y[3], dy[0] ?? Ops.ZerosLike(y.Outputs[0]), dy[1], mask];
        Node back = Node.Create(Op.LstmGradient, [.. operands.OfType<KerasTensor>()], y.Attributes);
        KerasTensor before = Recurrence.Before(y[2], y.Outputs[0], y.Get<RecurrentAttributes>().Reverse);
        KerasTensor?[] gradients = [back.Outputs[0], Recurrence.KernelGradient(before, back.Outputs[0]), back.Outputs[1], back.Outputs[2]];
        return mask is null ? gradients : [.. gradients, null];
    }

    /// <summary>The gradients of projected, state and cell.</summary>
    internal static TensorType[] InferGradient(KerasTensor[] x, OpAttributes attributes)
    {
        bool fit = x[1].Shape == x[2].Shape.With(2, x[0].Shape[1]) && x[3].Shape == Shape.Of([x[2].Shape[0], x[2].Shape[2]])
            && x[4..].All(gradient => gradient.DType == DType.Bool || gradient.Shape == x[2].Shape);
        _ = ShapeRules.Require(fit, "the kernel, gates, cells, the first cell and the gradients of states and cells of an LSTM", x);
        TensorType state = new(x[3].Shape, x[3].DType);
        return [new(x[1].Shape, x[1].DType), state, state];
    }

    internal static KerasTensor[] DecomposeGradient(KerasTensor[] x, OpAttributes attributes)
    {
        bool reverse = ((RecurrentAttributes)attributes).Reverse;
        KerasTensor? mask = Recurrence.Mask(x);
        int gradients = x.Length - 4 - (mask is null ? 0 : 1);
        (KerasTensor[] carries, KerasTensor[] outputs) = Recurrence.Walk(
            (carry, slice) =>
            {
                (KerasTensor cell, KerasTensor before, KerasTensor? keep) = (slice[1], slice[2], mask is null ? null : slice[^1]);
                KerasTensor[] gates = Ops.Split(slice[0], Gates, -1);
                (KerasTensor i, KerasTensor f, KerasTensor g, KerasTensor o) = (gates[0], gates[1], gates[2], gates[3]);
                KerasTensor dh = carry[0] + slice[3], dc = gradients > 1 ? carry[1] + slice[4] : carry[1];
                KerasTensor tanh = Ops.Tanh(cell);
                KerasTensor dCell = dc + dh * o * (1 - tanh * tanh);
                KerasTensor dSums = Ops.Concatenate(
                    [dCell * g * i * (1 - i), dCell * before * f * (1 - f), dCell * i * (1 - g * g), dh * tanh * o * (1 - o)]);
                dSums = Recurrence.Kept(keep, dSums, Ops.Scalar(0, dSums));
                return ([Recurrence.Kept(keep, Ops.MatMul(dSums, x[0], transposeB: true), dh), Recurrence.Kept(keep, dCell * f, dc)], [dSums]);
            },
            [Ops.ZerosLike(x[3]), Ops.ZerosLike(x[3])],
            [x[1], x[2], Recurrence.Before(x[3], x[2], reverse), .. x[4..]],
            !reverse);
        return [outputs[0], .. carries];
    }
}
