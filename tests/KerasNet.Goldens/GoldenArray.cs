using System.Text.Json;

namespace KerasNet.Goldens;

/// <summary>An array as the vectors write it: <c>{"shape", "dtype", "data"}</c>, or a number, or nested lists.</summary>
/// <param name="Shape">The dimensions.</param>
/// <param name="TypeName">Keras' name of the dtype.</param>
/// <param name="Values">The elements in row-major order.</param>
internal sealed record GoldenArray(Shape Shape, string TypeName, double[] Values)
{
    /// <summary>Whether the elements are whole numbers or truth values, which are compared exactly.</summary>
    internal bool IsExact => TypeName == "bool" || TypeName.Contains("int", StringComparison.Ordinal);

    /// <summary>Reads an array.</summary>
    internal static GoldenArray From(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object)
            return new(json.GetProperty("shape").AsShape(), json.Text("dtype"), [.. json.GetProperty("data").EnumerateArray().Select(GoldenJson.AsNumber)]);
        List<double> values = [];
        List<int> dimensions = [];
        bool whole = true;
        Collect(json, 0, dimensions, values, ref whole);
        return new(Shape.Of(dimensions), whole ? "int32" : "float32", [.. values]);
    }

    /// <summary>One number.</summary>
    internal static GoldenArray Scalar(double value) => new(Shape.Scalar, "float32", [value]);

    /// <summary>The array as data for our engine.</summary>
    /// <exception cref="NotCoveredException">We do not have the dtype.</exception>
    internal TensorData ToTensor()
    {
        if (!Enum.TryParse(TypeName, ignoreCase: true, out DType type))
            throw new NotCoveredException($"dtype {TypeName}");
        TensorData data = new(Shape, type);
        for (int i = 0; i < Values.Length; i++)
            data.SetDouble(i, Values[i]);
        return data;
    }

    private static void Collect(JsonElement json, int depth, List<int> dimensions, List<double> values, ref bool whole)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            whole &= json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out _);
            values.Add(json.AsNumber());
            return;
        }

        if (dimensions.Count == depth)
            dimensions.Add(json.GetArrayLength());
        foreach (JsonElement item in json.EnumerateArray())
            Collect(item, depth + 1, dimensions, values, ref whole);
    }
}
