using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>Crosses features: each combination of their values falls into a bin, by its hash.</summary>
/// <remarks>
/// <para>Inputs: two or more features, texts or whole numbers, of one shape (n) or (n, 1). Output in the mode int: bins of that shape; in the mode one_hot
/// rows of numBins columns.</para>
/// <para>The hash is TensorFlow's: the fingerprints of texts (FarmHash64), and whole numbers as they are, combined from the first feature to the last.
/// Works on data alone: as the first layer of a model, or by <see cref="Apply"/>. Keras: <c>keras.layers.HashedCrossing</c>.</para>
/// </remarks>
public sealed class HashedCrossing : DataLayer
{
    // TensorFlow's key of crosses for which nobody gave another.
    private const ulong Start = 0xDECAFCAFFE;

    /// <summary>Makes the layer.</summary>
    /// <param name="numBins">How many bins there are.</param>
    /// <param name="outputMode">int or one_hot.</param>
    /// <param name="dtype">The dtype of the output: int64 for the mode int, otherwise float32, if not given.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The arguments do not fit each other.</exception>
    public HashedCrossing(long numBins, string outputMode = CategoryModes.Int, DType? dtype = null, string? name = null)
        : base(name)
    {
        NumBins = numBins > 0 ? numBins : throw new ArgumentOutOfRangeException(nameof(numBins), numBins, $"{this}: numBins must be 1 or more.");
        OutputMode = CategoryModes.Check(outputMode, CategoryModes.Int, CategoryModes.OneHot);
        DType = HashedBins.OutputType(outputMode, dtype, this);
    }

    /// <summary>How many bins there are.</summary>
    public long NumBins { get; }

    /// <summary>int: bins; one_hot: a row of columns for each.</summary>
    /// <value>Default: int.</value>
    public string OutputMode { get; }

    internal override bool RunsOnData => true;

    /// <summary>The bins of the combinations of several features.</summary>
    /// <param name="features">The features, in order.</param>
    /// <exception cref="ArgumentException">There are fewer than two, they differ in shape, or one has fractions.</exception>
    public DataArray Apply(params DataArray[] features) => Transform(features);

    internal override DataArray Transform(IReadOnlyList<DataArray> data)
    {
        CheckTypes([.. data.Select(feature => new TensorType(feature.Shape, feature.DType))]);
        ulong[] hashes = new ulong[data[0].Shape.ElementCount];
        Array.Fill(hashes, Start);
        foreach (DataArray feature in data)
            Cross(hashes, feature);
        return HashedBins.Encode(Array.ConvertAll(hashes, hash => (long)(hash % (ulong)NumBins)), data[0].Shape, OutputMode, NumBins, DType);
    }

    private protected override TensorType TypeFor(IReadOnlyList<TensorType> inputs)
    {
        CheckTypes(inputs);
        return HashedBins.TypeFor(inputs[0].Shape, OutputMode, NumBins, DType);
    }

    private void Cross(ulong[] hashes, DataArray feature)
    {
        if (feature.DType == DType.String)
        {
            ReadOnlySpan<string> texts = feature.TextsFor(this);
            for (int i = 0; i < hashes.Length; i++)
                hashes[i] = FarmHash.Combine(hashes[i], TextHash.Fingerprint(texts[i]));
            return;
        }

        long[] numbers = feature.ToLongs(this);
        for (int i = 0; i < hashes.Length; i++)
            hashes[i] = FarmHash.Combine(hashes[i], (ulong)numbers[i]);
    }

    private void CheckTypes(IReadOnlyList<TensorType> features)
    {
        if (features.Count < 2)
            throw new ArgumentException($"{this} crosses two features or more. Received: {features.Count}.");
        if (features.FirstOrDefault(feature => feature.DType != DType.String && !feature.DType.IsInteger()) is { Shape: not null } other)
            throw new ArgumentException($"{this} crosses texts and whole numbers. Received: {other}.");
        Shape shape = features[0].Shape;
        if (features.Any(feature => feature.Shape != shape) || shape.Rank > 2 || (shape.Rank == 2 && shape[1] != 1))
            throw new ArgumentException($"{this} expects features of one shape, (n) or (n, 1). Received: {string.Join(", ", features.Select(feature => feature.Shape))}.");
    }
}
