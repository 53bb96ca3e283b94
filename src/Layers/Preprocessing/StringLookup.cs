using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>Texts to their indices in a vocabulary, or back.</summary>
/// <remarks>
/// <para>Input: texts of any shape; output in the mode int: indices (int64) of the same shape. The other modes give rows with a column per index; multi_hot,
/// count and tf_idf sum the second axis up, and a vector is one sample there.</para>
/// <para>Unknown texts get index 0, or 1 behind a mask token; with several such indices the one of FarmHash64, or of SipHash under the salt, of the UTF-8
/// bytes. Weights of tf_idf are ln(1 + documents / (1 + documents with the text)); a row of the data is a document.</para>
/// <para>Works on data alone: as the first layer of a model, or by <see cref="DataLayer.Apply"/>. Keras: <c>keras.layers.StringLookup</c>.</para>
/// </remarks>
public sealed class StringLookup : IndexLookup<string>
{
    /// <summary>Makes the layer.</summary>
    /// <param name="maxTokens">The most tokens there may be, special ones included; any number if not given.</param>
    /// <param name="numOovIndices">How many indices unknown texts share.</param>
    /// <param name="maskToken">The text with index 0, for instance "" where rows are padded; none if not given.</param>
    /// <param name="oovToken">What stands for unknown texts in the vocabulary and where indices become texts.</param>
    /// <param name="vocabulary">The texts in the order of their indices; learnt by Adapt if not given.</param>
    /// <param name="idfWeights">The weight of each text of the vocabulary, for the output mode tf_idf.</param>
    /// <param name="invert">Whether indices become texts instead.</param>
    /// <param name="outputMode">int, one_hot, multi_hot, count or tf_idf.</param>
    /// <param name="padToMaxTokens">Whether rows are as wide as <paramref name="maxTokens"/> even if there are fewer texts.</param>
    /// <param name="oovMethod">floormod or farmhash; texts are hashed either way.</param>
    /// <param name="salt">The key of SipHash, one or two numbers, in place of FarmHash.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The arguments do not fit each other.</exception>
    public StringLookup(
        int? maxTokens = null,
        int numOovIndices = 1,
        string? maskToken = null,
        string oovToken = "[UNK]",
        IReadOnlyList<string>? vocabulary = null,
        IReadOnlyList<double>? idfWeights = null,
        bool invert = false,
        string outputMode = CategoryModes.Int,
        bool padToMaxTokens = false,
        string oovMethod = LookupRules.FloorModulo,
        long[]? salt = null,
        string? name = null)
        : base(
            maxTokens, numOovIndices, (maskToken is not null, maskToken ?? ""), oovToken, vocabulary, idfWeights, invert, outputMode, padToMaxTokens,
            oovMethod, salt, TokenOrder.Instance, name) => (MaskToken, OovToken) = (maskToken, oovToken);

    /// <summary>The text with index 0, which is left out of rows.</summary>
    /// <value>Default: none.</value>
    public string? MaskToken { get; }

    /// <summary>What stands for unknown texts.</summary>
    /// <value>Default: [UNK].</value>
    public string OovToken { get; }

    internal override bool RunsOnData => true;

    internal override DType? TakenType => Invert ? DType.Int64 : DType.String;

    /// <summary>The index of one text, whatever the output mode; −1 for a mask token that rows leave out.</summary>
    /// <exception cref="InvalidOperationException">There is no vocabulary yet.</exception>
    public long Apply(ReadOnlySpan<char> text)
    {
        CheckLearnt();
        return IndicesOfParts.TryGetValue(text, out int index) ? index : IndexOf(text.ToString());
    }

    internal override DataArray Transform(IReadOnlyList<DataArray> data)
    {
        CheckLearnt();
        if (Invert)
            return DataArray.Of(Array.ConvertAll(data[0].ToLongs(this), TokenAt), data[0].Shape);
        ReadOnlySpan<string> texts = data[0].TextsFor(this);
        long[] indices = new long[texts.Length];
        for (int i = 0; i < indices.Length; i++)
            indices[i] = IndexOf(texts[i]);
        return Encode(indices, data[0].Shape);
    }

    /// <inheritdoc/>
    protected override void UpdateState(DataArray batch)
    {
        ReadOnlySpan<string> texts = batch.TextsFor(this);
        int perDocument = batch.Shape.Rank == 1 ? texts.Length : batch.Shape[^1];
        for (int i = 0; i < texts.Length; i++)
        {
            if (i % perDocument == 0)
                Counts.NextDocument();
            Counts.Add(texts[i]);
        }
    }

    private protected override string Parse(string line) => line;

    private protected override long Bucket(string token) => Hash.Bucket(token, NumOovIndices);

    private protected override TensorType TypeFor(IReadOnlyList<TensorType> inputs) => Invert
        ? throw new InvalidOperationException($"{this} makes texts of indices, and no model computes with texts: call Apply on what the model predicts.")
        : base.TypeFor([DataChecks.Texts(inputs[0], this)]);

    /// <summary>The counts, for a layer that reads texts in parts without making a text of each.</summary>
    internal TokenCounts<string> CountsOfParts => Counts;

    /// <summary>The indices by parts of texts, likewise.</summary>
    internal Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> IndicesOfParts => Indices.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Forgets what was counted.</summary>
    internal void Reset() => ResetState();

    /// <summary>Settles what was counted.</summary>
    internal void Learn() => FinalizeState();
}
