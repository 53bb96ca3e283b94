using KerasNet.Metrics;
using KerasNet.Reporting;

namespace KerasNet.Callbacks;

/// <summary>What a callback may know of and do to a run of Fit, Evaluate or Predict.</summary>
public sealed class TrainingProgress
{
    private readonly ITrained _trained;

    internal TrainingProgress(ITrained trained, int epochs, int? steps, int verbose)
    {
        _trained = trained;
        Epochs = epochs;
        Steps = steps;
        Verbose = verbose;
    }

    /// <summary>The model that is trained, measured or asked.</summary>
    public Model Model => Owner ?? throw new InvalidOperationException("There is no model behind this run.");

    /// <summary>What <see cref="Model"/> gives; set where the run starts.</summary>
    internal Model? Owner { get; init; }

    /// <summary>What Fit was told, for reports; null for other runs.</summary>
    internal FitFacts? Facts { get; init; }

    /// <summary>The number of the epoch after the last one, as passed to Fit.</summary>
    public int Epochs { get; }

    /// <summary>Batches per epoch; null if that is not known before the first epoch has ended.</summary>
    public int? Steps { get; internal set; }

    /// <summary>0 silent, 1 a bar, 2 one line per epoch.</summary>
    public int Verbose { get; }

    /// <summary>The epoch, from 0, with which a run goes on that was interrupted (<see cref="BackupAndRestore"/>); null for a run that starts anew.</summary>
    public int? ResumedEpoch { get; internal set; }

    /// <summary>Whether the run ends because it was cancelled.</summary>
    internal bool IsCancelled { get; set; }

    /// <summary>What the loop itself remembers; null where there is no loop.</summary>
    internal IResumable? Run { get; set; }

    /// <summary>Set to true to end training after this batch or epoch.</summary>
    public bool StopTraining { get; set; }

    /// <summary>The optimizer's learning rate. Setting it acts from the next step on.</summary>
    /// <exception cref="InvalidOperationException">Set while the optimizer follows a schedule.</exception>
    public double LearningRate
    {
        get => _trained.LearningRate;
        set => _trained.LearningRate = value;
    }

    /// <summary>How many training steps the optimizer has made, over all runs.</summary>
    public long Iterations => _trained.Iterations;

    /// <summary>A copy of the model's weights.</summary>
    public IReadOnlyList<TensorData> GetWeights() => _trained.GetWeights();

    /// <summary>Puts weights back.</summary>
    /// <param name="weights">What <see cref="GetWeights"/> gave.</param>
    public void SetWeights(IReadOnlyList<TensorData> weights) => _trained.SetWeights(weights);

    /// <summary>Exchanges the trained weights with the moving averages that the optimizer keeps; a second call undoes it.</summary>
    /// <exception cref="InvalidOperationException">The optimizer keeps no averages.</exception>
    internal void SwapAverages()
    {
        CheckAverages("Exchanging weights with their averages");
        _trained.SwapAverages();
    }

    /// <summary>Makes the trained weights of now the moving averages.</summary>
    internal void TakeAverages() => _trained.TakeAverages();

    /// <exception cref="InvalidOperationException">The optimizer keeps no averages; the message begins with who needs them.</exception>
    internal void CheckAverages(string who)
    {
        if (!_trained.HasAverages)
            throw new InvalidOperationException(
                $"{who} needs an optimizer that keeps moving averages. Compile with one that has useEma, for example new Adam(useEma: true).");
    }

    /// <summary>Which way a log entry gets better, with or without <c>val_</c>; null if nobody knows.</summary>
    public MetricDirection? DirectionOf(string name) => _trained.DirectionOf(name);

    /// <summary>The names that logs of an epoch will have; null where they are not known before the first epoch.</summary>
    public IReadOnlyCollection<string>? LogNames { get; internal set; }
}

/// <summary>What remembers something that a backup must hold.</summary>
internal interface IResumable
{
    /// <summary>Notes what it remembers, or takes back what was noted.</summary>
    void KeepState(RunState state);
}

/// <summary>What is being trained, as far as callbacks are concerned.</summary>
internal interface ITrained
{
    double LearningRate { get; set; }

    IReadOnlyList<TensorData> GetWeights();

    void SetWeights(IReadOnlyList<TensorData> weights);

    MetricDirection? DirectionOf(string name);

    long Iterations { get; }

    /// <summary>Whether the optimizer keeps moving averages of the weights.</summary>
    bool HasAverages { get; }

    void SwapAverages();

    void TakeAverages();
}
