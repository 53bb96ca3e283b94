namespace KerasNet.Layers;

/// <summary>The mean of each of a given number of windows that together cover steps of sequences, channel by channel.</summary>
/// <remarks>
/// <para>Input (batch, steps, channels), output (batch, outputSize, channels): window i of m over n cells reaches from ⌊i·n / m⌋ to before ⌈(i + 1)·n / m⌉. No weights; a mask ends
/// here.</para>
/// <para>Keras: <c>keras.layers.AdaptiveAveragePooling1D</c>.</para>
/// </remarks>
/// <param name="outputSize">The number of windows.</param>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">A size is below 1, or the data format is unknown.</exception>
public sealed class AdaptiveAveragePooling1D(Shape outputSize, string? dataFormat = null, string? name = null)
    : AdaptivePoolingLayer(1, outputSize, dataFormat, name)
{
    private protected override KerasTensor Pool(KerasTensor x, int[] window, int[] strides) => AverageWindows(x, window, strides);
}

/// <summary>The mean of each of a given number of windows that together cover images, channel by channel.</summary>
/// <remarks>
/// <para>Input (batch, rows, columns, channels), output (batch, window rows, window columns, channels): window i of m over n cells reaches from ⌊i·n / m⌋ to before ⌈(i + 1)·n / m⌉. No weights; a mask ends
/// here.</para>
/// <para>Keras: <c>keras.layers.AdaptiveAveragePooling2D</c>.</para>
/// </remarks>
/// <param name="outputSize">The numbers of windows down and across, or one for both.</param>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">A size is below 1, or the data format is unknown.</exception>
public sealed class AdaptiveAveragePooling2D(Shape outputSize, string? dataFormat = null, string? name = null)
    : AdaptivePoolingLayer(2, outputSize, dataFormat, name)
{
    private protected override KerasTensor Pool(KerasTensor x, int[] window, int[] strides) => AverageWindows(x, window, strides);
}

/// <summary>The mean of each of a given number of windows that together cover volumes, channel by channel.</summary>
/// <remarks>
/// <para>Input (batch, three space axes, channels), output (batch, three axes of windows, channels): window i of m over n cells reaches from ⌊i·n / m⌋ to before ⌈(i + 1)·n / m⌉. No weights; a mask ends
/// here.</para>
/// <para>Keras: <c>keras.layers.AdaptiveAveragePooling3D</c>.</para>
/// </remarks>
/// <param name="outputSize">The numbers of windows along the three axes, or one for all.</param>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">A size is below 1, or the data format is unknown.</exception>
public sealed class AdaptiveAveragePooling3D(Shape outputSize, string? dataFormat = null, string? name = null)
    : AdaptivePoolingLayer(3, outputSize, dataFormat, name)
{
    private protected override KerasTensor Pool(KerasTensor x, int[] window, int[] strides) => AverageWindows(x, window, strides);
}
