namespace KerasNet.Callbacks;

/// <summary>Measures and predicts with the moving averages of the weights, and trains with the weights themselves.</summary>
/// <remarks>
/// <para>The optimizer must keep averages (<c>useEma: true</c>). Each evaluation, also the validation within Fit, and each prediction begins by exchanging the weights
/// with their averages, and ends by exchanging them back. With swapOnEpoch the averages are also in the model between epochs, so that callbacks later in the list
/// save or compare those. After training the averages are the weights, as with any optimizer that keeps them.</para>
/// <para>A run that throws in between leaves the averages in the model until the next one ends.</para>
/// <para>Keras: <c>keras.callbacks.SwapEMAWeights</c>, which does not exchange them back after a prediction.</para>
/// </remarks>
/// <param name="swapOnEpoch">Whether the averages are in the model between epochs too.</param>
public sealed class SwapEMAWeights(bool swapOnEpoch = false) : Callback
{
    private IReadOnlyList<TensorData>? _averages;

    /// <summary>Whether the averages are in the model between epochs too.</summary>
    /// <value>Default: false.</value>
    public bool SwapOnEpoch { get; } = swapOnEpoch;

    /// <summary>Whether the averages are in the model now, and the weights in the optimizer.</summary>
    public bool EmaInModel { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The optimizer keeps no averages.</exception>
    public override void OnTrainBegin()
    {
        Progress.CheckAverages(nameof(SwapEMAWeights));
        _averages = null;
        Swap(intoModel: false);
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch)
    {
        if (SwapOnEpoch)
            Swap(intoModel: false);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (!SwapOnEpoch || EmaInModel)
            return;
        Swap(intoModel: true);

        // Training ends by writing the averages into the weights, so they have to be where it looks for them.
        bool isLast = epoch == Progress.Epochs - 1 || Progress.StopTraining;
        _averages = isLast ? null : Progress.GetWeights();
        if (isLast)
            Progress.TakeAverages();
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        // A callback later in the list ended training after the averages were exchanged: what was written into the weights were the weights.
        if (EmaInModel && _averages is not null)
        {
            Progress.SetWeights(_averages);
            Progress.TakeAverages();
        }

        (EmaInModel, _averages) = (false, null);
    }

    /// <inheritdoc/>
    public override void OnTestBegin() => Swap(intoModel: true);

    /// <inheritdoc/>
    public override void OnTestEnd(Logs logs) => Swap(intoModel: false);

    /// <inheritdoc/>
    public override void OnPredictBegin() => Swap(intoModel: true);

    /// <inheritdoc/>
    public override void OnPredictEnd() => Swap(intoModel: false);

    /// <inheritdoc/>
    public override void KeepState(RunState state)
    {
        EmaInModel = state.Keep("ema_in_model", EmaInModel);
        _averages = state.Keep("averages", _averages);
    }

    private void Swap(bool intoModel)
    {
        if (EmaInModel == intoModel)
            return;
        Progress.SwapAverages();
        EmaInModel = intoModel;
    }
}
