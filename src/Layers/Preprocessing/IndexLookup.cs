using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>What StringLookup and IntegerLookup have in common: a vocabulary, given or learnt, in which each token has an index.</summary>
/// <remarks>
/// Index 0 is the mask token's, if there is one and the output mode is int; the next <see cref="NumOovIndices"/> are those of unknown tokens ("out of
/// vocabulary"); the tokens follow, the most frequent first; of equally frequent ones the last in the order of bytes, or of numbers, comes first.
/// </remarks>
/// <typeparam name="TToken">Texts or whole numbers.</typeparam>
public abstract partial class IndexLookup<TToken> : PreprocessingLayer
    where TToken : notnull
{
    /// <summary>What stands for a token without a column: a mask token where rows have none for it.</summary>
    private protected const int Dropped = -1;

    private readonly bool _hasMask;
    private readonly TToken _mask;
    private readonly TToken _oov;

    private protected IndexLookup(
        int? maxTokens,
        int numOovIndices,
        (bool Has, TToken Token) mask,
        TToken oovToken,
        IReadOnlyList<TToken>? vocabulary,
        IReadOnlyList<double>? idfWeights,
        bool invert,
        string outputMode,
        bool padToMaxTokens,
        string oovMethod,
        long[]? salt,
        IComparer<TToken> order,
        string? name)
        : base(name)
    {
        OutputMode = CategoryModes.Check(
            CategoryModes.Renamed(outputMode), CategoryModes.Int, CategoryModes.OneHot, CategoryModes.MultiHot, CategoryModes.Count, CategoryModes.TfIdf);
        LookupRules.Check(this, maxTokens, numOovIndices, OutputMode, padToMaxTokens, invert, oovMethod);
        (MaxTokens, NumOovIndices, Invert, PadToMaxTokens, OovMethod) = (maxTokens, numOovIndices, invert, padToMaxTokens, oovMethod);
        (_hasMask, _mask) = mask;
        (_oov, _order) = (oovToken, order);
        long[]? key = TextHash.Salt(salt, this);
        (Salt, Hash) = (key, new TextHash(key));
        (Vocabulary, IdfWeights) = (vocabulary, idfWeights);
        if (vocabulary is not null)
            SetVocabulary(vocabulary, idfWeights);
        else if (idfWeights is not null)
            throw new ArgumentException($"{this}: idfWeights belong to a vocabulary, but none was given.", nameof(idfWeights));
    }

    /// <summary>The most tokens there may be, special ones included.</summary>
    /// <value>Default: any number.</value>
    public int? MaxTokens { get; }

    /// <summary>How many indices unknown tokens share, each by its hash. With 0 an unknown token is an error.</summary>
    /// <value>Default: 1.</value>
    public int NumOovIndices { get; }

    /// <summary>The vocabulary that was given; null if it is learnt or set later: see <see cref="GetVocabulary"/>.</summary>
    public IReadOnlyList<TToken>? Vocabulary { get; }

    /// <summary>The weights that were given with the vocabulary, for the output mode tf_idf; see <see cref="GetIdfWeights"/>.</summary>
    public IReadOnlyList<double>? IdfWeights { get; }

    /// <summary>Whether indices become tokens instead.</summary>
    /// <value>Default: false.</value>
    public bool Invert { get; }

    /// <summary>
    /// <c>int</c>: indices; <c>one_hot</c>: a row per token; <c>multi_hot</c>: a row per sample with 1 for each token in it; <c>count</c>: with how often;
    /// <c>tf_idf</c>: with how often times the token's weight.
    /// </summary>
    /// <value>Default: int.</value>
    public string OutputMode { get; }

    /// <summary>Whether rows are as wide as <see cref="MaxTokens"/> even if there are fewer tokens.</summary>
    /// <value>Default: false.</value>
    public bool PadToMaxTokens { get; }

    /// <summary>How unknown whole numbers share several indices: <c>floormod</c> or <c>farmhash</c>. Texts are always hashed.</summary>
    /// <value>Default: floormod.</value>
    public string OovMethod { get; }

    /// <summary>The key of SipHash, two numbers, in place of FarmHash. One number given counts twice.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<long>? Salt { get; }

    /// <summary>How many tokens there are, special ones included.</summary>
    [KerasName("vocabulary_size")]
    public int VocabularySize => TokenStart + _tokens.Length;

    /// <summary>The hash that spreads unknown tokens over several indices.</summary>
    private protected TextHash Hash { get; }

    /// <summary>The first index of unknown tokens.</summary>
    private protected int OovStart => _hasMask && OutputMode == CategoryModes.Int ? 1 : 0;

    /// <summary>The index of the first token.</summary>
    private protected int TokenStart => OovStart + NumOovIndices;

    /// <summary>The width of a row in the other output modes.</summary>
    /// <exception cref="InvalidOperationException">There is no vocabulary yet, and no other width was given.</exception>
    internal int Columns => PadToMaxTokens ? MaxTokens!.Value : HasVocabulary ? VocabularySize : throw Unlearnt();

    /// <summary>The dtype of indices and rows.</summary>
    internal DType OutputType => OutputMode == CategoryModes.TfIdf ? DType.Float32 : DType.Int64;

    /// <summary>The index of a token that is not in the vocabulary, among several for such.</summary>
    private protected abstract long Bucket(TToken token);

    /// <summary>The index of a token.</summary>
    /// <exception cref="ArgumentException">It is unknown, and there is no index for unknown tokens.</exception>
    private protected long IndexOf(TToken token)
    {
        if (_hasMask && _mask.Equals(token))
            return OutputMode == CategoryModes.Int ? 0 : Dropped;
        return Indices.TryGetValue(token, out int index) ? index : NumOovIndices switch
        {
            0 => throw new ArgumentException($"{this}: '{token}' is not in the vocabulary. With numOovIndices 1 or more there is an index for unknown tokens."),
            1 => OovStart,
            _ => OovStart + Bucket(token),
        };
    }

    /// <summary>The token at an index; the one for unknown tokens beyond the vocabulary.</summary>
    private protected TToken TokenAt(long index) =>
        _hasMask && index == 0 ? _mask
        : index >= TokenStart && index < VocabularySize ? _tokens[index - TokenStart]
        : _oov;

    /// <summary>Indices in the layer's output mode.</summary>
    private protected DataArray Encode(long[] indices, Shape shape) => OutputMode == CategoryModes.Int
        ? DataArray.Of(indices, shape)
        : CategoryModes.Encode(indices, shape, OutputMode, Columns, OutputType, _idf);

    private protected override TensorType TypeFor(IReadOnlyList<TensorType> inputs) =>
        new(CategoryModes.OutputShape(OutputMode, inputs[0].Shape, OutputMode == CategoryModes.Int ? 0 : Columns), OutputType);
}
