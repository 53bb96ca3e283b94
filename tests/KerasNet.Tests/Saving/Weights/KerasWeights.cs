using System.IO.Compression;
using System.Text.Json;
using KerasNet.Goldens;
using KerasNet.Saving;

namespace KerasNet.Tests.Saving.Weights;

/// <summary>Models and weights of the files that Keras wrote.</summary>
internal static class KerasWeights
{
    /// <summary>A case of the vectors by its name.</summary>
    internal static GoldenCase Case(string name) => GoldenFolder.Find().Cases("files")
        .Where(golden => golden.Name == name)
        .Select(golden => new GoldenCase(golden.Topic, golden.Json.Clone(), golden.Folder))
        .Single();

    /// <summary>The compiled model that a file describes, or the vector beside it.</summary>
    internal static Model Model(GoldenCase golden)
    {
        JsonElement config = golden.Has("model") ? golden["model"] : Config(golden);
        Model model = ObjectConfig.Deserialize<Model>(config);
        if ((golden.Json.Field("compile") ?? config.Field("compile_config")) is { ValueKind: JsonValueKind.Object } compile)
            CompileConfig.Apply(model, compile, new ConfigNotes());
        return model;
    }

    /// <summary>Loads the weights of a file into its model.</summary>
    internal static void Load(GoldenCase golden, Model model) => model.LoadWeights(Path(golden));

    internal static string Path(GoldenCase golden) => System.IO.Path.Combine(golden.Folder, golden["file"].GetString()!);

    private static JsonElement Config(GoldenCase golden) => JsonDocument.Parse(Member(Path(golden), "config.json")).RootElement;

    private static byte[] Member(string path, string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        using Stream member = archive.GetEntry(name)!.Open();
        using MemoryStream bytes = new();
        member.CopyTo(bytes);
        return bytes.ToArray();
    }
}
