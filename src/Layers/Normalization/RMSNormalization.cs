namespace KerasNet.Layers;

/// <summary>Divides the features of each sample by the root of their mean square, then multiplies by what is learned. Zhang and Sennrich, 2019.</summary>
/// <remarks>
/// <para><c>x / √(mean(x²) + ε) · scale</c>, alike in training and inference. Input of any shape, output of the same shape. Weight: scale, of the sizes of the axes
/// in ascending order. A mask ends here.</para>
/// <para>Keras: <c>keras.layers.RMSNormalization</c>.</para>
/// </remarks>
/// <param name="axis">The axis or axes of the features; the last if not given.</param>
/// <param name="epsilon">Added to the mean square, 0 or more.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class RMSNormalization(Axes? axis = null, double epsilon = 1e-6, string? name = null) : Layer(name)
{
    private Variable _scale = null!;

    /// <summary>The axis or axes of the features.</summary>
    /// <value>Default: −1, the last.</value>
    public Axes Axis { get; } = axis ?? -1;

    /// <summary>Added to the mean square, so that it can be divided by.</summary>
    /// <value>Default: 1e−6.</value>
    public double Epsilon { get; } = epsilon;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape) => _scale = AddWeight("scale", Check.Features(this, inputShape, Axis), new Ones());

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        Check.SameFeatures(this, input.Shape, _scale, Axis);
        int[] axes = [.. Axis.Select(input.Shape.Axis)];
        Shape along = Shape.Of(input.Shape.Select((size, place) => axes.Contains(place) ? size : 1));
        return input * Ops.Rsqrt(Ops.Mean(Ops.Square(input), axes, keepDims: true) + Epsilon) * Ops.Reshape(_scale, along);
    }
}
