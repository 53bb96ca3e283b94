namespace KerasNet.Callbacks;

/// <summary>A callback made of functions, for what is not worth a class.</summary>
/// <remarks>Keras: <c>keras.callbacks.LambdaCallback</c>.</remarks>
/// <param name="onEpochBegin">Called before each epoch.</param>
/// <param name="onEpochEnd">Called after each epoch with its logs.</param>
/// <param name="onTrainBegin">Called before the first epoch.</param>
/// <param name="onTrainEnd">Called after the last epoch with its logs.</param>
/// <param name="onTrainBatchBegin">Called before each training step.</param>
/// <param name="onTrainBatchEnd">Called after each training step with the running logs.</param>
/// <param name="onTestBegin">Called before an evaluation.</param>
/// <param name="onTestEnd">Called after an evaluation with its logs.</param>
/// <param name="onTestBatchBegin">Called before each batch of an evaluation.</param>
/// <param name="onTestBatchEnd">Called after each batch of an evaluation with the running logs.</param>
/// <param name="onPredictBegin">Called before a prediction.</param>
/// <param name="onPredictEnd">Called after a prediction.</param>
/// <param name="onPredictBatchBegin">Called before each batch of a prediction.</param>
/// <param name="onPredictBatchEnd">Called after each batch of a prediction.</param>
/// <param name="onTrainBatchData">Called before each training step with its numbers, which may be changed.</param>
public sealed class LambdaCallback(
    Action<int>? onEpochBegin = null,
    Action<int, Logs>? onEpochEnd = null,
    Action? onTrainBegin = null,
    Action<Logs>? onTrainEnd = null,
    Action<int>? onTrainBatchBegin = null,
    Action<int, Logs>? onTrainBatchEnd = null,
    Action? onTestBegin = null,
    Action<Logs>? onTestEnd = null,
    Action<int>? onTestBatchBegin = null,
    Action<int, Logs>? onTestBatchEnd = null,
    Action? onPredictBegin = null,
    Action? onPredictEnd = null,
    Action<int>? onPredictBatchBegin = null,
    Action<int>? onPredictBatchEnd = null,
    Action<int, TrainingBatch>? onTrainBatchData = null) : Callback
{
    /// <inheritdoc/>
    public override void OnTrainBegin() => onTrainBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs) => onTrainEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => onEpochBegin?.Invoke(epoch);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => onEpochEnd?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch) => onTrainBatchBegin?.Invoke(batch);

    /// <inheritdoc/>
    public override void OnTrainBatchData(int batch, TrainingBatch data) => onTrainBatchData?.Invoke(batch, data);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs) => onTrainBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTestBegin() => onTestBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnTestEnd(Logs logs) => onTestEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTestBatchBegin(int batch) => onTestBatchBegin?.Invoke(batch);

    /// <inheritdoc/>
    public override void OnTestBatchEnd(int batch, Logs logs) => onTestBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnPredictBegin() => onPredictBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnPredictEnd() => onPredictEnd?.Invoke();

    /// <inheritdoc/>
    public override void OnPredictBatchBegin(int batch) => onPredictBatchBegin?.Invoke(batch);

    /// <inheritdoc/>
    public override void OnPredictBatchEnd(int batch) => onPredictBatchEnd?.Invoke(batch);
}
