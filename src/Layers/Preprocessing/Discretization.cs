using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>Numbers to the number of the bin that they fall into.</summary>
/// <remarks>
/// <para>Input: numbers of any shape. Output in the mode int: bins (int32) of the same shape, 0 below the first boundary; a number on a boundary belongs to
/// the bin above it. The other modes give rows with a column per bin in the layer's dtype; multi_hot and count sum the second axis up, and a vector is one
/// sample there.</para>
/// <para>Boundaries are given, or learnt so that bins hold about equally many numbers. Keras: <c>keras.layers.Discretization</c>.</para>
/// </remarks>
public sealed class Discretization : PreprocessingLayer
{
    private QuantileSummary? _summary;
    private float[]? _boundaries;

    /// <summary>Makes a layer with given bins.</summary>
    /// <param name="binBoundaries">Where each bin ends and the next begins, ascending. The first and the last bin have no other end.</param>
    /// <param name="outputMode">int, one_hot, multi_hot or count.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The boundaries do not ascend, or the output mode is unknown.</exception>
    public Discretization(IReadOnlyList<double> binBoundaries, string outputMode = CategoryModes.Int, string? name = null)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(binBoundaries);
        BinBoundaries = binBoundaries;
        OutputMode = Checked(outputMode);
    }

    /// <summary>Makes a layer that learns its bins.</summary>
    /// <param name="numBins">How many bins there are to be.</param>
    /// <param name="epsilon">How far, as a share of all numbers, a boundary may be off; smaller is slower.</param>
    /// <param name="outputMode">int, one_hot, multi_hot or count.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A number is out of range, or the output mode is unknown.</exception>
    public Discretization(int numBins, double epsilon = 0.01, string outputMode = CategoryModes.Int, string? name = null)
        : base(name)
    {
        NumBins = Check.Positive(numBins, nameof(numBins), this);
        Epsilon = epsilon is > 0 and < 1 ? epsilon : throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, $"{this}: epsilon must lie between 0 and 1.");
        OutputMode = Checked(outputMode);
    }

    /// <summary>The boundaries between bins that were given or learnt; null before they are.</summary>
    /// <exception cref="ArgumentException">They do not ascend.</exception>
    public IReadOnlyList<double>? BinBoundaries
    {
        get => _boundaries is null ? null : [.. _boundaries.Select(boundary => (double)boundary)];
        init
        {
            _boundaries = value is null ? null : [.. value.Select(boundary => (float)boundary)];
            for (int i = 0; i < _boundaries?.Length; i++)
                if (float.IsNaN(_boundaries[i]) || (i > 0 && _boundaries[i] < _boundaries[i - 1]))
                    throw new ArgumentException($"{this}: the boundaries of bins must ascend. Received {value![i]} at place {i}.", nameof(value));
        }
    }

    /// <summary>How many bins are to be learnt; null if they were given.</summary>
    public int? NumBins { get; }

    /// <summary>How far, as a share of all numbers, a learnt boundary may be off.</summary>
    /// <value>Default: 0.01.</value>
    public double Epsilon { get; init; } = 0.01;

    /// <summary>int: bins; one_hot: a row per number; multi_hot: a row per sample with 1 for each bin in it; count: with how often.</summary>
    /// <value>Default: int.</value>
    public string OutputMode { get; }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        float[] boundaries = _boundaries
            ?? throw new InvalidOperationException($"{this} has no bins yet. Call Adapt with data, or pass boundaries to its constructor.");
        KerasTensor bins = SortedSearch.CountNotAbove(Ops.Cast(input, DType.Float32), TensorData.From<float>(boundaries, [boundaries.Length]));
        return OutputMode == CategoryModes.Int ? bins : CategoryModes.Encode(bins, OutputMode, boundaries.Length + 1, DType);
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        if (NumBins is null)
            throw new InvalidOperationException($"{this} was given its bins, so there is nothing to learn. Pass numBins to learn them from data.");
        _summary = new QuantileSummary(Epsilon);
    }

    /// <inheritdoc/>
    protected override void UpdateState(DataArray batch)
    {
        float[] numbers = new float[batch.Shape.ElementCount];
        batch.CopyFloats(0, numbers);
        _summary!.Add(numbers);
    }

    /// <inheritdoc/>
    protected override void FinalizeState() => (_boundaries, _summary) = (_summary!.Boundaries(NumBins!.Value), null);

    private static string Checked(string outputMode) =>
        CategoryModes.Check(outputMode, CategoryModes.Int, CategoryModes.OneHot, CategoryModes.MultiHot, CategoryModes.Count);
}
