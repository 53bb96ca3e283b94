namespace KerasNet.Layers;

/// <summary>Applies a layer to every step of a sequence by itself, with the same weights.</summary>
/// <remarks>
/// <para>Input (batch, time, …), of which the layer sees (batch, …); output (batch, time, …) of what it gives. A mask (batch, time, …), on the input or as the
/// argument <c>mask</c>, is cut along time for the layer and passed on as it is. An activity penalty of the layer does not count, as in Keras.</para>
/// <para>Where rows do not influence each other all steps are one batch; other layers, such as BatchNormalization in training, are called step after step.
/// Weights: the layer's. Keras: <c>keras.layers.TimeDistributed</c>.</para>
/// </remarks>
public sealed class TimeDistributed : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="layer">The layer for a single step.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    public TimeDistributed(Layer layer, string? name = null)
        : base(name) => Layer = AddSublayer(layer);

    /// <summary>The layer for a single step.</summary>
    public Layer Layer { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    private protected override bool SetsMask => true;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        CheckRank(inputShape);
        Layer.EnsureBuilt(Shape.Of(inputShape.Where((_, axis) => axis != 1)));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        if (inputs.Count != 1)
            return base.Call(inputs, context);
        KerasTensor input = inputs[0];
        CheckRank(input.Shape);
        KerasTensor? mask = context.Argument("mask", context.Mask);
        if (mask is not null && (mask.Rank < 2 || mask.Shape[..2] != input.Shape[..2]))
            throw new ShapeException(
                $"Layer '{Name}' (TimeDistributed) takes a mask that begins with (batch, time), here {input.Shape[..2]}. Received: {mask.Shape}.");
        IReadOnlyList<KerasTensor> outputs = TakesRowsAlone(Layer, context.Training) ? AsOneBatch(input, mask, context) : StepByStep(input, mask, context);
        foreach (KerasTensor output in outputs)
            output.Mask = mask;
        return outputs;
    }

    // What the layer inside is called on is cast there, or not at all: ids may be floats that the layer's dtype could not hold.
    private protected override KerasTensor Autocast(KerasTensor input) => input;

    /// <summary>Whether a layer makes of each row what it would make of it alone. Of code that is not ours nobody knows.</summary>
    private static bool TakesRowsAlone(Layer layer, bool training) => layer switch
    {
        RNN { Stateful: true } or Lambda or MixingLayer => false,
        BatchNormalization or SpectralNormalization when training => false,
        Model model when !model.IsMadeOfLayers => false,
        _ => layer.GetType().Assembly == typeof(Layer).Assembly && layer.Sublayers.All(inner => TakesRowsAlone(inner, training)),
    };

    private IReadOnlyList<KerasTensor> AsOneBatch(KerasTensor input, KerasTensor? mask, CallContext context)
    {
        Shape steps = input.Shape[..2];
        IReadOnlyList<KerasTensor> outputs = Layer.Compute(Rows(input), mask is null ? null : Rows(mask), context);
        return [.. outputs.Select(output => Ops.Reshape(output, Shape.Of([.. steps, .. output.Shape[1..]])))];

        KerasTensor Rows(KerasTensor x) => Ops.Reshape(x, Shape.Of([(int)steps.ElementCount, .. x.Shape[2..]]));
    }

    private IReadOnlyList<KerasTensor> StepByStep(KerasTensor input, KerasTensor? mask, CallContext context)
    {
        IReadOnlyList<KerasTensor>[] steps = [.. Enumerable.Range(0, input.Shape[1]).Select(i =>
            Layer.Compute(Ops.Take(input, 1, i), mask is null ? null : Ops.Take(mask, 1, i), context))];
        return [.. Enumerable.Range(0, steps[0].Count).Select(output => Ops.Stack([.. steps.Select(step => step[output])], 1))];
    }

    private void CheckRank(Shape input)
    {
        if (input.Rank < 3)
            throw new ShapeException($"Layer '{Name}' (TimeDistributed) expects an input of rank 3 or more, (batch, time, …). Received: {input}.");
    }
}
