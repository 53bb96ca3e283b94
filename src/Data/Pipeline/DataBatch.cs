using KerasNet.Data;

namespace KerasNet;

/// <summary>
/// Samples as a model takes them: the data of its inputs and, where there are some, targets and sample weights. The first axis of each array counts the samples.
/// </summary>
/// <remarks>Written <c>new(x, y)</c>: a method that gives <c>IEnumerable&lt;DataBatch&gt;</c> and says <c>yield return new(x, y);</c> is a generator for Fit.</remarks>
public sealed class DataBatch : IRecyclable
{
    private MemoryPool? _pool;

    /// <summary>A batch around arrays, which are not copied.</summary>
    /// <param name="inputs">The data of the inputs: one array, several in order, or several by input name.</param>
    /// <param name="targets">The targets of the outputs, likewise.</param>
    /// <param name="sampleWeights">A weight per sample, for the loss and the weighted metrics.</param>
    /// <exception cref="ArgumentException">The arrays do not hold the same number of samples.</exception>
    public DataBatch(DataArrays inputs, DataArrays? targets = null, DataArrays? sampleWeights = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        foreach (DataArrays? other in new[] { targets, sampleWeights })
            if (other is not null && other.Samples != inputs.Samples)
                throw new ArgumentException(
                    $"Inputs, targets and sample weights must hold the same number of samples. Received: {inputs[0].Shape} and {other[0].Shape}.");
        (Inputs, Targets, SampleWeights) = (inputs, targets, sampleWeights);
    }

    /// <summary>A batch whose memory may be used again.</summary>
    internal DataBatch(DataArrays inputs, DataArrays? targets, DataArrays? sampleWeights, MemoryPool pool)
        : this(inputs, targets, sampleWeights) => _pool = pool;

    /// <summary>The data of the inputs.</summary>
    public DataArrays Inputs { get; }

    /// <summary>The targets of the outputs; null for prediction.</summary>
    public DataArrays? Targets { get; }

    /// <summary>A weight per sample; null where all count the same.</summary>
    public DataArrays? SampleWeights { get; }

    /// <summary>The number of samples.</summary>
    public int Count => Inputs.Samples;

    /// <summary>All arrays: inputs, then targets, then sample weights.</summary>
    internal IEnumerable<DataArray> Arrays => [.. Inputs, .. Targets ?? Enumerable.Empty<DataArray>(), .. SampleWeights ?? Enumerable.Empty<DataArray>()];

    /// <summary>Takes a batch apart: <c>var (x, y) = batch;</c></summary>
    public void Deconstruct(out DataArrays inputs, out DataArrays? targets) => (inputs, targets) = (Inputs, Targets);

    /// <summary>The same targets and weights with other inputs.</summary>
    public DataBatch WithInputs(DataArrays inputs) => new(inputs, Targets, SampleWeights);

    /// <summary>Shapes and dtypes.</summary>
    public override string ToString() =>
        $"inputs {Text(Inputs)}{(Targets is null ? "" : $", targets {Text(Targets)}")}{(SampleWeights is null ? "" : $", weights {Text(SampleWeights)}")}";

    /// <summary>One sample.</summary>
    internal DataBatch Row(int row) => Select(array => array.Row(row));

    /// <summary>A batch of other arrays under the same names.</summary>
    internal DataBatch Select(Func<DataArray, DataArray> array, MemoryPool? pool = null)
    {
        DataArrays inputs = Inputs.Select(array);
        DataArrays? targets = Targets?.Select(array), weights = SampleWeights?.Select(array);
        return pool is null ? new(inputs, targets, weights) : new(inputs, targets, weights, pool);
    }

    void IRecyclable.Keep() => _pool = null;

    void IRecyclable.Recycle()
    {
        if (Interlocked.Exchange(ref _pool, null) is { } pool)
            foreach (DataArray array in Arrays)
                pool.Return(array);
    }

    private static string Text(DataArrays arrays) => string.Join(", ", arrays.Select<DataArray, string>(array => $"{array.DType.KerasName()}{array.Shape}"));
}
