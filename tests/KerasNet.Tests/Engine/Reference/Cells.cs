namespace KerasNet.Tests.Engine.Reference;

/// <summary>Element access that is exact for every dtype: whole numbers go through 64-bit integers, fractions through doubles.</summary>
internal static unsafe class Cells
{
    internal static long GetLong(this TensorData data, long index) => data.DType switch
    {
        DType.Int32 => ((int*)data.Pointer)[index],
        DType.Int64 => ((long*)data.Pointer)[index],
        DType.Bool or DType.UInt8 => ((byte*)data.Pointer)[index],
        _ => (long)data.GetDouble(index),
    };

    /// <summary>Stores a whole number; what does not fit wraps around.</summary>
    internal static void SetLong(this TensorData data, long index, long value)
    {
        switch (data.DType)
        {
            case DType.Float32: ((float*)data.Pointer)[index] = value; break;
            case DType.Float64: ((double*)data.Pointer)[index] = value; break;
            case DType.Int32: ((int*)data.Pointer)[index] = unchecked((int)value); break;
            case DType.Int64: ((long*)data.Pointer)[index] = value; break;
            case DType.Bool: ((byte*)data.Pointer)[index] = value != 0 ? (byte)1 : (byte)0; break;
            default: ((byte*)data.Pointer)[index] = unchecked((byte)value); break;
        }
    }

    /// <summary>Copies one element between tensors of any dtypes, converting it.</summary>
    internal static void Copy(TensorData from, long source, TensorData to, long target)
    {
        if (from.DType.IsFloating())
            to.SetDouble(target, from.GetDouble(source));
        else
            to.SetLong(target, from.GetLong(source));
    }
}
