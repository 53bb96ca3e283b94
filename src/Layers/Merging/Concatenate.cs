namespace KerasNet.Layers;

/// <summary>Its inputs one after the other along an axis.</summary>
/// <remarks>
/// <para>Inputs whose dimensions differ along the axis only, output with the sum of the sizes there. No weights.</para>
/// <para>If any input carries a mask the output does, and inputs without one count as kept: along steps the masks follow each other, along features a step is
/// kept if any input keeps it.</para>
/// <para>Keras: <c>keras.layers.Concatenate</c>.</para>
/// </remarks>
public sealed class Concatenate : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="axis">The axis, batch included; negative counts from the end.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    public Concatenate(int axis = -1, string? name = null)
        : base(name) => Axis = axis;

    /// <summary>The axis, batch included.</summary>
    /// <value>Default: −1, the last.</value>
    public int Axis { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        Shape first = inputs[0].Shape;
        if (Axis < -first.Rank || Axis >= first.Rank)
            throw new ShapeException(
                $"Layer '{Name}' (Concatenate) has the axis {Axis}, which inputs of rank {first.Rank} do not have. Received: {Received(inputs)}.");
        if (inputs.Any(input => input.Rank != first.Rank || input.Shape.With(Axis, 0) != first.With(Axis, 0)))
            throw new ShapeException($"Layer '{Name}' (Concatenate) needs inputs that differ along axis {Axis} only. Received: {Received(inputs)}.");
        return [Ops.Concatenate(inputs, Axis)];
    }

    /// <inheritdoc/>
    protected override KerasTensor? ComputeMask(IReadOnlyList<KerasTensor> inputs, KerasTensor output, CallContext context)
    {
        if (context.Masks.All(mask => mask is null))
            return null;
        KerasTensor[] spread = [.. inputs.Select((input, i) => context.Masks[i] is { } mask ? MergeLayer.Spread(mask, input.Shape) : Ops.Ones(input.Shape, DType.Bool))];
        return Ops.Any(Ops.Concatenate(spread, Axis), [-1]);
    }

    private static string Received(IEnumerable<KerasTensor> inputs) => string.Join(", ", inputs.Select(input => input.Shape));
}
