using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Tests.Saving.Hdf5;

/// <summary>A tree to be written, and beside it what a reader must find, in the words of the golden vectors.</summary>
internal sealed class SampleTree
{
    private readonly SortedDictionary<string, JsonObject> _objects = new(StringComparer.Ordinal) { [""] = new() { ["path"] = "" } };

    internal NewGroup Root { get; } = new();

    /// <summary>What must be found, in the order of a walk.</summary>
    internal JsonElement Description =>
        JsonSerializer.SerializeToElement(_objects.OrderBy(item => item.Key.Replace('/', '\0'), StringComparer.Ordinal).Select(item => item.Value));

    /// <summary>A tree of everything that is written.</summary>
    internal static SampleTree Everything()
    {
        SampleTree tree = new();
        tree.Attribute("", "keras_version", NewArray.Of("3.15.1"), "3.15.1");
        tree.Attribute("", "model_config", NewArray.Of(new string('{', 30_000)), new string('{', 30_000));
        tree.Attribute("layers/dense/vars", "name", NewArray.Of("dense"), "dense");
        tree.Attribute("layers/flatten/vars", "name", NewArray.Of("Größe 出力"), "Größe 出力");
        tree.Attribute("layers/flatten/vars", "empty", NewArray.Of(""), "");
        string[] names = ["dense/kernel:0", "dense/größe:0"];
        tree.Attribute("layers", "weight_names", NewArray.OfFixed(names), Json(names));
        tree.Attribute("layers", "variable_names", NewArray.Of(names), Json(names));
        tree.Attribute("layers", "no_names", NewArray.OfFixed([]), new JsonArray());
        tree.Attribute("layers", "rate", NewArray.Of<double>(ElementKind.Float64, [], new[] { 0.1 }), 0.1);
        tree.Attribute("layers", "flag", NewArray.Of<bool>(ElementKind.Bool, [], new[] { true }), true);
        tree.Attribute("layers", "vector", NewArray.Of<int>(ElementKind.Int32, [3], new[] { 1, -2, 3 }), new JsonArray(1, -2, 3));
        string[] many = [.. Enumerable.Range(0, 3000).Select(i => $"layer_number_{i:0000}")];
        tree.Attribute("layers", "layer_names", NewArray.OfFixed(many), Json(many));

        tree.Dataset("layers/dense/vars/0", ElementKind.Float32, "float32", [4, 5], [.. Enumerable.Range(0, 20).Select(i => (i / 8f) - 1)]);
        float[] special = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.Epsilon, float.MaxValue];
        tree.Dataset("layers/dense/vars/1", ElementKind.Float32, "float32", [6], special);
        tree.Dataset("types/float16", ElementKind.Float16, "float16", [2], [(Half)0.5, (Half)(-2)]);
        tree.Dataset("types/float64", ElementKind.Float64, "float64", [2], [0.1, double.MaxValue]);
        tree.Dataset("types/int8", ElementKind.Int8, "int8", [2], [sbyte.MinValue, sbyte.MaxValue]);
        tree.Dataset("types/int16", ElementKind.Int16, "int16", [2], [short.MinValue, short.MaxValue]);
        tree.Dataset("types/int32", ElementKind.Int32, "int32", [2], [int.MinValue, int.MaxValue]);
        tree.Dataset("types/int64", ElementKind.Int64, "int64", [2], [long.MinValue, 1L << 52]);
        tree.Dataset("types/uint8", ElementKind.UInt8, "uint8", [3], new byte[] { 0, 1, 255 });
        tree.Dataset("types/uint16", ElementKind.UInt16, "uint16", [1], [ushort.MaxValue]);
        tree.Dataset("types/uint32", ElementKind.UInt32, "uint32", [1], [uint.MaxValue]);
        tree.Dataset("types/uint64", ElementKind.UInt64, "uint64", [1], [1UL << 63]);
        tree.Dataset("types/bool", ElementKind.Bool, "bool", [3], [true, false, true]);
        tree.Dataset("shapes/scalar", ElementKind.Float32, "float32", [], [2.5f]);
        tree.Dataset("shapes/empty", ElementKind.Float32, "float32", [0, 3], Array.Empty<float>());
        tree.Dataset("shapes/ones", ElementKind.Int64, "int64", [1, 1, 1, 1, 1], [7L]);
        tree.Attribute("shapes/scalar", "unit", NewArray.Of("m"), "m");
        tree.Many("optimizer/vars", 300);
        tree.Group("names/empty");
        foreach (string name in (string[])["ä", "Z", "a", "dense/kernel:0"])
            tree.Dataset($"names/{name}", ElementKind.Float32, "float32", [1], [1f]);
        return tree;
    }

    /// <summary>Adds a group with datasets that are numbered from 0.</summary>
    internal void Many(string group, int count)
    {
        for (int i = 0; i < count; i++)
            Dataset($"{group}/{i}", ElementKind.Float32, "float32", [], [(float)i]);
    }

    /// <summary>The bytes of the file.</summary>
    internal byte[] Write()
    {
        using MemoryStream stream = new();
        Hdf5Writer.Write(stream, Root);
        return stream.ToArray();
    }

    internal void Dataset<T>(string path, ElementKind kind, string type, int[] shape, T[] values)
        where T : unmanaged
    {
        Root.Dataset(path, NewArray.Of<T>(kind, [.. shape.Select(size => (long)size)], values));
        JsonObject item = Describe(path);
        item["shape"] = new JsonArray([.. shape.Select(size => (JsonNode)size)]);
        item["dtype"] = type;
        item["values"] = new JsonObject
        {
            ["dtype"] = type,
            ["data"] = new JsonArray([.. values.Select(value => value switch
            {
                float single when !float.IsFinite(single) => Text(single),
                Half half => (JsonNode)(float)half,
                _ => JsonValue.Create(value)!,
            })]),
        };
    }

    internal void Attribute(string path, string name, NewArray value, JsonNode expected)
    {
        Group(path).Attribute(name, value);
        Describe(path);
        Attributes(path)[name] = expected;
    }

    /// <summary>The group of a path; the dataset, if there is one.</summary>
    private NewObject Group(string path)
    {
        string[] names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        NewObject at = Root;
        foreach (string name in names)
            at = ((NewGroup)at).Children.TryGetValue(name, out NewObject? child) ? child : ((NewGroup)at).Group(name);
        Describe(path);
        return at;
    }

    private JsonObject Attributes(string path) => (JsonObject)(_objects[path]["attrs"] ??= new JsonObject());

    /// <summary>The entry of an object, made with those of the groups above it if need be.</summary>
    private JsonObject Describe(string path)
    {
        for (int end = path.IndexOf('/', StringComparison.Ordinal); end > 0; end = path.IndexOf('/', end + 1))
            _objects.TryAdd(path[..end], new() { ["path"] = path[..end] });
        _objects.TryAdd(path, new() { ["path"] = path });
        return _objects[path];
    }

    private static JsonNode Text(float value) => float.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";

    private static JsonArray Json(string[] texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
