namespace KerasNet.Layers;

/// <summary>Slides filters over the steps of sequences: a convolution in time.</summary>
/// <remarks>
/// <para>Input (batch, steps, channels), output (batch, new steps, filters); along each space axis of n cells ⌊(n − (k − 1)·dilation − 1) / stride⌋ + 1 with
/// <c>valid</c>, ⌈n / stride⌉ with <c>same</c>. Weights: kernel (kernelSize, channels / groups, filters), bias (filters).</para>
/// <para>Keras: <c>keras.layers.Conv1D</c>.</para>
/// </remarks>
/// <param name="filters">The number of channels of the output, 1 or more.</param>
/// <param name="kernelSize">The number of steps of a window.</param>
/// <param name="strides">How many steps a window lies from the next; 1 if not given.</param>
/// <param name="padding"><c>valid</c> (windows inside of the input), <c>same</c> (zeros around it: ⌈n / stride⌉ windows) or <c>causal</c> (zeros before it: no step sees a later one).</param>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="dilationRate">The distance of neighbouring cells of a window, 1 if not given; more than 1 does not go with strides above 1.</param>
/// <param name="groups">Into how many parts channels and filters are divided; filters of a part see its channels alone.</param>
/// <param name="activation">Applied to the result; none if not given.</param>
/// <param name="useBias">Whether a bias is added.</param>
/// <param name="kernelInitializer">First values of the kernel; <c>glorot_uniform</c> if not given.</param>
/// <param name="biasInitializer">First values of the bias; <c>zeros</c> if not given.</param>
/// <param name="kernelRegularizer">A penalty on the kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="kernelConstraint">Applied to the kernel after each step.</param>
/// <param name="biasConstraint">Applied to the bias after each step.</param>
/// <param name="loraRank">Freezes the kernel and learns a product of two matrices with this inner size that is added to it; off if not given.</param>
/// <param name="loraAlpha">That product is multiplied by loraAlpha / loraRank; loraRank if not given.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">A size is below 1, a name is unknown, groups do not divide the filters, or arguments exclude each other.</exception>
public sealed class Conv1D(
    int filters,
    Shape kernelSize,
    Shape? strides = null,
    string padding = "valid",
    string? dataFormat = null,
    Shape? dilationRate = null,
    int groups = 1,
    ActivationFunction? activation = null,
    bool useBias = true,
    Initializer? kernelInitializer = null,
    Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null,
    Regularizer? biasRegularizer = null,
    Constraint? kernelConstraint = null,
    Constraint? biasConstraint = null,
    int? loraRank = null,
    double? loraAlpha = null,
    string? name = null)
    : ConvolutionLayer(
        1, filters, kernelSize, strides, padding, dataFormat, dilationRate, groups, activation, useBias, kernelInitializer, biasInitializer,
        kernelRegularizer, biasRegularizer, kernelConstraint, biasConstraint, loraRank, loraAlpha, name)
{
    private protected override string[] Paddings => [Valid, Same, Causal];
}
