namespace KerasNet.Layers;

/// <summary>The largest number of each window that slides over steps of sequences, channel by channel.</summary>
/// <remarks>
/// <para>Input (batch, steps, channels), output (batch, windows, channels). Of equal cells the first gets the gradient. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.MaxPooling1D</c>.</para>
/// </remarks>
/// <param name="poolSize">The number of steps of a window; 2 if not given.</param>
/// <param name="strides">How many steps a window lies from the next; the poolSize if not given.</param>
/// <param name="padding"><c>valid</c> (windows inside of the input) or <c>same</c> (windows over its ends: ⌈n / stride⌉ of them).</param>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">A size is below 1, or a name is unknown.</exception>
public sealed class MaxPooling1D(Shape? poolSize = null, Shape? strides = null, string padding = "valid", string? dataFormat = null, string? name = null)
    : MaxPoolingLayer(1, poolSize ?? 2, strides, padding, dataFormat, name);

/// <summary>The largest number of each window that slides over rows and columns of images, channel by channel.</summary>
/// <remarks>
/// <para>Input (batch, rows, columns, channels), output (batch, window rows, window columns, channels). Of equal cells the first gets the gradient. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.MaxPooling2D</c>.</para>
/// </remarks>
/// <param name="poolSize">The rows and columns of a window, or one number for both; 2 if not given.</param>
/// <param name="strides">How far a window lies from the next down and across, or one number for both; the poolSize if not given.</param>
/// <param name="padding"><c>valid</c> (windows inside of the input) or <c>same</c> (windows over its ends: ⌈n / stride⌉ of them).</param>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">A size is below 1, or a name is unknown.</exception>
public sealed class MaxPooling2D(Shape? poolSize = null, Shape? strides = null, string padding = "valid", string? dataFormat = null, string? name = null)
    : MaxPoolingLayer(2, poolSize ?? 2, strides, padding, dataFormat, name);

/// <summary>The largest number of each window that slides over volumes, channel by channel.</summary>
/// <remarks>
/// <para>Input (batch, three space axes, channels), output (batch, three axes of windows, channels). Of equal cells the first gets the gradient. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.MaxPooling3D</c>.</para>
/// </remarks>
/// <param name="poolSize">The size of a window along the three axes, or one number for all; 2 if not given.</param>
/// <param name="strides">How far a window lies from the next along the three axes, or one number for all; the poolSize if not given.</param>
/// <param name="padding"><c>valid</c> (windows inside of the input) or <c>same</c> (windows over its ends: ⌈n / stride⌉ of them).</param>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">A size is below 1, or a name is unknown.</exception>
public sealed class MaxPooling3D(Shape? poolSize = null, Shape? strides = null, string padding = "valid", string? dataFormat = null, string? name = null)
    : MaxPoolingLayer(3, poolSize ?? 2, strides, padding, dataFormat, name);
