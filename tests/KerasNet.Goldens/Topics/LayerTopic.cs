using System.Text.Json;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>Layers on fixed numbers: outputs, masks, shapes, gradients, losses, state; and what they must refuse.</summary>
internal sealed class LayerTopic : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.IsError)
            RunError(golden);
        else if (golden.Has("statistics"))
            DropoutStatistics.Check(Make(golden), golden);
        else if (golden.Has("values") || golden.Has("values_per_step"))
            SharedDropout.Check(Make(golden), golden);
        else
            RunNumbers(golden);
    }

    private static Layer Make(GoldenCase golden) => ObjectConfig.Deserialize<Layer>(golden["layer"]);

    private static void RunNumbers(GoldenCase golden)
    {
        Layer layer = Make(golden);
        LayerStep[] steps = golden.Has("calls")
            ? [.. golden["calls"].EnumerateArray().Select(step => new LayerStep(golden, step))]
            : [new LayerStep(golden, golden.Json)];
        Configs.Check("layer", layer, golden["layer"]);
        layer.EnsureBuilt(steps[0].InputShapes);
        SetWeights(layer, golden);
        foreach (LayerStep step in steps)
            step.Check(layer);
        if (golden.Has("output_shape"))
            CheckOutputShape(layer, golden, steps[0]);
    }

    internal static void SetWeights(Layer layer, GoldenCase golden)
    {
        JsonElement[] given = golden.Has("weights") ? [.. golden["weights"].EnumerateArray()] : [];
        IReadOnlyList<Variable> weights = layer.Weights;
        Comparer.EqualLists("weights", weights.Select(weight => weight.Name), given.Select(weight => weight.Text("name")));
        HashSet<Variable> trainable = [.. layer.TrainableWeights];
        for (int i = 0; i < given.Length; i++)
        {
            GoldenArray array = GoldenArray.From(given[i].GetProperty("array"));
            Comparer.Equal($"shape of {weights[i].Name}", weights[i].Shape, array.Shape);
            Comparer.Equal($"trainable of {weights[i].Name}", trainable.Contains(weights[i]), given[i].GetProperty("trainable").GetBoolean());
            weights[i].Value = array.ToTensor();
        }
    }

    private static void CheckOutputShape(Layer layer, GoldenCase golden, LayerStep step)
    {
        bool fixedBatch = layer is IStateful { States.Count: > 0 };
        Shape[] inputs = [.. step.InputShapes.Select(shape => fixedBatch ? shape : shape.With(0, Shape.Unknown))];
        IReadOnlyList<Shape> expected = Shapes(golden["output_shape"]);

        // A size that Keras leaves open may be known here.
        IReadOnlyList<Shape> got = layer.ComputeOutputShapes(inputs);
        Comparer.EqualLists("output_shape", got.Zip(expected, Opened).Concat(got.Skip(expected.Count)), expected);

        static Shape Opened(Shape ours, Shape keras) =>
            ours.Rank != keras.Rank ? ours : Shape.Of(ours.Zip(keras, (size, other) => other == Shape.Unknown ? other : size));
    }

    /// <summary>The shapes in a structure of lists and objects, in order.</summary>
    internal static IReadOnlyList<Shape> Shapes(JsonElement json)
    {
        List<Shape> shapes = [];
        Flatten(json, shapes);
        return shapes;
    }

    private static void Flatten(JsonElement json, List<Shape> shapes)
    {
        if (json.ValueKind == JsonValueKind.Object || (json.GetArrayLength() > 0 && json[0].ValueKind == JsonValueKind.Array))
        {
            IEnumerable<JsonElement> items = json.ValueKind == JsonValueKind.Object
                ? json.EnumerateObject().Select(property => property.Value)
                : json.EnumerateArray();
            foreach (JsonElement item in items)
                Flatten(item, shapes);
        }
        else
            shapes.Add(json.AsShape());
    }

    private static void RunError(GoldenCase golden)
    {
        string stage = golden.Text("stage") ?? "construct";
        if (stage == "construct")
        {
            Refusal.Of(golden, () => Use(Make(golden), golden));
            return;
        }

        // What Keras notices when it is called we may notice already when it is made.
        Layer? made = null;
        try
        {
            made = Make(golden);
        }
        catch (ArgumentException)
        {
            return;
        }

        Layer layer = made;
        if (golden.Has("built_on"))
            layer.EnsureBuilt(golden["built_on"].AsShape());
        LayerStep step = new(golden, golden.Json);
        if (stage == "shapes")
            Refusal.Of(golden, () => layer.Apply([.. step.InputShapes.Select(shape => new Input(shape[1..]).Output)]));
        else
            Refusal.Of(golden, () => step.Run(layer));
    }

    /// <summary>What comes after a layer is made: building, another call, another method.</summary>
    private static void Use(Layer layer, GoldenCase golden)
    {
        foreach (JsonElement shape in golden.Json.Field("build_shapes")?.EnumerateArray() ?? [])
            layer.ComputeOutputShapes([shape.AsShape()]);
        if (golden.Has("then"))
            layer.ComputeOutputShapes([golden.Array("then").Shape]);
        if (golden.Text("action") is { } action)
            ((IStateful)(action == "reset_state" ? layer : throw new NotCoveredException(action))).ResetState();
    }
}
