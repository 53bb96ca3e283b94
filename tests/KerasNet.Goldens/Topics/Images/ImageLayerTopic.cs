using System.Text.Json;
using KerasNet.Layers;

namespace KerasNet.Goldens.Topics.Images;

/// <summary>Image layers in training: pixels under a pinned transformation, ranges of draws, saved arguments, and what must be refused.</summary>
internal sealed class ImageLayerTopic : IGoldenTopic
{
    /// <summary>What Keras hands on as a pair, by the names that we give it.</summary>
    private static readonly string[] s_pair = ["h_start", "w_start"];

    public void Run(GoldenCase golden)
    {
        if (golden.IsError)
        {
            Refusal.Of(golden, () => Call(Make(golden), golden));
            return;
        }

        Layer layer = Make(golden);
        string[] drawn = golden["args"].Field("seed") is null ? ["seed"] : [];
        Configs.CheckArguments(layer, golden["config"], drawn);
        if (golden.Has("facts"))
        {
            ImageDraws.Check((RandomImageLayer)layer, golden["facts"]);
            return;
        }

        IReadOnlyList<TensorData> got = Call(layer, golden);
        JsonProperty[] expected = [.. golden["outputs"].EnumerateObject()];
        for (int i = 0; i < expected.Length; i++)
            Comparer.Check(expected[i].Name, got.ElementAtOrDefault(i), GoldenArray.From(expected[i].Value), golden.Tolerance);
    }

    private static Layer Make(GoldenCase golden) => Configs.Make<Layer>(golden.Text("layer")!, golden["args"]);

    private static IReadOnlyList<TensorData> Call(Layer layer, GoldenCase golden)
    {
        if (!golden.Has("inputs"))
            return [];
        TensorData[] inputs = [.. golden["inputs"].EnumerateObject().Select(input => GoldenArray.From(input.Value).ToTensor())];
        return
        [
            .. Symbols.Evaluate(
                inputs,
                x => layer.Invoke(x, new CallContext(training: true), Pinned(golden.Json.Field("transformation"))),
                training: true).Select(output => output!),
        ];
    }

    private static Dictionary<string, object?>? Pinned(JsonElement? transformation)
    {
        if (transformation is not { } json)
            return null;
        IEnumerable<(string Name, JsonElement Value)> named = json.ValueKind == JsonValueKind.Array
            ? s_pair.Zip(json.EnumerateArray())
            : json.EnumerateObject().Select(item => (item.Name, item.Value));
        Dictionary<string, KerasTensor> tensors = named.ToDictionary(item => item.Name, item => Ops.Constant(GoldenArray.From(item.Value).ToTensor()));
        return new() { ["transformation"] = tensors };
    }
}
