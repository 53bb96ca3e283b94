namespace KerasNet.Layers;

/// <summary>A layer that combines several inputs cell by cell.</summary>
/// <remarks>
/// Dimensions of size 1 are stretched; an input of lower rank gets axes of size 1 right after the batch. Batch sizes must be equal.
/// The output carries a mask if all inputs do: true where any of them is.
/// </remarks>
public abstract class MergeLayer : Layer
{
    private protected MergeLayer(string? name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <summary>How many inputs the layer takes; null for one or more.</summary>
    private protected virtual int? InputCount => null;

    /// <inheritdoc/>
    protected sealed override void Build(IReadOnlyList<Shape> inputShapes) => CheckCount(inputShapes.Count);

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        CheckCount(inputs.Count);
        if (inputs.Any(input => input.Rank == 0))
            throw new ShapeException($"Layer '{Name}' ({GetType().Name}) merges tensors with a batch axis. Received: {Received(inputs)}.");
        if (inputs.Any(input => input.Shape[0] != inputs[0].Shape[0]))
            throw new ShapeException($"Layer '{Name}' ({GetType().Name}) needs inputs of one batch size. Received: {Received(inputs)}.");
        int rank = inputs.Max(input => input.Rank);
        KerasTensor[] aligned = [.. inputs.Select(input => Aligned(input, rank))];
        try
        {
            _ = aligned.Select(input => input.Shape).Aggregate(Shape.Broadcast);
        }
        catch (ShapeException e)
        {
            throw new ShapeException(
                $"Layer '{Name}' ({GetType().Name}) needs inputs whose dimensions are equal or 1; lower ranks are filled up right after the batch. " +
                $"Received: {Received(inputs)}.",
                e);
        }

        return [Merge(aligned, [.. inputs.Select((input, i) => context.Masks[i] is { } mask ? Aligned(Spread(mask, input.Shape), rank) : null)])];
    }

    /// <summary>Combines inputs of one rank.</summary>
    /// <param name="inputs">The inputs, whose dimensions are equal or 1.</param>
    /// <param name="kept">For each input, in its shape, which cells count; null where it carries no mask.</param>
    private protected abstract KerasTensor Merge(KerasTensor[] inputs, KerasTensor?[] kept);

    /// <inheritdoc/>
    protected override KerasTensor? ComputeMask(IReadOnlyList<KerasTensor> inputs, KerasTensor output, CallContext context) =>
        context.Masks.Any(mask => mask is null)
            ? null
            : context.Masks.Select((mask, i) => Aligned(mask!, mask!.Rank + output.Rank - inputs[i].Rank)).Aggregate(Ops.LogicalOr);

    /// <summary>A mask in the shape of its input: steps that are masked are masked in all features.</summary>
    internal static KerasTensor Spread(KerasTensor mask, Shape shape)
    {
        while (mask.Rank < shape.Rank)
            mask = Ops.ExpandDims(mask, -1);
        return Ops.BroadcastTo(mask, shape);
    }

    /// <summary>A tensor with axes of size 1 put in after the batch until it has the rank.</summary>
    private static KerasTensor Aligned(KerasTensor input, int rank) =>
        input.Rank == rank ? input : Ops.Reshape(input, Shape.Of([input.Shape[0], .. Enumerable.Repeat(1, rank - input.Rank), .. input.Shape[1..]]));

    private static string Received(IEnumerable<KerasTensor> inputs) => string.Join(", ", inputs.Select(input => input.Shape));

    private void CheckCount(int count)
    {
        if (InputCount is { } expected ? count != expected : count == 0)
            throw new ShapeException(
                $"Layer '{Name}' ({GetType().Name}) takes {(InputCount is { } n ? $"exactly {n} inputs" : "one input or more")}. Received: {count}.");
    }
}
