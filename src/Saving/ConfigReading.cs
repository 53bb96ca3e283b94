using System.Text.Json;

namespace KerasNet.Saving;

/// <summary>Shorthand for reading configurations.</summary>
internal static class ConfigReading
{
    /// <summary>A member of an object, or null where it is absent or null.</summary>
    internal static JsonElement? Member(this JsonElement json, string key) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
