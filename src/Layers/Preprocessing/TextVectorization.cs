using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>Texts to the indices of their words: makes them uniform, splits them, and looks the words up in a vocabulary.</summary>
/// <remarks>
/// <para>Input: texts (n) or (n, 1). Output in the mode int: indices (int64) of shape (n, outputSequenceLength), or (n, the longest), filled up with 0 behind;
/// 1 stands for unknown words, 2 for the first of the vocabulary. The other modes give rows with a column per word, the first for unknown ones.
/// Without splitting, each text is one word and the shape stays.</para>
/// <para>Upper case and punctuation are those of ASCII, and so is the white space between words, as in TensorFlow. Words are put into the vocabulary by falling
/// count, equal ones by falling bytes. Weights of tf_idf are ln(1 + texts / (1 + texts with the word)).</para>
/// <para>Works on data alone: as the first layer of a model, or by Apply. Keras: <c>keras.layers.TextVectorization</c>.</para>
/// </remarks>
public sealed partial class TextVectorization : PreprocessingLayer
{
    private const int Padding = 0;

    private readonly StringLookup _lookup;

    /// <summary>Makes the layer.</summary>
    /// <param name="maxTokens">The most words there may be, special ones included; any number if not given.</param>
    /// <param name="standardize">How texts are made uniform: lower, strip_punctuation, lower_and_strip_punctuation, or null for not at all.</param>
    /// <param name="split">Where texts are split: whitespace, character, or null for nowhere.</param>
    /// <param name="ngrams">Neighbours that count as a word together: n for 1 to n of them, a list for these numbers alone. Single words if not given.</param>
    /// <param name="outputMode">int, multi_hot, count or tf_idf.</param>
    /// <param name="outputSequenceLength">The length to which rows of indices are cut or filled up; that of the longest if not given.</param>
    /// <param name="padToMaxTokens">Whether rows are as wide as <paramref name="maxTokens"/> even if there are fewer words, in modes other than int.</param>
    /// <param name="ragged">Whether rows keep their own lengths: see <see cref="ApplyRagged"/>.</param>
    /// <param name="vocabulary">The words in the order of their indices; learnt by Adapt if not given.</param>
    /// <param name="idfWeights">The weight of each word of the vocabulary, for the output mode tf_idf.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The arguments do not fit each other.</exception>
    public TextVectorization(
        int? maxTokens = null,
        string? standardize = TextRules.LowerAndStrip,
        string? split = TextRules.Whitespace,
        Numbers? ngrams = null,
        string outputMode = CategoryModes.Int,
        int? outputSequenceLength = null,
        bool padToMaxTokens = false,
        bool ragged = false,
        IReadOnlyList<string>? vocabulary = null,
        IReadOnlyList<double>? idfWeights = null,
        string? name = null)
        : base(name)
    {
        if (standardize is not (null or TextRules.Lower or TextRules.Strip or TextRules.LowerAndStrip))
            throw Naming.Unknown("way to standardize", standardize, [TextRules.Lower, TextRules.Strip, TextRules.LowerAndStrip]);
        if (split is not (null or TextRules.Whitespace or TextRules.Character))
            throw Naming.Unknown("way to split", split, [TextRules.Whitespace, TextRules.Character]);
        OutputMode = outputMode = CategoryModes.Check(CategoryModes.Renamed(outputMode), CategoryModes.Int, CategoryModes.MultiHot, CategoryModes.Count, CategoryModes.TfIdf);
        if (outputMode != CategoryModes.Int && (outputSequenceLength is not null || ragged))
            throw new ArgumentException($"{this}: outputSequenceLength and ragged go with the output mode 'int'. It is '{outputMode}'.", nameof(outputMode));
        if (outputSequenceLength is { } length)
            OutputSequenceLength = Check.Positive(length, nameof(outputSequenceLength), this);
        NgramWidths = Widths(ngrams);
        (MaxTokens, Standardize, Split, Ngrams, PadToMaxTokens, Ragged) = (maxTokens, standardize, split, ngrams, padToMaxTokens, ragged);
        (Vocabulary, IdfWeights) = (vocabulary, idfWeights);
        _lookup = AddSublayer(new StringLookup(
            maxTokens, maskToken: "", vocabulary: vocabulary, idfWeights: idfWeights, outputMode: outputMode, padToMaxTokens: padToMaxTokens, name: "string_lookup"));
    }

    /// <summary>The most words there may be, special ones included.</summary>
    /// <value>Default: any number.</value>
    public int? MaxTokens { get; }

    /// <summary>How texts are made uniform: lower, strip_punctuation, lower_and_strip_punctuation, or null for not at all.</summary>
    /// <value>Default: lower_and_strip_punctuation.</value>
    public string? Standardize { get; }

    /// <summary>Where texts are split: whitespace, character, or null for nowhere.</summary>
    /// <value>Default: whitespace.</value>
    public string? Split { get; }

    /// <summary>Neighbours that count as a word together: n for 1 to n of them, a list for these numbers alone.</summary>
    /// <value>Default: single words.</value>
    public Numbers? Ngrams { get; }

    /// <summary>int: indices; multi_hot: a row per text with 1 for each word in it; count: with how often; tf_idf: with how often times the word's weight.</summary>
    /// <value>Default: int.</value>
    public string OutputMode { get; }

    /// <summary>The length to which rows of indices are cut or filled up.</summary>
    /// <value>Default: that of the longest.</value>
    public int? OutputSequenceLength { get; }

    /// <summary>Whether rows are as wide as <see cref="MaxTokens"/> even if there are fewer words.</summary>
    /// <value>Default: false.</value>
    public bool PadToMaxTokens { get; }

    /// <summary>Whether rows keep their own lengths.</summary>
    /// <value>Default: false.</value>
    public bool Ragged { get; }

    /// <summary>The vocabulary that was given; null if it is learnt or set later: see <see cref="GetVocabulary"/>.</summary>
    public IReadOnlyList<string>? Vocabulary { get; }

    /// <summary>The weights that were given with the vocabulary.</summary>
    public IReadOnlyList<double>? IdfWeights { get; }

    /// <summary>A function of your own that makes a text uniform, in place of <see cref="Standardize"/>. It is not saved.</summary>
    public Func<string, string>? Standardizer { get; init; }

    /// <summary>A function of your own that splits a text, in place of <see cref="Split"/>. It is not saved.</summary>
    public Func<string, IEnumerable<string>>? Splitter { get; init; }

    /// <summary>How many words there are, special ones included.</summary>
    [KerasName("vocabulary_size")]
    public int VocabularySize => _lookup.VocabularySize;

    internal override bool RunsOnData => true;

    internal override IEnumerable<KeyValuePair<string, object>> SavedAttributes => [new("_lookup_layer", _lookup)];

    internal override DType? TakenType => DType.String;

    /// <summary>How many neighbours count as a word together; null for single words.</summary>
    internal int[]? NgramWidths { get; }

    private bool Splits => Split is not null || Splitter is not null;

    /// <summary>The words in the order of their indices.</summary>
    /// <param name="includeSpecialTokens">Whether the empty text of index 0 (in the mode int) and [UNK] are among them.</param>
    public IReadOnlyList<string> GetVocabulary(bool includeSpecialTokens = true) => _lookup.GetVocabulary(includeSpecialTokens);

    /// <summary>The weight of each word in the output mode tf_idf; null in others, and before there is a vocabulary.</summary>
    public IReadOnlyList<float>? GetIdfWeights() => _lookup.GetIdfWeights();

    /// <summary>Sets the vocabulary in place of learning it.</summary>
    /// <param name="vocabulary">The words in the order of their indices, with all special ones in front or with none.</param>
    /// <param name="idfWeights">The weight of each for the output mode tf_idf.</param>
    /// <exception cref="ArgumentException">There is no word, one comes twice, there are too many, or the weights do not fit.</exception>
    public void SetVocabulary(IReadOnlyList<string> vocabulary, IReadOnlyList<double>? idfWeights = null) => _lookup.SetVocabulary(vocabulary, idfWeights);

    internal override bool TakesVocabulary => _lookup.TakesVocabulary;

    internal override IReadOnlyList<string>? SavedVocabulary => _lookup.SavedVocabulary;

    internal override void LoadVocabulary(IReadOnlyList<string> lines, IReadOnlyList<double>? idfWeights) => _lookup.LoadVocabulary(lines, idfWeights);

    /// <inheritdoc/>
    protected override void ResetState() => _lookup.Reset();

    /// <inheritdoc/>
    protected override void UpdateState(DataArray batch)
    {
        TokenReader reader = new(this);
        TokenCounts<string> counts = _lookup.CountsOfParts;
        CountSink sink = new(counts);
        ReadOnlySpan<string> texts = batch.TextsFor(this);
        int perRow = PerRow(batch.Shape);
        for (int i = 0; i < texts.Length; i += perRow)
        {
            counts.NextDocument();
            reader.Read(texts.Slice(i, perRow), ref sink);
        }
    }

    /// <inheritdoc/>
    protected override void FinalizeState() => _lookup.Learn();

    private int[]? Widths(Numbers? ngrams)
    {
        if (ngrams?.Any(width => width < 1 || width != Math.Floor(width)) ?? false)
            throw new ArgumentOutOfRangeException(nameof(ngrams), $"{this}: ngrams must be whole numbers from 1 on. Received: {ngrams}.");
        return ngrams switch
        {
            null => null,
            { IsSingle: true } => [.. Enumerable.Range(1, (int)ngrams[0])],
            _ => [.. ngrams.Select(width => (int)width)],
        };
    }
}
