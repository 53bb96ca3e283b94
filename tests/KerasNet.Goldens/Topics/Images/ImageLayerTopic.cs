using System.Text.Json;
using KerasNet.Layers;

namespace KerasNet.Goldens.Topics.Images;

/// <summary>Image layers in training: pixels under a pinned transformation, ranges of draws, saved arguments, and what must be refused.</summary>
internal sealed class ImageLayerTopic : IGoldenTopic
{
    /// <summary>What Keras hands on as a pair, by the names that we give it.</summary>
    private static readonly string[] s_pair = ["h_start", "w_start"];

    /// <summary>What Keras hands on without a name, by the name that we give it.</summary>
    private const string Nameless = "grayscale";

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
                x =>
                {
                    Dictionary<string, KerasTensor>? pinned = Pinned(layer, golden.Json.Field("transformation"), x[0].Shape);
                    Dictionary<string, object?>? arguments = pinned is null ? null : new() { ["transformation"] = pinned };
                    return [.. layer.Invoke(x, new CallContext(training: true), arguments), .. WorkedOut(golden, pinned)];
                },
                training: true).Select(output => output!),
        ];
    }

    /// <summary>What a case expects beside the layer's outputs: numbers that belong to the transformation.</summary>
    private static IEnumerable<KerasTensor> WorkedOut(GoldenCase golden, Dictionary<string, KerasTensor>? pinned) =>
        golden.Json.Field("outputs")?.EnumerateObject().Where(output => pinned?.ContainsKey(output.Name) ?? false).Select(output => pinned![output.Name]) ?? [];

    private static Dictionary<string, KerasTensor>? Pinned(Layer layer, JsonElement? transformation, Shape images)
    {
        if (transformation is not { } json)
            return null;
        IEnumerable<(string Name, JsonElement Value)> named =
            json.ValueKind == JsonValueKind.Array ? s_pair.Zip(json.EnumerateArray())
            : json.Field("data") is not null ? [(Nameless, json)]
            : json.EnumerateObject().Select(item => (item.Name, item.Value));
        Dictionary<string, KerasTensor> tensors = named.ToDictionary(item => item.Name, item => Ops.Constant(GoldenArray.From(item.Value).ToTensor()));
        return layer is CutMix ? new(CutMix.Pasted(images, tensors["x0"], tensors["x1"], tensors["y0"], tensors["y1"], tensors["permutation_order"])) : tensors;
    }
}
