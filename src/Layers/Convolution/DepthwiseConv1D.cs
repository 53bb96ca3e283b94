namespace KerasNet.Layers;

/// <summary>Slides filters over each channel of the steps of sequences by itself, without mixing channels.</summary>
/// <remarks>
/// <para>Input (batch, steps, channels), output (batch, new steps, channels · depthMultiplier). Weights: kernel
/// (kernelSize, channels, depthMultiplier), bias (channels · depthMultiplier).</para>
/// <para>Keras: <c>keras.layers.DepthwiseConv1D</c>.</para>
/// </remarks>
/// <param name="kernelSize">The number of steps of a window.</param>
/// <param name="strides">How many steps a window lies from the next; 1 if not given.</param>
/// <param name="padding"><c>valid</c> (windows inside of the input) or <c>same</c> (zeros around it: ⌈n / stride⌉ windows).</param>
/// <param name="depthMultiplier">How many channels each channel gives, 1 or more.</param>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="dilationRate">The distance of neighbouring cells of a window, 1 if not given.</param>
/// <param name="activation">Applied to the result; none if not given.</param>
/// <param name="useBias">Whether a bias is added.</param>
/// <param name="depthwiseInitializer">First values of the kernel; <c>glorot_uniform</c> if not given.</param>
/// <param name="biasInitializer">First values of the bias; <c>zeros</c> if not given.</param>
/// <param name="depthwiseRegularizer">A penalty on the kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="depthwiseConstraint">Applied to the kernel after each step.</param>
/// <param name="biasConstraint">Applied to the bias after each step.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">A size is below 1, or a name is unknown.</exception>
public sealed class DepthwiseConv1D(
    Shape kernelSize,
    Shape? strides = null,
    string padding = "valid",
    int depthMultiplier = 1,
    string? dataFormat = null,
    Shape? dilationRate = null,
    ActivationFunction? activation = null,
    bool useBias = true,
    Initializer? depthwiseInitializer = null,
    Initializer? biasInitializer = null,
    Regularizer? depthwiseRegularizer = null,
    Regularizer? biasRegularizer = null,
    Constraint? depthwiseConstraint = null,
    Constraint? biasConstraint = null,
    string? name = null)
    : DepthwiseConvolutionLayer(
        1, kernelSize, strides, padding, depthMultiplier, dataFormat, dilationRate, activation, useBias, depthwiseInitializer, biasInitializer,
        depthwiseRegularizer, biasRegularizer, depthwiseConstraint, biasConstraint, name);
