using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>The output of layers that hash.</summary>
internal static class HashedBins
{
    /// <summary>The dtype of the output: a whole one for bins.</summary>
    internal static DType OutputType(string outputMode, DType? given, Layer layer)
    {
        DType type = given ?? (outputMode == CategoryModes.Int ? DType.Int64 : DType.Float32);
        bool fits = outputMode == CategoryModes.Int ? type is DType.Int32 or DType.Int64 : type is DType.Float32 or DType.Int64;
        return fits ? type : throw new ArgumentException(
            $"{layer}: the output mode '{outputMode}' has the dtype {(outputMode == CategoryModes.Int ? "int32 or int64" : "float32 or int64")}. Received: {type.KerasName()}.",
            "dtype");
    }

    /// <summary>Bins in an output mode.</summary>
    internal static DataArray Encode(long[] bins, Shape shape, string outputMode, long numBins, DType type) =>
        CategoryModes.Encode(bins, shape, outputMode, Columns(outputMode, numBins), type);

    /// <summary>The type of bins in an output mode.</summary>
    internal static TensorType TypeFor(Shape shape, string outputMode, long numBins, DType type) =>
        new(CategoryModes.OutputShape(outputMode, shape, Columns(outputMode, numBins)), type);

    private static int Columns(string outputMode, long numBins) => outputMode == CategoryModes.Int ? 0 : checked((int)numBins);
}
