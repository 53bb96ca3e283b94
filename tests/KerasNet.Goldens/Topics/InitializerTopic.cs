using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>Initializers: fans, what is drawn, exact values, seeds, names, and the first values of layers' weights.</summary>
internal sealed class InitializerTopic : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        switch (golden.Text("kind"))
        {
            case "fans":
                CheckFans(golden);
                break;
            case "names" when golden.IsError:
                Refusal.Of(golden, () => _ = (Initializer)golden.Text("identifier")!);
                break;
            case "names":
                Configs.CheckNames(golden["names"], name => (Initializer)name);
                break;
            case "defaults":
                CheckDefaults(golden);
                break;
            case var _ when golden.IsError:
                Refusal.Of(golden, () => Make(golden).Initialize(golden.Has("shape") ? golden["shape"].AsShape() : [2, 2]));
                break;
            case "draws":
                CheckDraws(golden);
                break;
            case "sample":
                CheckSample(golden);
                break;
            case "values":
                Enum.TryParse(golden.Text("dtype"), ignoreCase: true, out DType type);
                Comparer.Check("value", Make(golden).Initialize(golden["shape"].AsShape(), type), golden.Array("value"), golden.Tolerance);
                break;
            case "orthogonal":
                CheckOrthogonal(golden);
                break;
            case "seeds":
                CheckSeeds(golden);
                break;
            case "config":
                Configs.CheckRoundTrip<Initializer>(golden["initializer"]);
                break;
            case var other:
                throw new MismatchException($"the kind '{other}' is not known");
        }
    }

    private static Initializer Make(GoldenCase golden) => ObjectConfig.Deserialize<Initializer>(golden["initializer"]);

    private static void CheckFans(GoldenCase golden)
    {
        int[]? inputs = golden.Has("input_axes") ? [.. golden["input_axes"].EnumerateArray().Select(axis => axis.GetInt32())] : null;
        int[]? outputs = golden.Has("output_axes") ? [.. golden["output_axes"].EnumerateArray().Select(axis => axis.GetInt32())] : null;
        Comparer.Equal(
            "fans", Initializer.ComputeFans(golden["shape"].AsShape(), inputs, outputs), (golden["fan_in"].GetInt64(), golden["fan_out"].GetInt64()));
    }

    private static void CheckDraws(GoldenCase golden)
    {
        RandomInitializer initializer = (RandomInitializer)Make(golden);
        foreach (JsonElement draw in golden["draws"].EnumerateArray())
            CheckDraw($"draw for {draw.GetProperty("shape")}", initializer.DrawFor(draw.GetProperty("shape").AsShape()), draw, golden.Tolerance);
    }

    private static void CheckDraw(string what, Draw got, JsonElement expected, Tolerance tolerance)
    {
        string distribution = expected.Text("distribution");
        Comparer.Equal($"distribution of {what}", Naming.SnakeCase(got.Distribution.ToString()), distribution);
        (string a, string b) = distribution == "uniform" ? ("low", "high") : ("mean", "stddev");
        Comparer.Check($"{a} of {what}", got.A, expected.GetProperty(a).GetDouble(), tolerance);
        Comparer.Check($"{b} of {what}", got.B, expected.GetProperty(b).GetDouble(), tolerance);
    }

    private static void CheckSample(GoldenCase golden)
    {
        TensorData sample = Make(golden).Initialize(golden["shape"].AsShape());
        double[] values = [.. Enumerable.Range(0, (int)sample.Length).Select(i => sample.GetDouble(i))];
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        JsonElement observed = golden["observed"];
        JsonElement tolerance = golden["tolerance"];

        // Both samples scatter.
        Comparer.Check("mean", mean, observed.GetProperty("mean").GetDouble(), new(Math.Sqrt(2) * tolerance.GetProperty("mean").GetDouble(), 0));
        Comparer.Check("stddev", deviation, observed.GetProperty("stddev").GetDouble(), new(Math.Sqrt(2) * tolerance.GetProperty("stddev").GetDouble(), 0));
        CheckBounds(values, golden["draw"]);
    }

    private static void CheckBounds(IEnumerable<double> values, JsonElement draw)
    {
        if (draw.Field("low") is not { } low || draw.Field("high") is not { } high)
            return;
        (double least, double most) = ((float)low.GetDouble(), (float)high.GetDouble());
        double stray = values.FirstOrDefault(value => value < least || value > most, least);
        if (stray < least || stray > most)
            throw new MismatchException($"a draw of {stray}, expected {least} to {most}");
    }

    private static void CheckOrthogonal(GoldenCase golden)
    {
        Shape shape = golden["shape"].AsShape();
        TensorData value = Make(golden).Initialize(shape);
        Comparer.Equal("shape", value.Shape, shape);
        int columns = shape[^1];
        int rows = (int)(shape.ElementCount / columns);
        bool byColumns = golden.Text("orthonormal") == "columns";
        (int count, int length) = byColumns ? (columns, rows) : (rows, columns);
        for (int i = 0; i < count; i++)
            for (int j = 0; j <= i; j++)
            {
                double product = Enumerable.Range(0, length).Sum(k => byColumns
                    ? value.GetDouble((k * columns) + i) * value.GetDouble((k * columns) + j)
                    : value.GetDouble((i * columns) + k) * value.GetDouble((j * columns) + k));
                Comparer.Check($"product of {golden.Text("orthonormal")} {i} and {j}", product, i == j ? golden["gram"].GetDouble() : 0, golden.Tolerance);
            }
    }

    private static void CheckSeeds(GoldenCase golden)
    {
        foreach (JsonProperty pair in golden["equal"].EnumerateObject())
        {
            JsonElement seeded = golden["initializer"];
            Initializer first = pair.Name.StartsWith("no_seed", StringComparison.Ordinal)
                ? WithSeed(seeded, null)
                : ObjectConfig.Deserialize<Initializer>(seeded);
            Initializer? second = pair.Name switch
            {
                "integer_seed_same_object_twice" or "no_seed_same_object_twice" => first,
                "integer_seed_two_objects" => ObjectConfig.Deserialize<Initializer>(seeded),
                "other_integer_seed" => WithSeed(seeded, 1234567),
                "no_seed_two_objects" => WithSeed(seeded, null),
                "integer_seed_after_clone" or "no_seed_after_clone" =>
                    ObjectConfig.Deserialize<Initializer>(ObjectConfig.Serialize(first).Deserialize<JsonElement>()),
                "seed_generator_same_object_twice" => null,
                var other => throw new MismatchException($"'{other}' is not known"),
            };
            if (second is not null)
            {
                bool equal = first.Initialize([4, 4]).AsBytes().SequenceEqual(second.Initialize([4, 4]).AsBytes());
                Comparer.Equal($"equal draws with {pair.Name}", equal, pair.Value.GetBoolean());
            }
        }
    }

    private static Initializer WithSeed(JsonElement json, long? seed)
    {
        JsonNode copy = JsonNode.Parse(json.GetRawText())!;
        copy["config"]!["seed"] = seed;
        return ObjectConfig.Deserialize<Initializer>(copy.Deserialize<JsonElement>());
    }

    private static void CheckDefaults(GoldenCase golden)
    {
        Layer layer = ObjectConfig.Deserialize<Layer>(golden["layer"]);
        layer.EnsureBuilt(LayerTopic.Shapes(golden["build_shapes"]));
        JsonElement[] expected = [.. golden["weights"].EnumerateArray()];
        Comparer.EqualLists("weights", layer.Weights.Select(weight => weight.Name), expected.Select(weight => weight.Text("name")));
        HashSet<Variable> trainable = [.. layer.TrainableWeights];
        foreach ((Variable weight, JsonElement json) in layer.Weights.Zip(expected))
        {
            Comparer.Equal($"shape of {weight.Name}", weight.Shape, json.GetProperty("shape").AsShape());
            Comparer.Equal($"trainable of {weight.Name}", trainable.Contains(weight), json.GetProperty("trainable").GetBoolean());
            if (json.Field("value") is { } value)
                Comparer.Check(weight.Name, weight.Value, GoldenArray.From(value), golden.Tolerance);
            if (json.Field("draw") is { } draw)
                CheckFirstValues(weight, draw);
        }
    }

    /// <summary>A weight's values were drawn as told: none is too large, and the largest is not far too small.</summary>
    private static void CheckFirstValues(Variable weight, JsonElement draw)
    {
        double[] values = [.. Enumerable.Range(0, (int)weight.Value.Length).Select(i => weight.Value.GetDouble(i))];
        CheckBounds(values, draw);
        double width = draw.Field("high")?.GetDouble() ?? draw.GetProperty("stddev").GetDouble();

        // Of n even draws all stay below t·width with probability tⁿ: with t = 10^(−6/n) that happens once in a million.
        double least = width * Math.Pow(10, -6.0 / values.Length) * (draw.Text("distribution") == "uniform" ? 1 : 0.3);
        Comparer.Equal($"the largest first value of {weight.Name} is at least {least}", values.Max(Math.Abs) >= least, true);
    }
}
