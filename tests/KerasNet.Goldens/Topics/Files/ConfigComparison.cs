using System.Text;
using System.Text.Json;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics.Files;

/// <summary>Holds a configuration that we write against Keras' of the same model: the order of keys may differ, and keys that change nothing may be missing on one side.</summary>
internal static class ConfigComparison
{
    /// <summary>Compares two texts of JSON.</summary>
    internal static void Check(string ours, string keras, string where) => Check(Parse(ours, where), Parse(keras, where), where);

    private static void Check(JsonElement ours, JsonElement keras, string where)
    {
        Comparer.Equal($"kind of {where}", ours.ValueKind, keras.ValueKind);
        if (keras.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty item in keras.EnumerateObject())
                if (ours.TryGetProperty(item.Name, out JsonElement value))
                    Check(value, item.Value, $"{where}.{item.Name}");
                else
                    Comparer.Equal($"{where}.{item.Name} that we leave out is harmless", ConfigDefaults.Harmless(item.Name, item.Value), true);
            foreach (JsonProperty item in ours.EnumerateObject().Where(item => !keras.TryGetProperty(item.Name, out _)))
                Comparer.Equal($"{where}.{item.Name} that Keras does not write is harmless", ConfigDefaults.Harmless(item.Name, item.Value), true);
        }
        else if (keras.ValueKind == JsonValueKind.Array)
        {
            Comparer.Equal($"length of {where}", ours.GetArrayLength(), keras.GetArrayLength());
            for (int i = 0; i < keras.GetArrayLength(); i++)
                Check(ours[i], keras[i], $"{where}[{i}]");
        }
        else
            Comparer.Equal(where, ours.GetRawText(), keras.GetRawText());
    }

    private static JsonElement Parse(string text, string where) => ConfigText.ParseObject(Encoding.UTF8.GetBytes(text), where);
}
