namespace KerasNet.Layers;

/// <summary>Enlarges sequences by a learned filter: a convolution in time, backwards.</summary>
/// <remarks>
/// <para>Input (batch, steps, channels), output (batch, new steps, filters); along each space axis of n cells and a kernel that reaches over
/// k' = (k − 1)·dilation + 1 there are (n − 1)·stride + max(k', stride) with <c>valid</c>, n·stride with <c>same</c>; with an outputPadding
/// (n − 1)·stride + k' + outputPadding and (n − 1)·stride + k' mod 2 + outputPadding.</para>
/// <para>Weights: kernel (kernelSize, filters, channels), bias (filters). Keras: <c>keras.layers.Conv1DTranspose</c>.</para>
/// </remarks>
/// <param name="filters">The number of channels of the output, 1 or more.</param>
/// <param name="kernelSize">How many steps of the output a step of the input reaches.</param>
/// <param name="strides">How many steps of the output lie between two steps of the input; 1 if not given.</param>
/// <param name="padding"><c>valid</c> (all that the kernel reaches) or <c>same</c> (n · stride cells).</param>
/// <param name="outputPadding">Chooses among the possible sizes of the output, 0 or more and smaller than the strides.</param>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="dilationRate">The distance of neighbouring cells of the kernel, 1 if not given; more than 1 does not go with strides above 1.</param>
/// <param name="activation">Applied to the result; none if not given.</param>
/// <param name="useBias">Whether a bias is added.</param>
/// <param name="kernelInitializer">First values of the kernel; <c>glorot_uniform</c> if not given.</param>
/// <param name="biasInitializer">First values of the bias; <c>zeros</c> if not given.</param>
/// <param name="kernelRegularizer">A penalty on the kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="kernelConstraint">Applied to the kernel after each step.</param>
/// <param name="biasConstraint">Applied to the bias after each step.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">A size is too small, a name is unknown, or arguments exclude each other.</exception>
public sealed class Conv1DTranspose(
    int filters,
    Shape kernelSize,
    Shape? strides = null,
    string padding = "valid",
    Shape? outputPadding = null,
    string? dataFormat = null,
    Shape? dilationRate = null,
    ActivationFunction? activation = null,
    bool useBias = true,
    Initializer? kernelInitializer = null,
    Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null,
    Regularizer? biasRegularizer = null,
    Constraint? kernelConstraint = null,
    Constraint? biasConstraint = null,
    string? name = null)
    : TransposedConvolutionLayer(
        1, filters, kernelSize, strides, padding, outputPadding, dataFormat, dilationRate, activation, useBias, kernelInitializer, biasInitializer,
        kernelRegularizer, biasRegularizer, kernelConstraint, biasConstraint, name);
