namespace KerasNet.Layers;

/// <summary>The mean of each channel over all steps of sequences.</summary>
/// <remarks>
/// <para>Input (batch, steps, channels), output (batch, channels), or with axes of size 1 where keepdims is set. With a mask the mean is that of the steps that are kept, and NaN where none is. No weights; the mask ends here.</para>
/// <para>Keras: <c>keras.layers.GlobalAveragePooling1D</c>.</para>
/// </remarks>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="keepdims">Whether the space axes stay, with size 1.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">The data format is unknown.</exception>
public sealed class GlobalAveragePooling1D(string? dataFormat = null, bool keepdims = false, string? name = null)
    : GlobalPoolingLayer(1, dataFormat, keepdims, name)
{
    private protected override KerasTensor Reduce(KerasTensor input, int[] space, KerasTensor? mask)
    {
        if (mask is null)
            return Ops.Mean(input, space, Keepdims);
        KerasTensor kept = Ops.ExpandDims(mask, space[0] == 1 ? -1 : 1);
        return Ops.Sum(Ops.Where(kept, input, Ops.Scalar(0, input)), space, Keepdims) / Ops.Sum(Ops.Cast(kept, input.DType), space, Keepdims);
    }
}

/// <summary>The mean of each channel over all rows and columns of images.</summary>
/// <remarks>
/// <para>Input (batch, rows, columns, channels), output (batch, channels), or with axes of size 1 where keepdims is set. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.GlobalAveragePooling2D</c>.</para>
/// </remarks>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="keepdims">Whether the space axes stay, with size 1.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">The data format is unknown.</exception>
public sealed class GlobalAveragePooling2D(string? dataFormat = null, bool keepdims = false, string? name = null)
    : GlobalPoolingLayer(2, dataFormat, keepdims, name)
{
    private protected override KerasTensor Reduce(KerasTensor input, int[] space, KerasTensor? mask) => Ops.Mean(input, space, Keepdims);
}

/// <summary>The mean of each channel over all cells of volumes.</summary>
/// <remarks>
/// <para>Input (batch, three space axes, channels), output (batch, channels), or with axes of size 1 where keepdims is set. No weights; a mask ends here.</para>
/// <para>Keras: <c>keras.layers.GlobalAveragePooling3D</c>.</para>
/// </remarks>
/// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
/// <param name="keepdims">Whether the space axes stay, with size 1.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">The data format is unknown.</exception>
public sealed class GlobalAveragePooling3D(string? dataFormat = null, bool keepdims = false, string? name = null)
    : GlobalPoolingLayer(3, dataFormat, keepdims, name)
{
    private protected override KerasTensor Reduce(KerasTensor input, int[] space, KerasTensor? mask) => Ops.Mean(input, space, Keepdims);
}
