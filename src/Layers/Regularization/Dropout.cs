namespace KerasNet.Layers;

/// <summary>
/// In training, sets numbers to 0 at random and multiplies the others by 1 / (1 − rate), so that the expected sum stays; otherwise gives its input back.
/// Srivastava et al., 2014.
/// </summary>
/// <remarks>
/// <para>Input of any shape, output of the same shape. No weights, one random state.</para>
/// <para>Keras: <c>keras.layers.Dropout</c>.</para>
/// </remarks>
public sealed class Dropout : RandomDrop
{
    /// <summary>Makes the layer.</summary>
    /// <param name="rate">The part of the numbers that is dropped: 0 drops nothing, 1 everything.</param>
    /// <param name="noiseShape">
    /// The shape in which it is drawn what to drop; size 1 along an axis makes the draw the same there, unknown stands for the input's size. The input's shape
    /// if not given.
    /// </param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The rate is not in [0, 1], or a size of the noise shape is 0.</exception>
    public Dropout(double rate, Shape? noiseShape = null, long? seed = null, string? name = null)
        : base(rate, noiseShape, seed, name)
    {
    }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context) => DropScaled(input, NoiseShape, context);
}
