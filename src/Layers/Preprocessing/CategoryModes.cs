using System.Numerics;
using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>How layers give category numbers back: as they are, or as rows with a column per category.</summary>
internal static class CategoryModes
{
    internal const string Int = "int";
    internal const string OneHot = "one_hot";
    internal const string MultiHot = "multi_hot";
    internal const string Count = "count";
    internal const string TfIdf = "tf_idf";

    /// <summary>The mode, if it is one of those that a layer has.</summary>
    internal static string Check(string mode, params string[] valid) => valid.Contains(mode) ? mode : throw Naming.Unknown("output mode", mode, valid);

    /// <summary>A mode by its name today: Keras still knows two by the names they had before.</summary>
    internal static string Renamed(string mode) => mode switch
    {
        "binary" => MultiHot,
        "tf-idf" => TfIdf,
        _ => mode,
    };

    /// <summary>The shape of the output for category numbers of a shape, whose dimensions may be unknown.</summary>
    /// <remarks>one_hot adds an axis, or stretches a last axis of size 1. The others sum the second axis up; a vector is one sample.</remarks>
    internal static Shape OutputShape(string mode, Shape ids, int columns) => mode switch
    {
        Int => ids,
        OneHot => (IsColumn(ids) ? ids[..^1] : ids).Append(columns),
        _ => Shape.Of(ids.Where((_, axis) => axis != SummedAxis(ids))).Append(columns),
    };

    /// <summary>Category numbers in an output mode. A number out of range has no column.</summary>
    /// <param name="ids">The numbers.</param>
    /// <param name="mode">Any but int and tf_idf.</param>
    /// <param name="columns">How many categories there are.</param>
    /// <param name="type">The dtype of the output.</param>
    /// <param name="weights">What each number counts for in count mode; 1 if not given.</param>
    internal static KerasTensor Encode(KerasTensor ids, string mode, int columns, DType type, KerasTensor? weights = null)
    {
        if (mode == OneHot)
            return Ops.OneHot(IsColumn(ids.Shape) ? Ops.Squeeze(ids, -1) : ids, columns, type: type);

        if (SummedAxis(ids.Shape) != ids.Rank - 1)
        {
            ids = Ops.Transpose(ids, Moved(ids.Rank));
            weights = weights is null ? null : Ops.Transpose(weights, Moved(ids.Rank));
        }

        // Numbers out of range go to a column more, which is cut off.
        KerasTensor within = Ops.LogicalAnd(Ops.GreaterEqual(ids, 0), Ops.Less(ids, columns));
        KerasTensor places = Ops.Cast(Ops.Where(within, ids, Ops.Scalar(columns, ids.DType)), DType.Int32);
        KerasTensor ones = weights is null ? Ops.Ones(ids.Shape, type) : Ops.BroadcastTo(Ops.Cast(weights, type), ids.Shape);
        KerasTensor sums = Ops.ScatterAdd(places, ones, ids.Shape[..^1].Append(columns + 1), axis: -1, batchAxes: ids.Rank - 1);
        KerasTensor counts = Ops.SliceAxis(sums, -1, 0, columns);
        return mode == Count ? counts : Ops.Cast(Ops.Greater(counts, 0), type);
    }

    /// <summary>The same on data; in tf_idf mode each number counts for its weight.</summary>
    internal static DataArray Encode(long[] ids, Shape shape, string mode, int columns, DType type, float[]? weights = null)
    {
        if (mode == Int)
            return type == DType.Int32 ? DataArray.Of(Array.ConvertAll(ids, id => (int)id), shape) : DataArray.Of(ids, shape);
        Shape output = OutputShape(mode, shape, columns);
        if (mode != OneHot && SummedAxis(shape) != shape.Rank - 1)
            (ids, shape) = Transposed(ids, shape);
        int perRow = mode == OneHot ? 1 : shape[^1];
        return type == DType.Int64
            ? DataArray.Of(Rows<long>(ids, Ends(ids.Length, perRow), mode, columns, null), output)
            : DataArray.Of(Rows(ids, Ends(ids.Length, perRow), mode, columns, weights), output);
    }

    /// <summary>Rows of columns for rows of category numbers.</summary>
    /// <param name="ids">The numbers of all rows.</param>
    /// <param name="ends">Where each row ends.</param>
    /// <param name="mode">Any but int.</param>
    /// <param name="columns">How many categories there are.</param>
    /// <param name="weights">The weight of each category in tf_idf mode.</param>
    internal static T[] Rows<T>(ReadOnlySpan<long> ids, ReadOnlySpan<int> ends, string mode, int columns, T[]? weights)
        where T : struct, INumber<T>
    {
        T[] output = new T[checked(ends.Length * columns)];
        bool sums = mode is Count or TfIdf;
        int place = 0;
        for (int row = 0; row < ends.Length; row++)
            for (; place < ends[row]; place++)
            {
                long id = ids[place];
                if (id < 0 || id >= columns)
                    continue;
                ref T cell = ref output[(row * columns) + id];
                cell = sums ? cell + (weights is null ? T.One : weights[id]) : T.One;
            }

        return output;
    }

    private static int[] Ends(int count, int perRow)
    {
        int[] ends = new int[perRow == 0 ? 0 : count / perRow];
        for (int i = 0; i < ends.Length; i++)
            ends[i] = (i + 1) * perRow;
        return ends;
    }

    /// <summary>The axis that is summed up, as Keras does: the second one.</summary>
    private static int SummedAxis(Shape ids) => Math.Min(1, ids.Rank - 1);

    /// <summary>The order of axes in which the second is the last.</summary>
    private static int[] Moved(int rank) => [0, .. Enumerable.Range(2, rank - 2), 1];

    /// <summary>Numbers with the second axis as the last.</summary>
    private static (long[] Ids, Shape Shape) Transposed(long[] ids, Shape shape)
    {
        int rows = shape[0], middle = shape[1], rest = checked((int)shape[2..].ElementCount);
        long[] moved = new long[ids.Length];
        for (int row = 0; row < rows; row++)
            for (int i = 0; i < middle; i++)
                for (int j = 0; j < rest; j++)
                    moved[(((row * rest) + j) * middle) + i] = ids[(((row * middle) + i) * rest) + j];
        return (moved, Shape.Of([rows, .. shape[2..], middle]));
    }

    private static bool IsColumn(Shape shape) => shape.Rank > 1 && shape[^1] == 1;
}
