namespace KerasNet.Layers;

/// <summary>Long short-term memory over sequences of images: products with kernels are convolutions. Shi et al., 2015.</summary>
/// <remarks>
/// <para>Input (batch, time, rows, columns, channels), output the same without time and with filters for channels, or with time with returnSequences; with
/// returnState h and c at the end follow. The windows on the input move by the strides, with the padding and dilation given; those on the state by 1, padded to
/// the same size. Masks, initial states and statefulness are as for <see cref="RNN"/>. Weights: kernel (window…, channels, 4·filters), recurrent_kernel
/// (window…, filters, 4·filters), bias (4·filters); the gates stand in the order i, f, c, o.</para>
/// <para>Keras: <c>keras.layers.ConvLSTM2D</c>.</para>
/// </remarks>
/// <param name="filters">The number of channels of the output, 1 or more.</param>
/// <param name="kernelSize">The size of a window per space axis, or one number for all.</param>
/// <param name="strides">How far a window on the input lies from the next, per space axis; 1 if not given.</param>
/// <param name="padding"><c>valid</c> (windows inside of the input) or <c>same</c> (zeros around it: ⌈n / stride⌉ windows).</param>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="dilationRate">The distance of neighbouring cells of a window on the input, 1 if not given; more than 1 does not go with strides above 1.</param>
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
/// <exception cref="ArgumentException">A size is below 1, a name is unknown, arguments exclude each other, or a rate is not in [0, 1].</exception>
public sealed class ConvLSTM2D(
    int filters,
    Shape kernelSize,
    Shape? strides = null,
    string padding = "valid",
    string? dataFormat = null,
    Shape? dilationRate = null,
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
    : ConvLSTM(
        new(
            2, filters, kernelSize, strides, padding, dataFormat, dilationRate, activation, recurrentActivation, useBias, kernelInitializer, recurrentInitializer,
            biasInitializer, unitForgetBias, kernelRegularizer, recurrentRegularizer, biasRegularizer, kernelConstraint, recurrentConstraint, biasConstraint,
            dropout, recurrentDropout, seed, "conv_lstm_cell"),
        returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask, name);
