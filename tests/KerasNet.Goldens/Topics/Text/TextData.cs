using System.Text.Json;
using KerasNet.Data;

namespace KerasNet.Goldens.Topics.Text;

/// <summary>Texts and numbers of the vectors as data: array objects, or nested lists as Python takes them.</summary>
internal static class TextData
{
    /// <summary>An array object, a nested list, or a single value, which becomes a list of one.</summary>
    internal static DataArray Read(JsonElement json)
    {
        (Shape shape, JsonElement[] items) = Flat(json);
        if (shape.Rank == 0)
            shape = [1];
        string? type = json.Field("dtype")?.GetString();
        if (type == "string" || (type is null && items.FirstOrDefault().ValueKind == JsonValueKind.String))
            return DataArray.Of([.. items.Select(item => item.GetString()!)], shape);
        if (type == "int64" || (type is null && items.All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out _))))
            return DataArray.Of([.. items.Select(item => item.GetInt64())], shape);
        return type is null ? DataArray.Of([.. items.Select(item => (float)item.AsNumber())], shape) : GoldenData.One(json);
    }

    /// <summary>A list of texts or numbers.</summary>
    internal static T[] List<T>(JsonElement json) => [.. json.EnumerateArray().Select(item => (T)(object)(typeof(T) == typeof(string) ? item.GetString()! : typeof(T) == typeof(long) ? item.GetInt64() : item.AsNumber()))];

    /// <summary>Compares data with an array of a case: texts and whole numbers exactly, of any size.</summary>
    internal static void Check(string what, DataArray got, JsonElement expected, Tolerance tolerance)
    {
        (Shape shape, JsonElement[] items) = Flat(expected);

        // A single number is a list of one here.
        if (got.Shape != shape && !(shape.Rank == 0 && got.Shape == new int[] { 1 }))
            throw new MismatchException($"{what}: shape {got.Shape}, expected {shape}");
        string type = expected.Text("dtype");
        if (type == "string")
            Comparer.EqualLists(what, got.Texts.ToArray(), items.Select(item => item.GetString()!));
        else if (type.Contains("int", StringComparison.Ordinal))
            Comparer.EqualLists(what, Whole(what, got), items.Select(item => item.GetInt64()));
        else
        {
            TensorData numbers = new(got.Shape, got.DType);
            got.CopyTo(numbers);
            Comparer.Check(what, numbers, GoldenArray.From(expected), tolerance);
        }
    }

    private static long[] Whole(string what, DataArray got) => got.DType switch
    {
        DType.Int64 => got.AsSpan<long>().ToArray(),
        DType.Int32 => [.. got.AsSpan<int>().ToArray().Select(number => (long)number)],
        _ => throw new MismatchException($"{what}: dtype {got.DType.KerasName()}, expected whole numbers"),
    };

    private static (Shape Shape, JsonElement[] Items) Flat(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object)
            return (json.GetProperty("shape").AsShape(), [.. json.GetProperty("data").EnumerateArray()]);
        if (json.ValueKind != JsonValueKind.Array)
            return (Shape.Scalar, [json]);
        (Shape Shape, JsonElement[] Items)[] rows = [.. json.EnumerateArray().Select(Flat)];
        return ((rows.Length == 0 ? Shape.Scalar : rows[0].Shape).Prepend(rows.Length), [.. rows.SelectMany(row => row.Items)]);
    }
}
