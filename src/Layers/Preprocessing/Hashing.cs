using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>Texts or whole numbers to the number of a bin, by their hash: a vocabulary of a fixed size that needs no learning.</summary>
/// <remarks>
/// <para>Input: texts or numbers of any shape; fractions are cut off. Output in the mode int: bins of the same shape. The other modes give rows with a column
/// per bin in the layer's dtype; multi_hot and count sum the second axis up, and a vector is one sample there.</para>
/// <para>The hash is FarmHash64 of the UTF-8 bytes (numbers as decimal text), or SipHash-2-4 under the salt; bin = hash mod numBins. With a mask value, bin 0
/// is that value's, and the others share the rest.</para>
/// <para>Works on data alone: as the first layer of a model, or by <see cref="DataLayer.Apply"/>. Keras: <c>keras.layers.Hashing</c>.</para>
/// </remarks>
public sealed class Hashing : DataLayer
{
    private readonly TextHash _hash;

    /// <summary>Makes the layer.</summary>
    /// <param name="numBins">How many bins there are, that of the mask value included.</param>
    /// <param name="maskValue">The text or number that bin 0 is kept for; none if not given.</param>
    /// <param name="salt">The key of SipHash, one or two numbers, in place of FarmHash.</param>
    /// <param name="outputMode">int, one_hot, multi_hot or count.</param>
    /// <param name="dtype">The dtype of the output: int64 for the mode int, otherwise float32, if not given.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The arguments do not fit each other.</exception>
    public Hashing(
        long numBins, TextOrInteger? maskValue = null, long[]? salt = null, string outputMode = CategoryModes.Int, DType? dtype = null, string? name = null)
        : base(name)
    {
        NumBins = numBins > 0 ? numBins : throw new ArgumentOutOfRangeException(nameof(numBins), numBins, $"{this}: numBins must be 1 or more.");
        OutputMode = CategoryModes.Check(outputMode, CategoryModes.Int, CategoryModes.OneHot, CategoryModes.MultiHot, CategoryModes.Count);
        DType = HashedBins.OutputType(outputMode, dtype, this);
        MaskValue = maskValue;
        long[]? key = TextHash.Salt(salt, this);
        (Salt, _hash) = (key, new TextHash(key));
    }

    /// <summary>How many bins there are.</summary>
    public long NumBins { get; }

    /// <summary>The text or number that bin 0 is kept for.</summary>
    /// <value>Default: none.</value>
    public TextOrInteger? MaskValue { get; }

    /// <summary>The key of SipHash, two numbers, in place of FarmHash. One number given counts twice.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<long>? Salt { get; }

    /// <summary>int: bins; one_hot: a row per element; multi_hot: a row per sample with 1 for each bin in it; count: with how often.</summary>
    /// <value>Default: int.</value>
    public string OutputMode { get; }

    internal override bool RunsOnData => true;

    /// <summary>The bin of one text.</summary>
    public long Apply(ReadOnlySpan<char> text) =>
        MaskValue is null ? _hash.Bucket(text, NumBins) : MaskValue.Text is { } mask && text.SequenceEqual(mask) ? 0 : Unmasked(_hash.Bucket(text, Shared));

    /// <summary>The bin of one whole number.</summary>
    public long Apply(long number) =>
        MaskValue is null ? _hash.Bucket(number, NumBins) : MaskValue.Number == number ? 0 : Unmasked(_hash.Bucket(number, Shared));

    internal override DataArray Transform(IReadOnlyList<DataArray> data)
    {
        long[] bins;
        if (data[0].DType == DType.String)
        {
            ReadOnlySpan<string> texts = data[0].TextsFor(this);
            bins = new long[texts.Length];
            for (int i = 0; i < bins.Length; i++)
                bins[i] = Apply(texts[i]);
        }
        else
            bins = Array.ConvertAll(data[0].ToLongs(this), Apply);
        return HashedBins.Encode(bins, data[0].Shape, OutputMode, NumBins, DType);
    }

    private protected override TensorType TypeFor(IReadOnlyList<TensorType> inputs) => HashedBins.TypeFor(inputs[0].Shape, OutputMode, NumBins, DType);

    // The one bin of a layer with a single one is the mask value's, and everybody's.
    private long Shared => Math.Max(1, NumBins - 1);

    private long Unmasked(long bucket) => NumBins == 1 ? 0 : bucket + 1;
}
