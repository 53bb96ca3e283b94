using System.Text.Json;
using KerasNet.Data;

namespace KerasNet.Goldens.Topics.Images;

/// <summary>Batches of <see cref="ImageDataGenerator"/> from arrays, from folders, from tables.</summary>
internal static class GeneratorFlows
{
    internal static void RunArrays(GoldenCase golden)
    {
        ImageFlow flow = (ImageFlow)Call(nameof(ImageDataGenerator.Flow), golden, ("x", Input(golden, "x")), ("y", (DataArrays?)Input(golden, "y")));
        JsonElement expected = golden["outputs"];
        Comparer.Equal("length", flow.Count, expected.GetProperty("length").GetInt64());
        JsonElement[] numbers = [.. expected.GetProperty("picture_numbers").EnumerateArray()];
        DataBatch[] batches = [.. numbers.Select(_ => flow.Next())];
        Lists("picture numbers", batches.Select(batch => FirstValues(batch.Inputs[0])), numbers);
        Lists("labels", batches.Select(batch => Values(batch.Targets![0])), expected.Field("labels")?.EnumerateArray());
        Lists("weights", batches.Select(batch => Values(batch.SampleWeights![0])), expected.Field("weights")?.EnumerateArray());
        Comparer.EqualLists("a walk", flow.Select(batch => batch.Count), batches.Take((int)flow.Count!).Select(batch => batch.Count));
    }

    internal static void RunFolder(GoldenCase golden)
    {
        Check((ImageFileFlow)Call(nameof(ImageDataGenerator.FlowFromDirectory), golden, ("directory", FolderOf(golden))), golden);
    }

    internal static void RunTable(GoldenCase golden)
    {
        JsonElement table = golden["inputs"].GetProperty("table"), arguments = golden["args"];
        JsonElement[] Column(string argument, string otherwise) => [.. table.GetProperty(arguments.Field(argument)?.GetString() ?? otherwise).EnumerateArray()];
        JsonElement[] files = Column("x_col", "filename"), labels = Column("y_col", "class");
        JsonElement[]? weights = arguments.Field("weight_col") is null ? null : Column("weight_col", "");
        ImageRow[] rows = [.. files.Select((file, i) => Row(file.GetString()!, labels[i], weights?[i].GetDouble()))];
        Check((ImageFileFlow)Call(nameof(ImageDataGenerator.FlowFromDataFrame), golden, ("rows", rows), ("directory", FolderOf(golden))), golden);
    }

    private static ImageRow Row(string file, JsonElement label, double? weight) => label.ValueKind switch
    {
        JsonValueKind.String => new(file, label.GetString()!) { Weight = weight },
        JsonValueKind.Number => new(file, label.GetDouble()) { Weight = weight },
        _ when label[0].ValueKind == JsonValueKind.String => new(file, [.. label.EnumerateArray().Select(item => item.GetString()!)]) { Weight = weight },
        _ => new(file, [.. label.EnumerateArray().Select(item => item.GetDouble())]) { Weight = weight },
    };

    private static object Call(string method, GoldenCase golden, params (string, object?)[] others) =>
        GeneratorArguments.Call(
            typeof(ImageDataGenerator).GetMethod(method)!,
            GeneratorArguments.Generator(golden["args"]),
            golden["args"],
            [.. others, .. golden["args"].Field("sample_weight") is { } weights ? new[] { ("sampleWeight", (object?)GoldenData.One(weights)) } : []])!;

    private static void Check(ImageFileFlow flow, GoldenCase golden)
    {
        foreach (JsonProperty output in golden["outputs"].EnumerateObject())
            switch (output.Name)
            {
                case "class_indices":
                    Comparer.EqualLists(
                        "class indices",
                        flow.ClassIndices.OrderBy(pair => pair.Value),
                        output.Value.EnumerateObject().Select(item => KeyValuePair.Create(item.Name, item.Value.GetInt32())));
                    break;
                case "files":
                    Comparer.EqualLists("files", flow.FileNames, output.Value.EnumerateArray().Select(item => item.GetString()!));
                    break;
                case "classes":
                    Comparer.EqualLists("classes", flow.Classes.Select(number => (double)number), GoldenArray.From(output.Value).Values);
                    break;
                case "y":
                    CheckArray("pictures", flow.Next().Inputs[0], output.Value, golden);
                    flow.Reset();
                    break;
                case "labels" or "first_labels":
                    CheckArray("labels", flow.Next().Targets![0], output.Value, golden);
                    flow.Reset();
                    break;
                case "weights":
                    CheckArray("weights", flow.Next().SampleWeights![0], output.Value, golden);
                    flow.Reset();
                    break;
                default:
                    throw new NotCoveredException($"the output '{output.Name}' of a flow");
            }

        DataBatch batch = flow.Next();
        if (!golden["args"].TryGetProperty("class_mode", out JsonElement mode))
            return;
        if (mode.ValueKind == JsonValueKind.Null)
            Comparer.Equal("there are targets", batch.Targets is not null, false);
        else if (mode.GetString() == "input")
            Comparer.EqualLists("targets", Values(batch.Targets![0]), Values(batch.Inputs[0]));
    }

    private static void CheckArray(string what, DataArray got, JsonElement expected, GoldenCase golden) =>
        Comparer.CheckValues(what, GoldenData.From(got), GoldenArray.From(expected), golden.Tolerance);

    private static void Lists(string what, IEnumerable<double[]> got, IEnumerable<JsonElement>? expected)
    {
        if (expected is null)
            return;
        foreach ((double[] numbers, JsonElement json) in got.Zip(expected))
            Comparer.EqualLists(what, numbers, GoldenArray.From(json).Values);
    }

    private static DataArray Input(GoldenCase golden, string name) => GoldenData.One(golden["inputs"].GetProperty(name));

    private static string FolderOf(GoldenCase golden) => Path.Combine(golden.Folder, golden["inputs"].Text("folder"));

    /// <summary>The pictures of these cases hold nothing but their number.</summary>
    private static double[] FirstValues(DataArray pictures) =>
        [.. Values(pictures).Chunk((int)(pictures.Shape.ElementCount / pictures.Count)).Select(picture => picture[0])];

    private static double[] Values(DataArray array)
    {
        TensorData values = new(array.Shape, DType.Float64);
        array.CopyTo(values);
        return values.AsSpan<double>().ToArray();
    }
}
