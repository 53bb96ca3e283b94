using System.Numerics.Tensors;
using KerasNet.Data;
using KerasNet.Data.Images;

namespace KerasNet;

public sealed partial class Image
{
    /// <summary>A picture of an array: Keras' <c>array_to_img</c>, which computes in float32 and cuts decimals off.</summary>
    /// <param name="x">Rank 3 with 1, 3 or 4 channels, such as a <c>float[,,]</c>.</param>
    /// <param name="dataFormat">Where the channels are: <c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="scale">Whether the numbers are stretched to 0 to 255. If not, numbers beyond wrap around, but a grey picture with levels above 255 keeps
    /// them in <see cref="DeepPixels"/>.</param>
    /// <exception cref="ArgumentException">The array has another rank or number of channels.</exception>
    public static Image FromArray(DataArray x, string? dataFormat = null, bool scale = true)
    {
        ArgumentNullException.ThrowIfNull(x);
        bool channelsFirst = Check.DataFormat(dataFormat) == "channels_first";
        int[] order = channelsFirst ? [1, 2, 0] : [0, 1, 2];
        if (x.Shape.Rank != 3 || x.Shape[order[2]] is not (1 or 3 or 4))
            throw new ArgumentException($"A picture is an array of rank 3 with 1, 3 or 4 channels, {dataFormat ?? "channels_last"}. Received the shape {x.Shape}.", nameof(x));
        (int height, int width, int channels) = (x.Shape[order[0]], x.Shape[order[1]], x.Shape[order[2]]);
        TensorData data = new(x.Shape, DType.Float32);
        x.CopyTo(data);
        float[] values = channelsFirst ? ChannelOrder.Last(data.AsSpan<float>(), channels) : data.AsSpan<float>().ToArray();
        if (scale)
            Stretch(values);
        return channels == 1 && TensorPrimitives.Max(values) > byte.MaxValue
            ? new(width, height, Array.ConvertAll(values, value => (int)value))
            : new(width, height, channels, Array.ConvertAll(values, value => (byte)(int)value));
    }

    /// <summary>The picture as float32 numbers of 0 to 255: Keras' <c>img_to_array</c>.</summary>
    /// <param name="dataFormat"><c>channels_last</c> gives the shape (height, width, channels), the default; <c>channels_first</c> (channels, height, width).</param>
    public Tensor<float> ToArray(string? dataFormat = null)
    {
        float[] values = new float[Width * Height * Channels];
        if (DeepPixels is not null)
            TensorPrimitives.ConvertTruncating<int, float>(DeepPixels, values);
        else
            TensorPrimitives.ConvertTruncating<byte, float>(Pixels, values);
        return Check.DataFormat(dataFormat) == "channels_first"
            ? Tensor.Create(ChannelOrder.First(values, Channels), [Channels, Height, Width])
            : Tensor.Create(values, [Height, Width, Channels]);
    }

    /// <summary>To 0 to 255, in the order of operations that Keras has.</summary>
    private static void Stretch(float[] values)
    {
        TensorPrimitives.Subtract(values, TensorPrimitives.Min(values), values);
        float most = TensorPrimitives.Max(values);
        if (most != 0)
            TensorPrimitives.Divide(values, most, values);
        TensorPrimitives.Multiply(values, 255, values);
    }
}
