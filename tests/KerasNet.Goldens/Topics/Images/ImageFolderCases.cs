using System.Text.Json;

namespace KerasNet.Goldens.Topics.Images;

/// <summary>Keras' <c>image_dataset_from_directory</c>: which files in what order, their labels and pixels, refusals.</summary>
internal sealed class ImageFolderCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.IsError)
        {
            Refusal.Of(golden, () => Read(golden).ToList());
            return;
        }

        JsonElement outputs = golden["outputs"];
        Dictionary<string, ImageDataset> parts = Read(golden).ToDictionary(part => part.Name, part => part.Dataset);
        if (outputs.Field("y") is not null)
            CheckPart(parts["dataset"], outputs, golden);
        else
            foreach (JsonProperty part in outputs.EnumerateObject())
                CheckPart(parts.GetValueOrDefault(part.Name) ?? parts["dataset"], part.Value, golden);
    }

    private static void CheckPart(ImageDataset dataset, JsonElement expected, GoldenCase golden)
    {
        string folder = Folder(golden) + "/";
        Comparer.EqualLists("files", dataset.Files.Select(file => file[folder.Length..]), Texts(expected.GetProperty("files")));
        if (expected.Field("class_names") is { } names)
            Comparer.EqualLists("class names", dataset.ClassNames, Texts(names));
        if (expected.Field("labels") is { } labels)
            CheckLabels(dataset, GoldenArray.From(labels));
        if (expected.Field("y") is { } pixels)
            Comparer.Check("y", Joined(dataset, batch => batch.Inputs), GoldenArray.From(pixels), golden.Tolerance);
    }

    /// <summary>Class numbers as they are listed; columns as the batches have them.</summary>
    private static void CheckLabels(ImageDataset dataset, GoldenArray expected)
    {
        if (expected.Shape.Rank == 1)
            Comparer.EqualLists("labels", dataset.Labels.Select(label => (double)label), expected.Values);
        else
            Comparer.CheckValues("labels", Joined(dataset, batch => batch.Targets!), expected, Tolerance.Exact);
    }

    private static TensorData Joined(ImageDataset dataset, Func<DataBatch, IReadOnlyList<Data.DataArray>> arrays)
    {
        Data.DataArray[] batches = [.. dataset.Select(batch => arrays(batch)[0])];
        return TensorData.From<float>([.. batches.SelectMany(batch => batch.AsSpan<float>().ToArray())], batches[0].Shape.With(0, batches.Sum(batch => batch.Count)));
    }

    private static IEnumerable<(string Name, ImageDataset Dataset)> Read(GoldenCase golden)
    {
        JsonElement args = golden["args"];
        string folder = Folder(golden);
        string? subset = args.Field("subset")?.GetString();
        bool shuffle = args.Field("shuffle")?.GetBoolean() ?? true;
        int? seed = args.Field("seed")?.GetInt32(), batchSize = args.TryGetProperty("batch_size", out JsonElement batch) ? batch.ValueKind == JsonValueKind.Null ? null : batch.GetInt32() : 32;
        double? split = args.Field("validation_split")?.GetDouble();
        LabelMode labelMode = Is("label_mode", null) || Is("labels", null) ? LabelMode.None : Parse(args, "label_mode", LabelMode.Int);
        int[]? labels = args.Field("labels") is { ValueKind: JsonValueKind.Array } given ? [.. given.EnumerateArray().Select(label => label.GetInt32())] : null;
        string[]? classNames = args.Field("class_names") is { } names ? [.. Texts(names)] : null;
        ColorMode colorMode = Parse(args, "color_mode", ColorMode.Rgb);
        (int, int)? size = args.Field("image_size") is { } sides ? Size([.. sides.EnumerateArray().Select(side => side.GetInt32())]) : null;
        string interpolation = args.Field("interpolation")?.GetString() ?? "bilinear";
        bool links = Is("follow_links", true), crop = Is("crop_to_aspect_ratio", true), pad = Is("pad_to_aspect_ratio", true);
        if (subset == "both")
        {
            (ImageDataset training, ImageDataset validation) = ImageDataset.SplitFromDirectory(
                folder, split ?? 0, seed, labelMode, labels, classNames, colorMode, batchSize, size, shuffle, interpolation, links, crop, pad);
            return [("training", training), ("validation", validation)];
        }

        Subset? part = subset is null ? null : Parse(args, "subset", Subset.Training);
        return [("dataset", ImageDataset.FromDirectory(
            folder, labelMode, labels, classNames, colorMode, batchSize, size, shuffle, seed, split, part, interpolation, links, crop, pad))];

        bool Is(string key, bool? value) => args.TryGetProperty(key, out JsonElement json) && json.ValueKind switch
        {
            JsonValueKind.Null => value is null,
            JsonValueKind.True => value is true,
            _ => false,
        };
    }

    private static (int, int) Size(int[] sides) => sides.Length == 2 ? (sides[0], sides[1]) : throw new MismatchException("cannot be written in C#");

    private static string Folder(GoldenCase golden) => $"{golden.Folder.TrimEnd('/')}/{golden["inputs"].Text("folder")}";

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);

    /// <summary>A name that is not known becomes a value that no member has.</summary>
    private static T Parse<T>(JsonElement args, string key, T absent)
        where T : struct, Enum =>
        args.Field(key) is not { } name ? absent
        : Enum.TryParse(name.GetString(), ignoreCase: true, out T value) ? value
        : (T)Enum.ToObject(typeof(T), -1);
}
