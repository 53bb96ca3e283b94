namespace KerasNet.Layers;

/// <summary>The largest number of each channel over all steps of sequences.</summary>
/// <remarks>
/// <para>Input (batch, steps, channels), output (batch, channels), or with axes of size 1 where keepdims is set. Equal cells share the gradient evenly. No weights; a mask ends here and has no effect.</para>
/// <para>Keras: <c>keras.layers.GlobalMaxPooling1D</c>.</para>
/// </remarks>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="keepdims">Whether the space axes stay, with size 1.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">The data format is unknown.</exception>
public sealed class GlobalMaxPooling1D(string? dataFormat = null, bool keepdims = false, string? name = null)
    : GlobalPoolingLayer(1, dataFormat, keepdims, name)
{
    private protected override KerasTensor Reduce(KerasTensor input, int[] space, KerasTensor? mask) => Ops.Max(input, space, Keepdims);
}

/// <summary>The largest number of each channel over all rows and columns of images.</summary>
/// <remarks>
/// <para>Input (batch, rows, columns, channels), output (batch, channels), or with axes of size 1 where keepdims is set. Equal cells share the gradient evenly. No weights; a mask ends here and has no effect.</para>
/// <para>Keras: <c>keras.layers.GlobalMaxPooling2D</c>.</para>
/// </remarks>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="keepdims">Whether the space axes stay, with size 1.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">The data format is unknown.</exception>
public sealed class GlobalMaxPooling2D(string? dataFormat = null, bool keepdims = false, string? name = null)
    : GlobalPoolingLayer(2, dataFormat, keepdims, name)
{
    private protected override KerasTensor Reduce(KerasTensor input, int[] space, KerasTensor? mask) => Ops.Max(input, space, Keepdims);
}

/// <summary>The largest number of each channel over all cells of volumes.</summary>
/// <remarks>
/// <para>Input (batch, three space axes, channels), output (batch, channels), or with axes of size 1 where keepdims is set. Equal cells share the gradient evenly. No weights; a mask ends here and has no effect.</para>
/// <para>Keras: <c>keras.layers.GlobalMaxPooling3D</c>.</para>
/// </remarks>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="keepdims">Whether the space axes stay, with size 1.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">The data format is unknown.</exception>
public sealed class GlobalMaxPooling3D(string? dataFormat = null, bool keepdims = false, string? name = null)
    : GlobalPoolingLayer(3, dataFormat, keepdims, name)
{
    private protected override KerasTensor Reduce(KerasTensor input, int[] space, KerasTensor? mask) => Ops.Max(input, space, Keepdims);
}
