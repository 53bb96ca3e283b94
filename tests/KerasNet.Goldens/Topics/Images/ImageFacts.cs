using System.Text.Json;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics.Images;

/// <summary>What becomes of bytes in training, and whether floats pass inference untouched, layer by layer.</summary>
internal sealed class ImageFacts : IGoldenTopic
{
    private static readonly Shape s_pictures = [2, 5, 7, 3];

    /// <summary>Arguments of layers that need some. Layers with a size get that of the pictures: the case does not tell, and others would change them.</summary>
    private static readonly Dictionary<string, string> s_arguments = new()
    {
        ["Resizing"] = """{"height": 5, "width": 7}""",
        ["CenterCrop"] = """{"height": 5, "width": 7}""",
        ["RandomCrop"] = """{"height": 5, "width": 7}""",
        ["Rescaling"] = """{"scale": 1}""",
        ["RandomZoom"] = """{"height_factor": 0.2}""",
        ["RandomTranslation"] = """{"height_factor": 0.2, "width_factor": 0.2}""",
        ["RandomFlip"] = "{}",
        ["RandomShear"] = """{"x_factor": 0.2, "y_factor": 0.2}""",
        ["RandomPosterization"] = """{"factor": 3}""",
    };

    public void Run(GoldenCase golden)
    {
        List<string> missing = [];
        foreach (JsonProperty fact in golden["facts"].EnumerateObject())
            if (Registry<Layer>.Find(fact.Name) is { } type)
                Check(type, fact.Name, fact.Value);
            else
                missing.Add(fact.Name);
        if (missing.Count > 0)
            throw new NotCoveredException(string.Join(' ', missing));
    }

    private static void Check(Type type, string name, JsonElement fact)
    {
        Layer layer = (Layer)ObjectConfig.Create(type, Arguments(type, name), new ConfigNotes());
        TensorData bytes = Filled(DType.UInt8), floats = Filled(DType.Float32);

        // Where Keras fails, ours works.
        if (Enum.TryParse(fact.Text("uint8_in_training_gives"), ignoreCase: true, out DType expected))
            Comparer.Equal($"{name} of uint8", Run(layer, bytes, training: true).DType, expected);
        bool unchanged = Run(layer, floats, training: false).AsBytes().SequenceEqual(floats.AsBytes());
        Comparer.Equal($"{name} leaves floats alone in inference", unchanged, fact.GetProperty("float_in_inference_is_unchanged").GetBoolean());
    }

    private static TensorData Run(Layer layer, TensorData input, bool training) =>
        Symbols.Evaluate([input], x => layer.Invoke([.. x, .. Labels(layer)], new CallContext(training)), training)[0]!;

    private static KerasTensor[] Labels(Layer layer) => layer.GetType().Name is "MixUp" or "CutMix" ? [Ops.Zeros([s_pictures[0], 1])] : [];

    /// <summary>A factor of 0.2 for layers that must be given one.</summary>
    private static JsonElement Arguments(Type type, string name)
    {
        bool needsFactor = type.GetConstructors().All(made => made.GetParameters().Any(parameter => parameter.Name == "factor" && !parameter.HasDefaultValue));
        return JsonDocument.Parse(s_arguments.GetValueOrDefault(name, needsFactor ? """{"factor": 0.2}""" : "{}")).RootElement;
    }

    private static TensorData Filled(DType type)
    {
        TensorData data = new(s_pictures, type);
        for (int i = 0; i < data.Length; i++)
            data.SetDouble(i, 37 * i % 256);
        return data;
    }
}
