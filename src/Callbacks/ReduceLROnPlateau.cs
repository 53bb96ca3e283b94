namespace KerasNet.Callbacks;

/// <summary>Lowers the learning rate when a log entry has stopped getting better.</summary>
/// <remarks>
/// <para>An epoch whose value does not improve on the best by more than minDelta adds 1 to the waiting. When it reaches the patience, the rate becomes
/// max(rate · factor, minLr), and the waiting starts anew once the cooldown is over: epochs of the cooldown are not waited for, but improvements in them count.</para>
/// <para>The rate that the epoch was trained with goes into its logs as <c>learning_rate</c>, for the callbacks that come later in the list.</para>
/// <para>Keras: <c>keras.callbacks.ReduceLROnPlateau</c>.</para>
/// </remarks>
public sealed class ReduceLROnPlateau : MonitorCallback
{
    /// <summary>Makes the callback.</summary>
    /// <param name="monitor">The log entry to watch.</param>
    /// <param name="factor">What the rate is multiplied by, below 1.</param>
    /// <param name="patience">How many epochs without improvement are endured; 0 is the same as 1.</param>
    /// <param name="verbose">0 silent; 1 says when the rate changes.</param>
    /// <param name="mode">How better is told from worse.</param>
    /// <param name="minDelta">A smaller change than this is no improvement.</param>
    /// <param name="cooldown">How many epochs after a change are not waited for.</param>
    /// <param name="minLr">The rate is never made lower than this.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is 1 or more, or a number is negative.</exception>
    public ReduceLROnPlateau(
        string monitor = "val_loss",
        double factor = 0.1,
        int patience = 10,
        int verbose = 0,
        MonitorMode mode = MonitorMode.Auto,
        double minDelta = 1e-4,
        int cooldown = 0,
        double minLr = 0)
        : base(monitor, mode, minDelta)
    {
        if (factor is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "ReduceLROnPlateau multiplies the rate by the factor, so it must be at least 0 and below 1.");
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        Factor = factor;
        Patience = patience;
        Verbose = verbose;
        Cooldown = cooldown;
        MinLr = minLr;
    }

    /// <summary>What the rate is multiplied by.</summary>
    /// <value>Default: 0.1.</value>
    public double Factor { get; }

    /// <summary>How many epochs without improvement are endured.</summary>
    /// <value>Default: 10.</value>
    public int Patience { get; }

    /// <summary>0 silent; 1 says when the rate changes.</summary>
    public int Verbose { get; }

    /// <summary>How many epochs after a change are not waited for.</summary>
    /// <value>Default: 0.</value>
    public int Cooldown { get; }

    /// <summary>The rate is never made lower than this.</summary>
    /// <value>Default: 0.</value>
    public double MinLr { get; }

    /// <summary>Epochs since the last improvement, change or cooldown.</summary>
    public int Wait { get; private set; }

    /// <summary>The best value so far.</summary>
    public double? Best { get; private set; }

    /// <summary>How many epochs of the cooldown are left.</summary>
    public int CooldownCounter { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The optimizer follows a schedule.</exception>
    public override void OnTrainBegin()
    {
        base.OnTrainBegin();
        (Wait, Best, CooldownCounter) = (0, null, 0);

        // Changes nothing, but a rate that cannot be set is told now, not after the epochs of the patience.
        Progress.LearningRate = Progress.LearningRate;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        logs["learning_rate"] = Progress.LearningRate;
        if (!TryGetMonitored(logs, out double current))
            return;
        if (CooldownCounter > 0)
            (CooldownCounter, Wait) = (CooldownCounter - 1, 0);
        if (Improves(current, Best))
            (Best, Wait) = (current, 0);
        else if (CooldownCounter == 0 && ++Wait >= Patience)
            Reduce(epoch);
    }

    /// <inheritdoc/>
    public override void KeepState(RunState state) =>
        (Wait, Best, CooldownCounter) = (state.Keep("wait", Wait), state.Keep("best", Best), state.Keep("cooldown", CooldownCounter));

    private void Reduce(int epoch)
    {
        // The optimizer keeps the rate in float32.
        if ((float)Progress.LearningRate <= (float)MinLr)
            return;
        Progress.LearningRate = Math.Max(Progress.LearningRate * Factor, MinLr);
        (CooldownCounter, Wait) = (Cooldown, 0);
        if (Verbose > 0)
            Messages.Say($"Epoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {PythonText.Of((float)Progress.LearningRate)}.");
    }
}
