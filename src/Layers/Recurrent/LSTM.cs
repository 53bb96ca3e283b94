namespace KerasNet.Layers;

/// <summary>Long short-term memory over a sequence: <see cref="LSTMCell"/> at every step. Hochreiter and Schmidhuber, 1997.</summary>
/// <remarks>
/// <para>Input (batch, time, features), output (batch, units), or (batch, time, units) with returnSequences; with returnState h and c at the end follow, (batch,
/// units) each. Masks, initial states and statefulness are as for <see cref="RNN"/>. Weights: kernel (features, 4·units), recurrent_kernel (units, 4·units), bias
/// (4·units); the gates stand in the order i, f, c, o.</para>
/// <para>Keras: <c>keras.layers.LSTM</c>.</para>
/// </remarks>
/// <param name="units">The size of the output and of each state, 1 or more.</param>
/// <param name="activation">Applied to what may enter the cell state and to what leaves it; tanh if not given: pass <c>linear</c> for none.</param>
/// <param name="recurrentActivation">Applied to the gates; sigmoid if not given.</param>
/// <param name="useBias">Whether a bias is added.</param>
/// <param name="kernelInitializer">First values of the kernel for the input; <c>glorot_uniform</c> if not given.</param>
/// <param name="recurrentInitializer">First values of the kernel for the state; <c>orthogonal</c> if not given.</param>
/// <param name="biasInitializer">First values of the bias; <c>zeros</c> if not given.</param>
/// <param name="unitForgetBias">Whether the bias of the forget gate starts at 1, so that the cell begins by remembering. Jozefowicz et al., 2015.</param>
/// <param name="kernelRegularizer">A penalty on the kernel for the input.</param>
/// <param name="recurrentRegularizer">A penalty on the kernel for the state.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="kernelConstraint">Applied to the kernel for the input after each step of the optimizer.</param>
/// <param name="recurrentConstraint">Applied to the kernel for the state after each step of the optimizer.</param>
/// <param name="biasConstraint">Applied to the bias after each step of the optimizer.</param>
/// <param name="dropout">The part of the input that is dropped in training, in [0, 1]; 1 drops nothing, as in Keras.</param>
/// <param name="recurrentDropout">The part of the state that is dropped in training, in [0, 1]; above 0 each gate draws masks of its own.</param>
/// <param name="seed">Where the draws start.</param>
/// <param name="returnSequences">Whether the outputs of all steps are given rather than the last.</param>
/// <param name="returnState">Whether the states at the end are given after the output.</param>
/// <param name="goBackwards">Whether to walk from the last step to the first; a sequence of outputs then comes in that order.</param>
/// <param name="stateful">Whether the states at the end of a call are where the next call starts.</param>
/// <param name="unroll">Whether every step is written out instead of a loop.</param>
/// <param name="zeroOutputForMask">Whether the output of a masked step is 0 instead of that of the step before.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">units is below 1, or a rate is not in [0, 1].</exception>
public sealed class LSTM(
    int units,
    ActivationFunction? activation = null,
    ActivationFunction? recurrentActivation = null,
    bool useBias = true,
    Initializer? kernelInitializer = null,
    Initializer? recurrentInitializer = null,
    Initializer? biasInitializer = null,
    bool unitForgetBias = true,
    Regularizer? kernelRegularizer = null,
    Regularizer? recurrentRegularizer = null,
    Regularizer? biasRegularizer = null,
    Constraint? kernelConstraint = null,
    Constraint? recurrentConstraint = null,
    Constraint? biasConstraint = null,
    double dropout = 0,
    double recurrentDropout = 0,
    long? seed = null,
    bool returnSequences = false,
    bool returnState = false,
    bool goBackwards = false,
    bool stateful = false,
    bool unroll = false,
    bool zeroOutputForMask = false,
    string? name = null)
    : DenseRNN(
        new LSTMCell(
            units, activation, recurrentActivation, useBias, kernelInitializer, recurrentInitializer, biasInitializer, unitForgetBias, kernelRegularizer,
            recurrentRegularizer, biasRegularizer, kernelConstraint, recurrentConstraint, biasConstraint, dropout, recurrentDropout, seed, "lstm_cell"),
        returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask, name)
{
    /// <inheritdoc cref="LSTMCell.RecurrentActivation"/>
    public ActivationFunction RecurrentActivation => ((LSTMCell)Cell).RecurrentActivation;

    /// <inheritdoc cref="LSTMCell.UnitForgetBias"/>
    public bool UnitForgetBias => ((LSTMCell)Cell).UnitForgetBias;
}
