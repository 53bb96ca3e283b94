namespace KerasNet.Layers;

/// <summary>Applies an activation function to its input.</summary>
/// <remarks>
/// <para>Input of any shape, output of the same shape. No weights unless the activation is a layer that has some.</para>
/// <para>Keras: <c>keras.layers.Activation</c>.</para>
/// </remarks>
public sealed class Activation : Layer
{
    private readonly ActivationFunction _activation;

    /// <summary>Makes the layer.</summary>
    /// <param name="activation">The function.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    public Activation(ActivationFunction activation, string? name = null)
        : base(name)
    {
        _activation = activation;
        AddActivation(activation);
    }

    /// <summary>The function.</summary>
    [KerasName("activation")]
    public ActivationFunction Function => _activation;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context) => _activation.Call(input);
}
