namespace KerasNet.Layers;

/// <summary>A layer that transforms pictures at random, in training only. Each picture of a batch gets a draw of its own unless the layer says otherwise.</summary>
/// <remarks>
/// <para>A layer of your own overrides <see cref="GetRandomTransformation"/>, which draws named numbers, and <see cref="TransformImages"/>, which applies them.
/// The same seed gives the same draws, whatever the number of threads.</para>
/// <para>A transformation of your own instead of a random one is the argument <c>transformation</c> of
/// <see cref="Layer.Apply(IReadOnlyList{KerasTensor}, IReadOnlyDictionary{string, object?})"/>: tensors by the names that the layer documents.</para>
/// </remarks>
public abstract class RandomImageLayer : ImageLayer
{
    private readonly SeedGenerator _random;

    /// <summary>Sets up the layer.</summary>
    /// <param name="seed">Where the draws start; a start of its own if not given.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    protected RandomImageLayer(long? seed = null, string? dataFormat = null, string? name = null)
        : base(dataFormat, name)
    {
        Seed = seed;
        _random = AddSeedGenerator(seed);
    }

    /// <summary>Where the draws start; null for a start of its own.</summary>
    /// <value>Default: none.</value>
    public long? Seed { get; }

    /// <summary>Draws a transformation: tensors by name, by Keras' names where Keras has the layer.</summary>
    /// <param name="images">The shape of the batch: (pictures, rows, columns, channels).</param>
    /// <param name="random">Gives the state for each draw.</param>
    protected abstract IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random);

    /// <summary>Applies a transformation.</summary>
    /// <param name="images">A batch (pictures, rows, columns, channels) in the layer's dtype.</param>
    /// <param name="transformation">What <see cref="GetRandomTransformation"/> gave, or what the caller asked for.</param>
    protected abstract KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation);

    /// <summary>Applies a transformation to labels that were passed with the pictures; they stay what they are unless this is overridden.</summary>
    /// <param name="labels">The labels, pictures first.</param>
    /// <param name="transformation">What the pictures were transformed with.</param>
    protected virtual KerasTensor TransformLabels(KerasTensor labels, IReadOnlyDictionary<string, KerasTensor> transformation) => labels;

    /// <summary>What becomes of pictures outside of training: they stay what they are unless this is overridden.</summary>
    /// <param name="images">A batch (pictures, rows, columns, channels) in the layer's dtype.</param>
    protected virtual KerasTensor TransformInference(KerasTensor images) => images;

    /// <summary>A fresh draw for a batch of this shape.</summary>
    internal IReadOnlyDictionary<string, KerasTensor> Draw(Shape images) => Draw(images, _random);

    /// <summary>A draw from the random state of a layer that is made of this one.</summary>
    internal IReadOnlyDictionary<string, KerasTensor> Draw(Shape images, SeedGenerator random) => GetRandomTransformation(images, random);

    /// <summary>A batch after a transformation, for a layer that is made of this one.</summary>
    internal KerasTensor Transformed(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation) => TransformImages(images, transformation);

    private protected sealed override (KerasTensor Images, IReadOnlyList<KerasTensor> Others) Transform(
        KerasTensor images, IReadOnlyList<KerasTensor> others, CallContext context)
    {
        IReadOnlyDictionary<string, KerasTensor>? transformation =
            context.Argument<IReadOnlyDictionary<string, KerasTensor>>("transformation") ?? (context.Training ? Draw(images.Shape) : null);
        return transformation is null
            ? (TransformInference(images), others)
            : (TransformImages(images, transformation), [.. others.Select(labels => TransformLabels(labels, transformation))]);
    }
}
