using System.Collections.Frozen;
using System.Text.Json;

namespace KerasNet.Saving;

/// <summary>Arguments that Keras writes and some of our classes do not have, with the values under which they change nothing.</summary>
internal static class ConfigDefaults
{
    private static readonly FrozenDictionary<string, string> s_harmless = new Dictionary<string, string>
    {
        ["dtype"] = "\"float32\"",
        ["sparse"] = "false",
        ["ragged"] = "false",
        ["optional"] = "false",
        ["synchronized"] = "false",
        ["data_format"] = "\"channels_last\"",
        ["use_ema"] = "false",
        ["ema_momentum"] = "0.99",
        ["run_eagerly"] = "false",
        ["jit_compile"] = "false",
        ["steps_per_execution"] = "1",
        ["encoding"] = "\"utf-8\"",
        ["vocabulary_dtype"] = "\"int64\"",
        ["training"] = "false",
    }.ToFrozenDictionary();

    // Arguments that Keras' constructors do not take, though all others of the kind do.
    private static readonly FrozenSet<(string ClassName, string Key)> s_notTaken = new[]
    {
        ("Discretization", "trainable"),
        ("SpatialDropout1D", "trainable"),
        ("SpatialDropout2D", "trainable"),
        ("SpatialDropout3D", "trainable"),
        ("LossScaleOptimizer", "learning_rate"),
    }.ToFrozenSet();

    /// <summary>Whether Keras' class takes an argument, so that it may be written.</summary>
    internal static bool TakenByKeras(string className, string key) => !s_notTaken.Contains((className, key));

    /// <summary>Whether Keras 3 has an argument that we lack, so that its value says what to compute.</summary>
    internal static bool Knows(string key) => s_harmless.ContainsKey(key) || key is "quantization_config" or "quantization_mode" or "lora_rank" or "function";

    /// <summary>Whether an argument that we lack can be left out without changing what the object computes.</summary>
    internal static bool Harmless(string key, JsonElement value) =>
        key is "name" or "trainable" or "compile_config" or "build_config" or "jit_compile" or "run_eagerly" or "steps_per_execution" or "vocabulary_size"
        || value.ValueKind == JsonValueKind.Null
        || (s_harmless.TryGetValue(key, out string? text) && value.GetRawText() == text)
        || (key == "dtype" && value.ValueKind == JsonValueKind.Object && value.GetProperty("config").GetProperty("name").GetString() == "float32");
}
