using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace KerasNet.Data;

/// <summary>Samples of any number type as float32.</summary>
internal static class FloatRows
{
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
