namespace KerasNet.Layers;

/// <summary>Gives its input back and adds l1·Σ|x| + l2·Σx² of it, divided by the batch size, to the loss.</summary>
/// <remarks>
/// <para>Input (batch, …), output of the same shape. No weights.</para>
/// <para>Keras: <c>keras.layers.ActivityRegularization</c>.</para>
/// </remarks>
public sealed class ActivityRegularization : Layer
{
    private readonly L1L2 _penalty;

    /// <summary>Makes the layer.</summary>
    /// <param name="l1">The factor of the sum of magnitudes, 0 or more.</param>
    /// <param name="l2">The factor of the sum of squares, 0 or more.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is negative or not finite.</exception>
    public ActivityRegularization(double l1 = 0, double l2 = 0, string? name = null)
        : base(name)
    {
        L1 = l1;
        L2 = l2;
        _penalty = new L1L2(l1, l2);
    }

    /// <summary>The factor of the sum of magnitudes.</summary>
    /// <value>Default: 0.</value>
    public double L1 { get; }

    /// <summary>The factor of the sum of squares.</summary>
    /// <value>Default: 0.</value>
    public double L2 { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        context.AddLoss(_penalty.Call(input) / input.Shape[0]);
        return input;
    }
}
