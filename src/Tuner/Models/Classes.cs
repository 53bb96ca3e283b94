using System.Numerics;
using System.Runtime.InteropServices;
using KerasNet.Data;

namespace KerasNet.Tuning;

/// <summary>The classes that targets stand for.</summary>
internal static class Classes
{
    /// <summary>The class of each sample; null if the targets are none: several arrays, numbers with fractions, sequences.</summary>
    internal static long[]? Of(DataArrays? targets)
    {
        if (targets is not { Count: 1 } || targets[0] is not { Shape.Rank: 1 or 2 } y)
            return null;
        int columns = y.Shape.Rank == 1 ? 1 : y.Shape[1];
        return y.DType switch
        {
            DType.Float32 => Read(y.AsSpan<float>(), columns, isWhole: false),
            DType.Float64 => Read(y.AsSpan<double>(), columns, isWhole: false),
            DType.Int32 => Read(y.AsSpan<int>(), columns, isWhole: true),
            DType.Int64 => Read(y.AsSpan<long>(), columns, isWhole: true),
            DType.UInt8 => Read(y.AsSpan<byte>(), columns, isWhole: true),
            DType.Bool => Read(MemoryMarshal.AsBytes(y.AsSpan<bool>()), columns, isWhole: true),
            _ => null,
        };
    }

    private static long[]? Read<T>(ReadOnlySpan<T> values, int columns, bool isWhole)
        where T : unmanaged, INumber<T>
    {
        // Whole numbers in a column are classes; else only zeros and ones say so, in rows a single one.
        if (!(isWhole && columns == 1) && values.ContainsAnyExcept(T.Zero, T.One))
            return null;
        long[] classes = new long[columns == 0 ? 0 : values.Length / columns];
        for (int i = 0; i < classes.Length; i++)
        {
            ReadOnlySpan<T> row = values.Slice(i * columns, columns);
            if (columns > 1 && row.Count(T.One) != 1)
                return null;
            classes[i] = columns == 1 ? long.CreateTruncating(row[0]) : row.IndexOf(T.One);
        }

        return classes;
    }
}
