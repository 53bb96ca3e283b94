namespace KerasNet.Layers;

/// <summary>Gives its input back, mask included.</summary>
/// <remarks>
/// <para>Input of any shape, output of the same shape. No weights.</para>
/// <para>Keras: <c>keras.layers.Identity</c>.</para>
/// </remarks>
public sealed class Identity : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="name">A name; made from the class name if not given.</param>
    public Identity(string? name = null)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context) => input;
}
