namespace KerasNet.Callbacks;

/// <summary>Ends training when a log entry has stopped getting better.</summary>
/// <remarks>
/// <para>An epoch whose value does not improve on the best by more than minDelta adds 1 to the waiting; training stops when it reaches the patience, but never after
/// the first epoch. The waiting starts anew on an improvement that also beats the baseline. Epochs before startFromEpoch are ignored.</para>
/// <para>With restoreBestWeights the weights of the best epoch come back at the end of training, whether or not it stopped early.</para>
/// <para>Keras: <c>keras.callbacks.EarlyStopping</c>.</para>
/// </remarks>
public sealed class EarlyStopping : MonitorCallback
{
    private IReadOnlyList<TensorData>? _bestWeights;

    /// <summary>Makes the callback.</summary>
    /// <param name="monitor">The log entry to watch.</param>
    /// <param name="minDelta">A smaller change than this is no improvement.</param>
    /// <param name="patience">How many epochs without improvement are endured.</param>
    /// <param name="verbose">0 silent; 1 says when it stops and restores.</param>
    /// <param name="mode">How better is told from worse.</param>
    /// <param name="baseline">A value that has to be beaten for the waiting to start anew.</param>
    /// <param name="restoreBestWeights">Whether the best epoch's weights come back at the end.</param>
    /// <param name="startFromEpoch">The first epoch, from 0, that counts.</param>
    public EarlyStopping(
        string monitor = "val_loss",
        double minDelta = 0,
        int patience = 0,
        int verbose = 0,
        MonitorMode mode = MonitorMode.Auto,
        double? baseline = null,
        bool restoreBestWeights = false,
        int startFromEpoch = 0)
        : base(monitor, mode, minDelta)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        Patience = patience;
        Verbose = verbose;
        Baseline = baseline;
        RestoreBestWeights = restoreBestWeights;
        StartFromEpoch = startFromEpoch;
    }

    /// <summary>How many epochs without improvement are endured.</summary>
    /// <value>Default: 0.</value>
    public int Patience { get; }

    /// <summary>0 silent; 1 says when it stops and restores.</summary>
    public int Verbose { get; }

    /// <summary>A value that has to be beaten for the waiting to start anew.</summary>
    public double? Baseline { get; }

    /// <summary>Whether the best epoch's weights come back at the end.</summary>
    public bool RestoreBestWeights { get; }

    /// <summary>The first epoch, from 0, that counts.</summary>
    public int StartFromEpoch { get; }

    /// <summary>Epochs since the last improvement.</summary>
    public int Wait { get; private set; }

    /// <summary>The best value so far.</summary>
    public double? Best { get; private set; }

    /// <summary>The epoch, from 0, of the best value.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The epoch, from 0, after which training was stopped; 0 if it was not.</summary>
    public int StoppedEpoch { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        base.OnTrainBegin();
        (Wait, Best, BestEpoch, StoppedEpoch, _bestWeights) = (0, null, 0, 0, null);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (epoch < StartFromEpoch || !TryGetMonitored(logs, out double current))
            return;

        // Weights to come back to exist from the first epoch on, even if nothing ever improves on a NaN.
        if (RestoreBestWeights && _bestWeights is null)
            (_bestWeights, BestEpoch) = (Progress.GetWeights(), epoch);

        bool improves = Improves(current, Best);
        Wait++;
        if (improves)
        {
            (Best, BestEpoch) = (current, epoch);
            if (RestoreBestWeights)
                _bestWeights = Progress.GetWeights();
            if (Baseline is null || Improves(current, Baseline))
                Wait = 0;
            return;
        }

        if (Wait >= Patience && epoch > 0)
        {
            StoppedEpoch = epoch;
            Progress.StopTraining = true;
        }
    }

    /// <inheritdoc/>
    public override void KeepState(RunState state)
    {
        (Wait, Best) = (state.Keep("wait", Wait), state.Keep("best", Best));
        (BestEpoch, StoppedEpoch) = (state.Keep("best_epoch", BestEpoch), state.Keep("stopped_epoch", StoppedEpoch));
        _bestWeights = state.Keep("best_weights", _bestWeights);
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        if (StoppedEpoch > 0 && Verbose > 0)
            Messages.Say($"Epoch {StoppedEpoch + 1}: early stopping");
        if (RestoreBestWeights && _bestWeights is not null)
        {
            if (Verbose > 0)
                Messages.Say($"Restoring model weights from the end of the best epoch: {BestEpoch + 1}.");
            Progress.SetWeights(_bestWeights);
        }
    }
}
