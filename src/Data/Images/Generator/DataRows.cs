using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace KerasNet.Data;

/// <summary>Samples of data: some of them, or as float32.</summary>
internal static class DataRows
{
    /// <summary>A copy of some samples.</summary>
    internal static DataArray Rows(this DataArray data, ReadOnlySpan<int> rows)
    {
        TensorData copy = new(data.Shape.With(0, rows.Length), data.DType);
        int size = checked((int)(data.Shape[1..].ElementCount * data.DType.Size()));
        for (int i = 0; i < rows.Length; i++)
            data.Bytes.Slice(checked(rows[i] * size), size).CopyTo(copy.AsBytes()[(i * size)..]);
        return DataArray.Of(copy);
    }

    /// <summary>Writes one sample of the data into a span as long as it.</summary>
    internal static void CopyRow(this DataArray data, int row, Span<float> target) => data.CopyFloats(row * target.Length, target);

    /// <summary>Writes elements from a place on into a span.</summary>
    internal static void CopyFloats(this DataArray data, int start, Span<float> target)
    {
        switch (data.DType)
        {
            case DType.Float32:
                Elements<float>(data, start, target.Length).CopyTo(target);
                break;
            case DType.Float64:
                TensorPrimitives.ConvertTruncating(Elements<double>(data, start, target.Length), target);
                break;
            case DType.Int32:
                TensorPrimitives.ConvertTruncating(Elements<int>(data, start, target.Length), target);
                break;
            case DType.Int64:
                TensorPrimitives.ConvertTruncating(Elements<long>(data, start, target.Length), target);
                break;
            default:
                // bool is 0 or 1 in memory as well.
                TensorPrimitives.ConvertTruncating(Elements<byte>(data, start, target.Length), target);
                break;
        }
    }

    private static ReadOnlySpan<T> Elements<T>(DataArray data, int start, int count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(data.Bytes).Slice(start, count);
}
