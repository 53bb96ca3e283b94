namespace KerasNet.Callbacks;

/// <summary>Ends training when the loss is NaN or infinite after a batch.</summary>
/// <remarks>Keras: <c>keras.callbacks.TerminateOnNaN</c>.</remarks>
/// <param name="raiseError">Whether to throw instead of stopping.</param>
public sealed class TerminateOnNaN(bool raiseError = false) : Callback
{
    /// <summary>Whether to throw instead of stopping.</summary>
    /// <value>Default: false.</value>
    public bool RaiseError { get; } = raiseError;

    /// <inheritdoc/>
    /// <exception cref="ArithmeticException">The loss is NaN or infinite and <see cref="RaiseError"/> is true.</exception>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (!logs.TryGetValue("loss", out double loss) || double.IsFinite(loss))
            return;
        if (RaiseError)
            throw new ArithmeticException($"The loss became {loss} at batch {batch}. Lower the learning rate, clip gradients, or look for bad numbers in the data.");
        Messages.Say($"Batch {batch}: Invalid loss, terminating training");
        Progress.StopTraining = true;
    }
}
