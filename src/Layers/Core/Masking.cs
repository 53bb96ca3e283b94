namespace KerasNet.Layers;

/// <summary>Marks the steps of a sequence in which every feature equals a value, so that later layers skip them. The steps themselves become 0.</summary>
/// <remarks>
/// <para>Input (batch, …, features), output of the same shape, with a mask (batch, …) that is true where a step counts. No weights.</para>
/// <para>The comparison is exact, in the layer's dtype; NaN never equals. Keras: <c>keras.layers.Masking</c>.</para>
/// </remarks>
public sealed class Masking : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="maskValue">The value that marks a step to skip.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    public Masking(double maskValue = 0, string? name = null)
        : base(name) => MaskValue = maskValue;

    /// <summary>The value that marks a step to skip.</summary>
    /// <value>Default: 0.</value>
    public double MaskValue { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context) =>
        Ops.Where(Ops.Any(Counts(input), [-1], keepDims: true), input, Ops.Scalar(0, input));

    /// <inheritdoc/>
    protected override KerasTensor? ComputeMask(IReadOnlyList<KerasTensor> inputs, KerasTensor output, CallContext context) =>
        Ops.Any(Counts(inputs[0]), [-1]);

    private KerasTensor Counts(KerasTensor input)
    {
        if (input.Rank < 2)
            throw new ShapeException($"Layer '{Name}' (Masking) expects an input of rank 2 or more, (batch, …, features). Received: {input.Shape}.");
        return Ops.NotEqual(input, MaskValue);
    }
}
