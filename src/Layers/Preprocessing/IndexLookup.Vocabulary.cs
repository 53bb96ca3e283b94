using System.Globalization;

namespace KerasNet.Layers;

public abstract partial class IndexLookup<TToken>
{
    private readonly IComparer<TToken> _order;
    private TokenCounts<TToken>? _counts;
    private TToken[] _tokens = [];
    private float[]? _idf;

    /// <summary>The index of each token of the vocabulary.</summary>
    private protected Dictionary<TToken, int> Indices { get; private set; } = [];

    /// <summary>Whether a vocabulary was given, set or learnt.</summary>
    internal bool HasVocabulary { get; private set; }

    /// <summary>The counts of the tokens since the layer began to learn.</summary>
    private protected TokenCounts<TToken> Counts => _counts ??= new TokenCounts<TToken>(_order);

    /// <summary>The tokens in the order of their indices.</summary>
    /// <param name="includeSpecialTokens">Whether the mask token, where it has an index, and the token for unknown ones are among them.</param>
    public IReadOnlyList<TToken> GetVocabulary(bool includeSpecialTokens = true) => includeSpecialTokens ? [.. Special, .. _tokens] : [.. _tokens];

    /// <summary>The weight of each index in the output mode tf_idf; null in others, and before there is a vocabulary.</summary>
    public IReadOnlyList<float>? GetIdfWeights() => _idf is null ? null : [.. _idf];

    internal override bool TakesVocabulary => Vocabulary is null;

    internal override IReadOnlyList<string>? SavedVocabulary =>
        TakesVocabulary && HasVocabulary ? [.. GetVocabulary().Select(token => string.Create(CultureInfo.InvariantCulture, $"{token}"))] : null;

    internal override IReadOnlyList<float>? SavedIdfWeights => OutputMode == CategoryModes.TfIdf ? GetIdfWeights() : null;

    internal override void LoadVocabulary(IReadOnlyList<string> lines, IReadOnlyList<double>? idfWeights) =>
        SetVocabulary([.. lines.Select(Parse)], idfWeights);

    /// <summary>The token that a line of a file stands for.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    private protected abstract TToken Parse(string line);

    /// <summary>Sets the vocabulary in place of learning it.</summary>
    /// <param name="vocabulary">The tokens in the order of their indices, with all special tokens in front or with none.</param>
    /// <param name="idfWeights">The weight of each for the output mode tf_idf. Special tokens weigh their mean, if they are not among the tokens.</param>
    /// <exception cref="ArgumentException">There is no token, one comes twice, there are too many, or the weights do not fit.</exception>
    public void SetVocabulary(IReadOnlyList<TToken> vocabulary, IReadOnlyList<double>? idfWeights = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (vocabulary.Count == 0)
            throw new ArgumentException($"{this}: the vocabulary is empty.", nameof(vocabulary));
        bool weighs = OutputMode == CategoryModes.TfIdf;
        if (weighs != idfWeights is not null)
            throw new ArgumentException(
                weighs
                    ? $"{this}: the output mode 'tf_idf' needs the weights of a vocabulary that is given. Pass idfWeights."
                    : $"{this}: idfWeights go with the output mode 'tf_idf' alone. It is '{OutputMode}'.",
                nameof(idfWeights));
        if (idfWeights is not null && idfWeights.Count != vocabulary.Count)
            throw new ArgumentException($"{this}: there must be a weight for each of the {vocabulary.Count} tokens. Received: {idfWeights.Count}.", nameof(idfWeights));

        TToken[] special = Special;
        bool given = vocabulary.Count >= special.Length && vocabulary.Take(special.Length).SequenceEqual(special);
        TToken[] tokens = [.. given ? vocabulary.Skip(special.Length) : vocabulary];
        Dictionary<TToken, int> indices = IndicesOf(tokens);
        if (_hasMask && indices.ContainsKey(_mask))
            throw new ArgumentException($"{this}: the mask token '{_mask}' stands inside the vocabulary. It belongs in front, or is left out.", nameof(vocabulary));
        if (Invert && indices.ContainsKey(_oov))
            throw new ArgumentException($"{this}: the token for unknown ones, '{_oov}', stands inside the vocabulary. It belongs in front, or is left out.", nameof(vocabulary));
        if (TokenStart + tokens.Length > MaxTokens)
            throw new ArgumentException(
                $"{this}: {tokens.Length} tokens and {TokenStart} special ones are more than maxTokens, {MaxTokens}. Shorten the vocabulary or raise maxTokens.",
                nameof(vocabulary));
        (_tokens, Indices, HasVocabulary) = (tokens, indices, true);
        _idf = idfWeights is null ? null : given ? Padded([.. idfWeights]) : Padded([.. Enumerable.Repeat(idfWeights.Average(), TokenStart), .. idfWeights]);
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        if (Vocabulary is not null)
            throw new InvalidOperationException($"{this} was given its vocabulary, so there is nothing to learn. Leave the vocabulary out to learn it from data.");
        _counts = null;
    }

    /// <inheritdoc/>
    protected override void FinalizeState()
    {
        TToken[] special = _hasMask ? [_mask, _oov] : [_oov];
        (TToken Token, Tally Tally)[] learnt = Counts.MostFrequent(MaxTokens - TokenStart, special);
        TToken[] tokens = [.. learnt.Select(pair => pair.Token)];
        (_tokens, Indices, HasVocabulary) = (tokens, IndicesOf(tokens), true);
        if (OutputMode == CategoryModes.TfIdf)
        {
            double[] weights = [.. learnt.Select(pair => (double)(float)Math.Log(1 + (Counts.Documents / (1.0 + pair.Tally.Documents))))];
            _idf = Padded([.. Enumerable.Repeat(weights.Length > 0 ? weights.Average() : 0, TokenStart), .. weights]);
        }

        _counts = null;
    }

    /// <summary>Fails unless there is a vocabulary.</summary>
    internal void CheckLearnt()
    {
        if (!HasVocabulary)
            throw Unlearnt();
    }

    private InvalidOperationException Unlearnt() =>
        new($"{this} has no vocabulary yet. Call Adapt with data, SetVocabulary, or pass a vocabulary to its constructor.");

    private TToken[] Special => [.. Enumerable.Repeat(_mask, OovStart), .. Enumerable.Repeat(_oov, NumOovIndices)];

    private Dictionary<TToken, int> IndicesOf(TToken[] tokens)
    {
        Dictionary<TToken, int> indices = new(tokens.Length);
        for (int i = 0; i < tokens.Length; i++)
            if (!indices.TryAdd(tokens[i], TokenStart + i))
                throw new ArgumentException($"{this}: the vocabulary has '{tokens[i]}' twice.", "vocabulary");
        return indices;
    }

    private float[] Padded(double[] weights)
    {
        float[] padded = new float[PadToMaxTokens ? MaxTokens!.Value : weights.Length];
        for (int i = 0; i < weights.Length; i++)
            padded[i] = (float)weights[i];
        return padded;
    }
}
