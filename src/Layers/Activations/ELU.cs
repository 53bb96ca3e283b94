namespace KerasNet.Layers;

/// <summary>The exponential linear unit: x where x &gt; 0, alpha·(eˣ − 1) elsewhere. Clevert et al., 2015.</summary>
/// <remarks>
/// <para>Input of any shape, output of the same shape. No weights.</para>
/// <para>Keras: <c>keras.layers.ELU</c>.</para>
/// </remarks>
public sealed class ELU : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="alpha">Minus the limit for x → −∞.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    public ELU(double alpha = 1, string? name = null)
        : base(name) => Alpha = alpha;

    /// <summary>Minus the limit for x → −∞.</summary>
    /// <value>Default: 1.</value>
    public double Alpha { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context) => Activations.Elu(input, Alpha);
}
