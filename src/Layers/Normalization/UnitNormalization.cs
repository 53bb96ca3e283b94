namespace KerasNet.Layers;

/// <summary>Divides the features of each sample by their Euclidean norm.</summary>
/// <remarks>
/// <para><c>x / max(‖x‖, 1e−12)</c>: zeros stay zeros. Input of any shape, output of the same shape. No weights.</para>
/// <para>Keras: <c>keras.layers.UnitNormalization</c>.</para>
/// </remarks>
/// <param name="axis">The axis or axes of the features; the last if not given.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class UnitNormalization(Axes? axis = null, string? name = null) : Layer(name)
{
    private const double LeastNorm = 1e-12;

    /// <summary>The axis or axes of the features.</summary>
    /// <value>Default: −1, the last.</value>
    public Axes Axis { get; } = axis ?? -1;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape) => Check.Features(this, inputShape, Axis);

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context) => UnitVectors.Along(input, Axis.ToArray(), LeastNorm);
}
