namespace KerasNet;

/// <summary>What <see cref="Op.Gru"/> and its gradient stand for.</summary>
/// <remarks>
/// Operands of the operation: projected, kernel, state, perhaps a recurrent bias, perhaps a mask. Of its gradient: kernel, gates, states, state, gradient of the
/// states, perhaps the mask.
/// </remarks>
internal static class GruRules
{
    private const int Gates = 3;

    internal static TensorType[] Infer(KerasTensor[] x, OpAttributes attributes)
    {
        KerasTensor? bias = Bias(x);
        Recurrence.Require(x, Gates, 1);
        _ = ShapeRules.Require(bias is null || ((GruAttributes)attributes).ResetAfter, "no recurrent bias where the reset comes before the product", x);
        _ = ShapeRules.Require(bias is null || bias.Shape == x[1].Shape[1..], $"a recurrent bias {x[1].Shape[1..]}", x);
        int units = x[1].Shape[0];
        return [new(x[0].Shape.With(2, units), x[0].DType), new(x[0].Shape.With(2, 4 * units), x[0].DType)];
    }

    internal static KerasTensor[] Decompose(KerasTensor[] x, OpAttributes attributes)
    {
        (bool resetAfter, bool reverse) = (GruAttributes)attributes;
        KerasTensor? bias = Bias(x);
        int units = x[1].Shape[0];
        return Recurrence.Walk(
            (carry, slice) =>
            {
                (KerasTensor h, KerasTensor? keep) = (carry[0], slice.ElementAtOrDefault(1));
                KerasTensor[] projected = Ops.Split(slice[0], Gates, -1);
                KerasTensor sums = Ops.MatMul(h, resetAfter ? x[1] : Ops.SliceAxis(x[1], 1, 0, 2 * units));
                sums = bias is null ? sums : sums + bias;
                KerasTensor z = Ops.Sigmoid(projected[0] + Ops.SliceAxis(sums, 1, 0, units));
                KerasTensor r = Ops.Sigmoid(projected[1] + Ops.SliceAxis(sums, 1, units, 2 * units));
                KerasTensor recurrent = resetAfter
                    ? Ops.SliceAxis(sums, 1, 2 * units, 3 * units)
                    : Ops.MatMul(r * h, Ops.SliceAxis(x[1], 1, 2 * units, 3 * units));
                KerasTensor candidate = Ops.Tanh(projected[2] + (resetAfter ? r * recurrent : recurrent));
                KerasTensor state = Recurrence.Kept(keep, z * h + (1 - z) * candidate, h);
                return ([state], [state, Ops.Concatenate([z, r, candidate, recurrent])]);
            },
            [x[2]],
            [x[0], Recurrence.Mask(x)],
            reverse).Outputs;
    }

    internal static IReadOnlyList<KerasTensor?> Gradient(Node y, KerasTensor?[] dy)
    {
        (bool resetAfter, bool reverse) = y.Get<GruAttributes>();

        // The gates are read by the gradient alone, so only a second derivative arrives there.
        if (!resetAfter || dy[1] is not null)
            return GradientRules.ThroughDecomposition(y, dy);
        KerasTensor? mask = Recurrence.Mask(y.Inputs), bias = Bias(y.Inputs);
        KerasTensor?[] operands = [y[1], y.Outputs[1], y.Outputs[0], y[2], dy[0]!, mask];
        Node back = Node.Create(Op.GruGradient, [.. operands.OfType<KerasTensor>()], new RecurrentAttributes(reverse));
        KerasTensor dKernel = Recurrence.KernelGradient(Recurrence.Before(y[2], y.Outputs[0], reverse), back.Outputs[1]);
        List<KerasTensor?> gradients = [back.Outputs[0], dKernel, back.Outputs[2]];
        if (bias is not null)
            gradients.Add(Ops.Sum(back.Outputs[1], [0, 1]));
        if (mask is not null)
            gradients.Add(null);
        return gradients;
    }

    /// <summary>The gradients of projected, of the product of states and kernel, and of the state.</summary>
    internal static TensorType[] InferGradient(KerasTensor[] x, OpAttributes attributes)
    {
        Shape projected = x[2].Shape.With(2, x[0].Shape[1]);
        bool fit = x[1].Shape == projected.With(2, 4 * x[0].Shape[0]) && x[3].Shape == Shape.Of([x[2].Shape[0], x[2].Shape[2]]) && x[4].Shape == x[2].Shape;
        _ = ShapeRules.Require(fit, "the kernel, gates, states, the first state and the gradient of the states of a GRU", x);
        return [new(projected, x[1].DType), new(projected, x[1].DType), new(x[3].Shape, x[3].DType)];
    }

    internal static KerasTensor[] DecomposeGradient(KerasTensor[] x, OpAttributes attributes)
    {
        bool reverse = ((RecurrentAttributes)attributes).Reverse;
        KerasTensor? mask = Recurrence.Mask(x);
        (KerasTensor[] carries, KerasTensor[] outputs) = Recurrence.Walk(
            (carry, slice) =>
            {
                (KerasTensor before, KerasTensor? keep) = (slice[1], mask is null ? null : slice[^1]);
                KerasTensor[] gates = Ops.Split(slice[0], 4, -1);
                (KerasTensor z, KerasTensor r, KerasTensor candidate, KerasTensor recurrent) = (gates[0], gates[1], gates[2], gates[3]);
                KerasTensor dh = carry[0] + slice[2];
                KerasTensor dCandidate = dh * (1 - z) * (1 - candidate * candidate);
                KerasTensor dUpdate = dh * (before - candidate) * z * (1 - z), dReset = dCandidate * recurrent * r * (1 - r);
                KerasTensor dProjected = Ops.Concatenate([dUpdate, dReset, dCandidate]), dProduct = Ops.Concatenate([dUpdate, dReset, dCandidate * r]);
                dProjected = Recurrence.Kept(keep, dProjected, Ops.Scalar(0, dProjected));
                dProduct = Recurrence.Kept(keep, dProduct, Ops.Scalar(0, dProduct));
                return ([Recurrence.Kept(keep, dh * z + Ops.MatMul(dProduct, x[0], transposeB: true), dh)], [dProjected, dProduct]);
            },
            [Ops.ZerosLike(x[3])],
            [x[1], Recurrence.Before(x[3], x[2], reverse), x[4], mask],
            !reverse);
        return [.. outputs, .. carries];
    }

    /// <summary>The recurrent bias among the operands, if there is one.</summary>
    internal static KerasTensor? Bias(IReadOnlyList<KerasTensor> x) => x.Count > 3 && x[3].DType != DType.Bool ? x[3] : null;
}
