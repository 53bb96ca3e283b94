using System.Text.Json;
using KerasNet.Callbacks;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving;

/// <summary>The state of a run inside of a file of weights: one group beside those that Keras reads, which it passes over.</summary>
internal static class RunFile
{
    private const string GroupName = "kerasnet_run";
    private const string ValuesName = "values";
    private const string TensorsName = "tensors";

    /// <summary>Adds the group to a file that is about to be written.</summary>
    internal static void Add(NewGroup root, RunState state)
    {
        NewGroup group = root.Group(GroupName);
        group.Dataset(ValuesName, NewArray.Of<byte>(ElementKind.UInt8, Text(state, out TensorData[] tensors) is var text ? [text.Length] : [], text));
        NewGroup arrays = group.Group(TensorsName);
        for (int i = 0; i < tensors.Length; i++)
            arrays.Dataset($"{i}", NewArray.Of(tensors[i]));
    }

    /// <summary>The state in a file; null where there is none, as in Keras' own.</summary>
    /// <exception cref="IOException">The file is damaged.</exception>
    internal static RunState? Read(Hdf5File file, string fileName)
    {
        if (!file.Root.Contains(GroupName))
            return null;
        Hdf5Group group = file.Root.Group(GroupName);
        Hdf5Dataset text = group.Dataset(ValuesName);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text.Read<byte>());
            Dictionary<string, string> values = [];
            foreach (JsonProperty value in document.RootElement.GetProperty(ValuesName).EnumerateObject())
                values[value.Name] = value.Value.GetString() ?? "";
            Dictionary<string, TensorData> tensors = [];
            foreach ((int i, JsonElement name) in document.RootElement.GetProperty(TensorsName).EnumerateArray().Index())
                tensors[name.GetString() ?? ""] = Tensor(group.Dataset($"{TensorsName}/{i}"));
            return new(values, tensors, fileName);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw text.Refused($"it is no state of a run: {e.Message}");
        }
    }

    private static byte[] Text(RunState state, out TensorData[] tensors)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject(ValuesName);
            foreach ((string name, string value) in state.Values)
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteStartArray(TensorsName);
            foreach (string name in state.Tensors.Keys)
                json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        tensors = [.. state.Tensors.Values];
        return stream.ToArray();
    }

    private static TensorData Tensor(Hdf5Dataset dataset)
    {
        if (Hdf5.Numbers.TensorType(dataset.Type.Kind) is not { } type || dataset.Shape is not { } shape || shape.Any(size => size > int.MaxValue))
            throw dataset.Refused("it is no array that a state holds");
        dataset.CheckStored();
        TensorData tensor = new(Shape.Of(shape.Select(size => (int)size)), type);
        dataset.CopyTo(tensor);
        return tensor;
    }
}
