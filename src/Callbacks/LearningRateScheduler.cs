namespace KerasNet.Callbacks;

/// <summary>Sets the learning rate at the begin of each epoch to what a function says.</summary>
/// <remarks>
/// <para><c>new LearningRateScheduler((epoch, rate) => epoch &lt; 10 ? rate : rate * 0.9)</c>. Epochs count from 0; the rate is the one of the epoch before.</para>
/// <para>The rate goes into the logs of the epoch as <c>learning_rate</c>, for the callbacks that come later in the list.
/// A rate that changes with every step is a schedule of the optimizer instead: <see cref="Optimizers.LearningRateSchedule"/>.</para>
/// <para>Keras: <c>keras.callbacks.LearningRateScheduler</c>.</para>
/// </remarks>
public sealed class LearningRateScheduler : Callback
{
    /// <summary>Makes the callback.</summary>
    /// <param name="schedule">From the epoch, from 0, and the rate of now to the rate of the epoch.</param>
    /// <param name="verbose">0 silent; 1 says the rate at each epoch.</param>
    public LearningRateScheduler(Func<int, double, double> schedule, int verbose = 0)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        Schedule = schedule;
        Verbose = verbose;
    }

    /// <summary>Makes the callback.</summary>
    /// <param name="schedule">From the epoch, from 0, to its rate.</param>
    /// <param name="verbose">0 silent; 1 says the rate at each epoch.</param>
    public LearningRateScheduler(Func<int, double> schedule, int verbose = 0)
        : this((epoch, _) => schedule(epoch), verbose) => ArgumentNullException.ThrowIfNull(schedule);

    /// <summary>From the epoch, from 0, and the rate of now to the rate of the epoch.</summary>
    public Func<int, double, double> Schedule { get; }

    /// <summary>0 silent; 1 says the rate at each epoch.</summary>
    public int Verbose { get; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The function gives no finite number, or the optimizer follows a schedule of its own.</exception>
    public override void OnEpochBegin(int epoch)
    {
        double rate = Schedule(epoch, Progress.LearningRate);
        if (!double.IsFinite(rate))
            throw new InvalidOperationException($"The function of LearningRateScheduler must give a finite number. It gave {PythonText.Of(rate)} for epoch {epoch}.");
        Progress.LearningRate = rate;
        if (Verbose > 0)
            Messages.Say($"Epoch {epoch + 1}: LearningRateScheduler setting learning rate to {PythonText.Of((float)rate)}.");
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => logs["learning_rate"] = Progress.LearningRate;
}
