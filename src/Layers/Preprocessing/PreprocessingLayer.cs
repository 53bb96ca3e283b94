using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>A layer that learns from data what it needs to know: a vocabulary, bins, means.</summary>
/// <remarks>
/// A layer of your own overrides <see cref="ResetState"/>, <see cref="UpdateState"/> and <see cref="FinalizeState"/>, as in Keras. Learn before the model is
/// compiled: what a program was traced with does not change.
/// </remarks>
public abstract class PreprocessingLayer : DataLayer
{
    /// <summary>Sets up a layer.</summary>
    /// <param name="name">A name; made from the class name if not given.</param>
    protected PreprocessingLayer(string? name = null)
        : base(name)
    {
    }

    /// <summary>The shape of the data that the layer was built on; null where none matters.</summary>
    internal virtual Shape? BuiltOn => null;

    /// <summary>The vocabulary that is saved in a file of its own, a line per token, special ones included; null where there is none to be.</summary>
    internal virtual IReadOnlyList<string>? SavedVocabulary => null;

    /// <summary>The weights of <see cref="SavedVocabulary"/> that are saved with the layer's weights; null where there are none.</summary>
    internal virtual IReadOnlyList<float>? SavedIdfWeights => null;

    /// <summary>Whether a vocabulary comes from a file of its own.</summary>
    internal virtual bool TakesVocabulary => false;

    /// <summary>Sets the vocabulary that a file holds.</summary>
    /// <param name="lines">The tokens, special ones included.</param>
    /// <param name="idfWeights">The weight of each; null where there are none.</param>
    internal virtual void LoadVocabulary(IReadOnlyList<string> lines, IReadOnlyList<double>? idfWeights) =>
        throw new NotSupportedException($"{this} has no vocabulary.");

    /// <summary>Learns from data and forgets what was learnt before.</summary>
    /// <param name="data">All the data.</param>
    /// <exception cref="InvalidOperationException">What the layer would learn was given to its constructor.</exception>
    public void Adapt(DataArray data)
    {
        ArgumentNullException.ThrowIfNull(data);
        ResetState();
        UpdateState(data);
        FinalizeState();
    }

    /// <summary>Learns from batches, which come one by one and need not fit into memory together; forgets what was learnt before.</summary>
    /// <param name="batches">Batches with one input, such as a <see cref="Dataset{T}"/>. Targets and weights are not looked at.</param>
    /// <exception cref="ArgumentException">There is no batch, or one has several inputs.</exception>
    /// <exception cref="InvalidOperationException">What the layer would learn was given to its constructor.</exception>
    public void Adapt(IEnumerable<DataBatch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ResetState();
        bool any = false;
        foreach (DataBatch batch in batches)
        {
            if (batch.Inputs.Count != 1)
                throw new ArgumentException($"{this} learns from one input. A batch has {batch.Inputs.Count}: pick one with Map.", nameof(batches));
            UpdateState(batch.Inputs[0]);
            any = true;
        }

        if (!any)
            throw new ArgumentException($"There is nothing for {this} to learn from: the data has no batches.", nameof(batches));
        FinalizeState();
    }

    /// <summary>Forgets what was learnt. Called before the first batch.</summary>
    protected abstract void ResetState();

    /// <summary>Learns from a batch.</summary>
    protected abstract void UpdateState(DataArray batch);

    /// <summary>Settles what was learnt. Called after the last batch.</summary>
    protected abstract void FinalizeState();
}
