using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KerasNet.Tuning;

/// <summary>How studies are written: on one line, with NaN and infinities, which are results too.</summary>
internal static class StudyJson
{
    private const int MaxDepth = 32;

    internal static JsonSerializerOptions Options { get; } = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth,
    };

    internal static JsonDocumentOptions Reading { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>A number that may be written as text.</summary>
    internal static double Number(JsonElement json) => json.Deserialize<double>(Options);

    /// <summary>Numbers by name.</summary>
    internal static Dictionary<string, double> Numbers(JsonElement json) => json.EnumerateObject().ToDictionary(pair => pair.Name, pair => Number(pair.Value));

    /// <summary>Numbers by name.</summary>
    internal static System.Text.Json.Nodes.JsonNode Write(IReadOnlyDictionary<string, double> numbers) => JsonSerializer.SerializeToNode(numbers, Options)!;
}
