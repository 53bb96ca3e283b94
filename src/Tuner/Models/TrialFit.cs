using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Training;

namespace KerasNet.Tuning;

/// <summary>How the model of a trial is trained: the arguments of <see cref="Model.Fit(DataArrays, DataArrays?, int?, int, int, IReadOnlyList{Callback}?, double, ValueTuple{DataArrays, DataArrays}?, Shuffle?, IReadOnlyDictionary{int, double}?, DataArrays?, int, int?, int?, int?, ValidationFrequency?, DataArrays?, CancellationToken)"/>.</summary>
public sealed record TrialFit
{
    /// <summary>The data of the inputs; null where <see cref="Batches"/> are given.</summary>
    public DataArrays? X { get; init; }

    /// <summary>The targets.</summary>
    public DataArrays? Y { get; init; }

    /// <summary>Batches instead of arrays. A <see cref="Dataset{T}"/> gives each execution the same walks; a generator that remembers its last walk would not: make it in Training.</summary>
    public IEnumerable<DataBatch>? Batches { get; init; }

    /// <summary>Samples per step; 32 if not given.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The number of the epoch after the last one.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>The first epoch, from 0.</summary>
    public int InitialEpoch { get; init; }

    /// <summary>Makes a callback for each execution, so that none is shared between trials.</summary>
    public IReadOnlyList<Func<Callback>> Callbacks { get; init; } = [];

    /// <summary>The part of the arrays that is held back for validation, from their end.</summary>
    public double ValidationSplit { get; init; }

    /// <summary>Arrays to validate on.</summary>
    public (DataArrays X, DataArrays Y)? ValidationData { get; init; }

    /// <summary>Sample weights of <see cref="ValidationData"/>.</summary>
    public DataArrays? ValidationSampleWeight { get; init; }

    /// <summary>Batches to validate on.</summary>
    public IEnumerable<DataBatch>? ValidationBatches { get; init; }

    /// <summary>Whether samples are put in random order each epoch.</summary>
    public Shuffle? Shuffle { get; init; }

    /// <summary>A weight per class for the loss.</summary>
    public IReadOnlyDictionary<int, double>? ClassWeight { get; init; }

    /// <summary>A weight per sample for the loss and the weighted metrics.</summary>
    public DataArrays? SampleWeight { get; init; }

    /// <summary>Steps of an epoch; all data if not given.</summary>
    public int? StepsPerEpoch { get; init; }

    /// <summary>Steps of a validation; all data if not given.</summary>
    public int? ValidationSteps { get; init; }

    /// <summary>Samples per step of a validation.</summary>
    public int? ValidationBatchSize { get; init; }

    /// <summary>After which epochs to validate.</summary>
    public ValidationFrequency? ValidationFreq { get; init; }

    /// <summary>0 silent, 1 a progress bar, 2 one line per epoch.</summary>
    public int Verbose { get; init; }

    /// <summary>
    /// Arrays that no trial sees: the best model is measured on them when the search is over. In place of <see cref="TunerOptions.TestSplit"/>; null in what a hypermodel gets.
    /// </summary>
    public (DataArrays X, DataArrays Y)? TestData { get; init; }

    /// <summary>Sample weights of <see cref="TestData"/>.</summary>
    public DataArrays? TestSampleWeight { get; init; }

    /// <summary>The number of the trial, for example for names of files that its callbacks write; empty while the space is explored.</summary>
    public string TrialId { get; internal init; } = "";

    /// <summary>Which of the trial's executions or folds this is, from 0.</summary>
    public int Execution { get; internal init; }

    /// <summary>Ends training after the current batch.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>What the search itself needs to hear of the training.</summary>
    internal IReadOnlyList<Callback> Watchers { get; init; } = [];

    /// <summary>Trains a model so.</summary>
    public History Run(Model model)
    {
        Callback[] callbacks = [.. Callbacks.Select(make => make()), .. Watchers];
        if (Batches is not null)
            return model.Fit(
                Batches, Epochs, Verbose, callbacks, ValidationBatches, ClassWeight, InitialEpoch, StepsPerEpoch, ValidationSteps, ValidationFreq, CancellationToken);
        return model.Fit(
            X ?? throw new InvalidOperationException("A search needs data: pass arrays or batches to Search."), Y, BatchSize, Epochs, Verbose, callbacks, ValidationSplit,
            ValidationData, Shuffle, ClassWeight, SampleWeight, InitialEpoch, StepsPerEpoch, ValidationSteps, ValidationBatchSize, ValidationFreq,
            ValidationSampleWeight, CancellationToken);
    }
}
