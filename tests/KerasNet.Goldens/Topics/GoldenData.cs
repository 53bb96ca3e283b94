using System.Text.Json;
using KerasNet.Data;

namespace KerasNet.Goldens.Topics;

/// <summary>Arrays of the vectors as data for models.</summary>
internal static class GoldenData
{
    /// <summary>One array, a list or a dictionary of arrays; null stays null.</summary>
    internal static DataArrays? Read(JsonElement? json)
    {
        if (json is not { } given)
            return null;
        if (given.ValueKind == JsonValueKind.Array)
            return DataArrays.Create([.. given.EnumerateArray().Select(One)]);
        return given.Field("shape") is not null
            ? One(given)
            : given.EnumerateObject().ToDictionary(item => item.Name, item => One(item.Value));
    }

    /// <summary>One array.</summary>
    internal static DataArray One(JsonElement json) => One(GoldenArray.From(json).ToTensor());

    /// <summary>One array.</summary>
    internal static DataArray One(TensorData data) => data.DType switch
    {
        DType.Float32 => DataArray.Of(data.AsSpan<float>().ToArray(), data.Shape),
        DType.Float64 => DataArray.Of(data.AsSpan<double>().ToArray(), data.Shape),
        DType.Int32 => DataArray.Of(data.AsSpan<int>().ToArray(), data.Shape),
        DType.Int64 => DataArray.Of(data.AsSpan<long>().ToArray(), data.Shape),
        DType.Bool => DataArray.Of(data.AsSpan<bool>().ToArray(), data.Shape),
        _ => DataArray.Of(data.AsSpan<byte>().ToArray(), data.Shape),
    };

    /// <summary>A tensor as data that can be compared.</summary>
    internal static TensorData From<T>(System.Numerics.Tensors.Tensor<T> tensor)
        where T : unmanaged
    {
        T[] values = new T[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        Shape shape = Shape.Of(Enumerable.Range(0, tensor.Rank).Select(axis => (int)tensor.Lengths[axis]));
        return TensorData.From<T>(values, shape);
    }

    /// <summary>An array as data that can be compared.</summary>
    internal static TensorData From(DataArray array)
    {
        TensorData values = new(array.Shape, array.DType);
        array.CopyTo(values);
        return values;
    }
}
