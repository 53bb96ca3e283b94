namespace KerasNet.Layers;

/// <summary>eˣ / Σ eˣ along one axis or several.</summary>
/// <remarks>
/// <para>Input of any shape, output of the same shape. No weights.</para>
/// <para>
/// With the call's argument <c>mask</c> (bool, or numbers of which those above ½ keep), which is broadcast to the input's shape, masked places become 0; a row
/// in which all are
/// masked becomes all 0. A mask that the input carries is used the same way if it has the input's rank; one that marks whole steps is only passed on.
/// </para>
/// <para>Keras: <c>keras.layers.Softmax</c>.</para>
/// </remarks>
public sealed class Softmax : Layer
{
    // A masked logit is pushed this far down, as in Keras: still a number, so that a row without any kept place stays free of NaN.
    private const double FarBelow = -1e9;
    private const double KeptAbove = 0.5;

    /// <summary>Makes the layer.</summary>
    /// <param name="axis">The axis or axes whose entries add up to 1; the last if not given.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    public Softmax(Axes? axis = null, string? name = null)
        : base(name) => Axis = axis ?? -1;

    /// <summary>The axis or axes whose entries add up to 1.</summary>
    /// <value>Default: −1, the last.</value>
    public Axes Axis { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        KerasTensor? mask = context.Argument<KerasTensor>("mask") ?? (context.Mask?.Rank == input.Rank ? context.Mask : null);
        if (mask is null)
            return Along(input);
        if (mask.Rank > input.Rank || Shape.Broadcast(mask.Shape, input.Shape) != input.Shape)
            throw new ShapeException($"Layer '{Name}' (Softmax) needs a mask that can be broadcast to its input {input.Shape}. Received: {mask.Shape}.");
        KerasTensor kept = mask.DType == DType.Bool ? mask : Ops.Greater(mask, KeptAbove);
        KerasTensor y = Along(Ops.Where(kept, input, Ops.Scalar(FarBelow, input)));
        return Ops.Where(kept, y, Ops.Scalar(0, y));
    }

    /// <inheritdoc/>
    protected override KerasTensor? ComputeMask(IReadOnlyList<KerasTensor> inputs, KerasTensor output, CallContext context) =>
        context.Argument<KerasTensor>("mask") ?? context.Mask;

    private KerasTensor Along(KerasTensor x) => Activations.Softmax(x, Axis);
}
