using System.Globalization;
using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>Whole numbers to their indices in a vocabulary, or back.</summary>
/// <remarks>
/// <para>Input: whole numbers of any shape; output in the mode int: indices (int64) of the same shape. The other modes give rows with a column per index;
/// multi_hot, count and tf_idf sum the second axis up, and a vector is one sample there.</para>
/// <para>Unknown numbers get index 0, or 1 behind a mask token; with n such indices their remainder of a division by n, or their hash. Weights of tf_idf are
/// ln(1 + documents / (1 + documents with the number)); a row of the data is a document.</para>
/// <para>Works anywhere in a model, by binary search; with hashes or without an index for unknown numbers on data alone.
/// Keras: <c>keras.layers.IntegerLookup</c>.</para>
/// </remarks>
public sealed class IntegerLookup : IndexLookup<long>
{
    /// <summary>Makes the layer.</summary>
    /// <param name="maxTokens">The most numbers there may be, special ones included; any if not given.</param>
    /// <param name="numOovIndices">How many indices unknown numbers share.</param>
    /// <param name="maskToken">The number with index 0, for instance 0 where rows are padded; none if not given.</param>
    /// <param name="oovToken">What stands for unknown numbers in the vocabulary and where indices become numbers.</param>
    /// <param name="vocabulary">The numbers in the order of their indices; learnt by Adapt if not given.</param>
    /// <param name="idfWeights">The weight of each number of the vocabulary, for the output mode tf_idf.</param>
    /// <param name="invert">Whether indices become numbers instead.</param>
    /// <param name="outputMode">int, one_hot, multi_hot, count or tf_idf.</param>
    /// <param name="padToMaxTokens">Whether rows are as wide as <paramref name="maxTokens"/> even if there are fewer numbers.</param>
    /// <param name="oovMethod">How unknown numbers share indices: floormod or farmhash.</param>
    /// <param name="salt">The key of SipHash, one or two numbers, in place of FarmHash.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The arguments do not fit each other.</exception>
    public IntegerLookup(
        int? maxTokens = null,
        int numOovIndices = 1,
        long? maskToken = null,
        long oovToken = -1,
        IReadOnlyList<long>? vocabulary = null,
        IReadOnlyList<double>? idfWeights = null,
        bool invert = false,
        string outputMode = CategoryModes.Int,
        bool padToMaxTokens = false,
        string oovMethod = LookupRules.FloorModulo,
        long[]? salt = null,
        string? name = null)
        : base(
            maxTokens, numOovIndices, (maskToken is not null, maskToken ?? 0), oovToken, vocabulary, idfWeights, invert, outputMode, padToMaxTokens,
            oovMethod, salt, Comparer<long>.Default, name)
    {
        if (salt is not null && oovMethod != LookupRules.Farm)
            throw new ArgumentException($"{this}: a salt changes hashes. Use it with the oovMethod '{LookupRules.Farm}'.", nameof(salt));
        (MaskToken, OovToken) = (maskToken, oovToken);
    }

    /// <summary>The number with index 0, which is left out of rows.</summary>
    /// <value>Default: none.</value>
    public long? MaskToken { get; }

    /// <summary>What stands for unknown numbers.</summary>
    /// <value>Default: −1.</value>
    public long OovToken { get; }

    internal override bool RunsOnData => !Invert && (NumOovIndices == 0 || (NumOovIndices > 1 && OovMethod == LookupRules.Farm));

    internal override DType? TakenType => DType.Int64;

    /// <summary>The index of one number, whatever the output mode; −1 for a mask token that rows leave out.</summary>
    /// <exception cref="InvalidOperationException">There is no vocabulary yet.</exception>
    public long Apply(long number)
    {
        CheckLearnt();
        return IndexOf(number);
    }

    internal override DataArray Transform(IReadOnlyList<DataArray> data)
    {
        CheckLearnt();
        long[] numbers = data[0].ToLongs(this);
        return Invert ? DataArray.Of(Array.ConvertAll(numbers, TokenAt), data[0].Shape) : Encode(Array.ConvertAll(numbers, IndexOf), data[0].Shape);
    }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        if (RunsOnData)
            return base.Call(input, context);
        CheckLearnt();
        KerasTensor numbers = Ops.Cast(input, DType.Int64);
        if (Invert)
            return Tokens(numbers);
        KerasTensor indices = IndicesOf(numbers);
        return OutputMode switch
        {
            CategoryModes.Int => indices,
            CategoryModes.TfIdf => CategoryModes.Encode(indices, CategoryModes.Count, Columns, OutputType) * Ops.Constant<float>([.. GetIdfWeights()!], [Columns]),
            _ => CategoryModes.Encode(indices, OutputMode, Columns, OutputType),
        };
    }

    /// <inheritdoc/>
    protected override void UpdateState(DataArray batch)
    {
        long[] numbers = batch.ToLongs(this);
        int perDocument = batch.Shape.Rank == 1 ? numbers.Length : batch.Shape[^1];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (i % perDocument == 0)
                Counts.NextDocument();
            Counts.Add(numbers[i]);
        }
    }

    private protected override long Parse(string line) => long.Parse(line, CultureInfo.InvariantCulture);

    private protected override long Bucket(long token) => OovMethod == LookupRules.Farm ? Hash.Bucket(token, NumOovIndices) : ((token % NumOovIndices) + NumOovIndices) % NumOovIndices;

    /// <summary>The indices of numbers: the place of each among the sorted vocabulary tells its index there.</summary>
    private KerasTensor IndicesOf(KerasTensor numbers)
    {
        (long Number, long Index)[] sorted = [.. Indices.Select(pair => (pair.Key, (long)pair.Value)).OrderBy(pair => pair.Key)];
        KerasTensor unknown = NumOovIndices > 1 ? Ops.Mod(numbers, Ops.Scalar(NumOovIndices, DType.Int64)) + OovStart : Ops.Full(numbers.Shape, OovStart, DType.Int64);
        KerasTensor indices = unknown;
        if (sorted.Length > 0)
        {
            TensorData keys = TensorData.From<long>([.. sorted.Select(pair => pair.Number)], [sorted.Length]);
            KerasTensor place = Ops.Maximum(SortedSearch.CountNotAbove(numbers, keys) - 1, 0);
            KerasTensor found = Ops.Equal(Ops.Gather(Ops.Constant(keys), place), numbers);
            indices = Ops.Where(found, Ops.Gather(Ops.Constant<long>([.. sorted.Select(pair => pair.Index)], [sorted.Length]), place), unknown);
        }

        return MaskToken is { } mask
            ? Ops.Where(Ops.Equal(numbers, Whole(mask)), Ops.Full(numbers.Shape, OutputMode == CategoryModes.Int ? 0 : Dropped, DType.Int64), indices)
            : indices;
    }

    private KerasTensor Tokens(KerasTensor indices)
    {
        long[] tokens = [.. Enumerable.Range(0, VocabularySize).Select(index => TokenAt(index))];
        KerasTensor known = Ops.LogicalAnd(Ops.GreaterEqual(indices, 0), Ops.Less(indices, VocabularySize));
        KerasTensor place = Ops.Where(known, indices, Ops.Full(indices.Shape, 0, DType.Int64));
        return Ops.Where(known, Ops.Gather(Ops.Constant<long>(tokens, [tokens.Length]), place), Whole(OovToken));
    }

    /// <summary>A number beyond the precision of doubles, too.</summary>
    private static KerasTensor Whole(long number) => Ops.Constant<long>([number], []);
}
