namespace KerasNet.Layers;

/// <summary>Slides filters over each channel of images by itself, then mixes the channels of each cell: far fewer weights than a full convolution.</summary>
/// <remarks>
/// <para>Input (batch, rows, columns, channels), output (batch, new rows, new columns, filters). Weights: depthwise_kernel
/// (kernel rows, kernel columns, channels, depthMultiplier), pointwise_kernel (1, 1, channels · depthMultiplier, filters), bias (filters).</para>
/// <para>Keras: <c>keras.layers.SeparableConv2D</c>.</para>
/// </remarks>
/// <param name="filters">The number of channels of the output, 1 or more.</param>
/// <param name="kernelSize">The rows and columns of a window, or one number for both.</param>
/// <param name="strides">How far a window lies from the next down and across, or one number for both; 1 if not given.</param>
/// <param name="padding"><c>valid</c> (windows inside of the input) or <c>same</c> (zeros around it: ⌈n / stride⌉ windows).</param>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="dilationRate">The distance of neighbouring cells of a window, 1 if not given.</param>
/// <param name="depthMultiplier">How many channels each channel gives in the first step, 1 or more.</param>
/// <param name="activation">Applied to the result; none if not given.</param>
/// <param name="useBias">Whether a bias is added.</param>
/// <param name="depthwiseInitializer">First values of the first step's kernel; <c>glorot_uniform</c> if not given.</param>
/// <param name="pointwiseInitializer">First values of the second step's kernel; <c>glorot_uniform</c> if not given.</param>
/// <param name="biasInitializer">First values of the bias; <c>zeros</c> if not given.</param>
/// <param name="depthwiseRegularizer">A penalty on the first step's kernel.</param>
/// <param name="pointwiseRegularizer">A penalty on the second step's kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="depthwiseConstraint">Applied to the first step's kernel after each step of training.</param>
/// <param name="pointwiseConstraint">Applied to the second step's kernel after each step of training.</param>
/// <param name="biasConstraint">Applied to the bias after each step of training.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">A size is below 1, or a name is unknown.</exception>
public sealed class SeparableConv2D(
    int filters,
    Shape kernelSize,
    Shape? strides = null,
    string padding = "valid",
    string? dataFormat = null,
    Shape? dilationRate = null,
    int depthMultiplier = 1,
    ActivationFunction? activation = null,
    bool useBias = true,
    Initializer? depthwiseInitializer = null,
    Initializer? pointwiseInitializer = null,
    Initializer? biasInitializer = null,
    Regularizer? depthwiseRegularizer = null,
    Regularizer? pointwiseRegularizer = null,
    Regularizer? biasRegularizer = null,
    Constraint? depthwiseConstraint = null,
    Constraint? pointwiseConstraint = null,
    Constraint? biasConstraint = null,
    string? name = null)
    : SeparableConvolutionLayer(
        2, filters, kernelSize, strides, padding, dataFormat, dilationRate, depthMultiplier, activation, useBias, depthwiseInitializer,
        pointwiseInitializer, biasInitializer, depthwiseRegularizer, pointwiseRegularizer, biasRegularizer, depthwiseConstraint, pointwiseConstraint,
        biasConstraint, name);
