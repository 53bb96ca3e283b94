using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>Data as layers take it, or an error that says what a layer expects.</summary>
internal static class DataChecks
{
    /// <summary>The texts of data.</summary>
    /// <exception cref="ArgumentException">The data is not text, or a text is missing.</exception>
    internal static ReadOnlySpan<string> TextsFor(this DataArray data, Layer layer)
    {
        if (data.DType != DType.String)
            throw new ArgumentException($"{layer} expects texts. Received: {data.DType.KerasName()}{data.Shape}.", nameof(data));
        ReadOnlySpan<string> texts = data.Texts;
        int missing = texts.IndexOf((string?)null!);
        return missing < 0 ? texts : throw new ArgumentException($"{layer}: text {missing} is null. Use \"\" for an empty text.", nameof(data));
    }

    /// <summary>The numbers of data as whole ones; fractions are cut off.</summary>
    /// <exception cref="ArgumentException">The data is text.</exception>
    internal static long[] ToLongs(this DataArray data, Layer layer)
    {
        switch (data.DType)
        {
            case DType.String:
                throw new ArgumentException($"{layer} expects whole numbers. Received: {data.DType.KerasName()}{data.Shape}.", nameof(data));
            case DType.Int64:
                return data.AsSpan<long>().ToArray();
            default:
                TensorData numbers = new(data.Shape, data.DType);
                data.CopyTo(numbers);
                long[] longs = new long[numbers.Length];
                for (int i = 0; i < longs.Length; i++)
                    longs[i] = (long)numbers.GetDouble(i);
                return longs;
        }
    }

    /// <summary>A type of texts.</summary>
    /// <exception cref="ArgumentException">It is another.</exception>
    internal static TensorType Texts(TensorType type, Layer layer) => type.DType == DType.String
        ? type
        : throw new ArgumentException($"{layer} expects texts. Received: {type}. Declare the input with dtype: DType.String, and put no other layer before it.");
}
