using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasNet.Goldens.Topics.Text;

/// <summary>Keras' <c>text_dataset_from_directory</c> on a folder that is written for the case: which files in what order, their labels and texts, refusals.</summary>
internal sealed class TextFolderCases : IGoldenTopic
{
    private static readonly MethodInfo s_whole = typeof(TextDataset).GetMethod(nameof(TextDataset.FromDirectory))!;
    private static readonly MethodInfo s_split = typeof(TextDataset).GetMethod(nameof(TextDataset.SplitFromDirectory))!;

    public void Run(GoldenCase golden)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"kerasnet-goldens-{Guid.NewGuid():N}");
        try
        {
            foreach (JsonProperty file in golden["inputs"].GetProperty("files").EnumerateObject())
            {
                string path = Path.Combine(folder, file.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Value.GetString());
            }

            if (golden.IsError)
                Refusal.Of(golden, () => Read(golden, folder));
            else
                foreach ((string name, TextDataset dataset) in Read(golden, folder))
                    Check(dataset, golden["outputs"].GetProperty(name), folder);
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static void Check(TextDataset dataset, JsonElement expected, string folder)
    {
        foreach (JsonProperty output in expected.EnumerateObject())
            switch (output.Name)
            {
                case "class_names":
                    Comparer.EqualLists("class names", dataset.ClassNames, output.Value.ValueKind == JsonValueKind.Null ? [] : Texts(output.Value));
                    break;
                case "files":
                    Comparer.EqualLists("files", dataset.Files.Select(file => file[(folder.Length + 1)..]), Texts(output.Value));
                    break;
                case "texts":
                    Comparer.EqualLists("texts", dataset.SelectMany(batch => batch.Inputs[0].Texts.ToArray()), Texts(output.Value));
                    break;
                case "labels" when output.Value.ValueKind == JsonValueKind.Array:
                    Comparer.EqualLists("labels", dataset.Labels, output.Value.EnumerateArray().Select(label => label.GetInt32()));
                    break;
                case "labels" when output.Value.ValueKind == JsonValueKind.Object:
                    Comparer.Check("labels", GoldenData.From(dataset.Batch(1000).Single().Targets![0]), GoldenArray.From(output.Value), Tolerance.Exact);
                    break;
                case "labels":
                    Comparer.Equal("there are labels", dataset.Any(batch => batch.Targets is not null), false);
                    break;
                default:
                    throw new NotCoveredException($"the output '{output.Name}' of a folder");
            }
    }

    /// <summary>One dataset, or two where both parts are asked for.</summary>
    private static IEnumerable<(string Name, TextDataset Dataset)> Read(GoldenCase golden, string folder)
    {
        JsonObject arguments = JsonObject.Create(golden["args"])!;
        bool both = (string?)arguments["subset"] == "both" || (!golden.IsError && golden["outputs"].Field("training") is not null && arguments["subset"] is null);
        if (both)
            arguments.Remove("subset");

        // In Keras labels: None is another way to say label_mode: None.
        if (arguments.ContainsKey("labels") && arguments["labels"] is null or JsonValue)
        {
            if (arguments["labels"] is null)
                arguments["label_mode"] = null;
            arguments.Remove("labels");
        }

        using JsonDocument document = JsonDocument.Parse(arguments.ToJsonString());
        object result = MethodCall.Of(both ? s_split : s_whole, document.RootElement, ("directory", folder))!;
        if (result is not (TextDataset training, TextDataset validation))
            return [(golden.IsError ? "" : golden["outputs"].EnumerateObject().First().Name, (TextDataset)result)];
        return [("training", training), ("validation", validation)];
    }

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);
}
