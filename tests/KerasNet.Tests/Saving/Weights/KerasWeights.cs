using KerasNet.Goldens;
using KerasNet.Goldens.Topics.Files;
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

    /// <summary>The compiled model that a file holds, or the vector beside it describes.</summary>
    internal static Model Model(GoldenCase golden)
    {
        using CustomObjects.Scope scope = CustomObjects.Use(PackageObjects.All);
        if (!golden.Has("model"))
            return KerasNet.Model.Load(Path(golden));
        Model model = KerasNet.Model.FromJson(golden["model"].GetRawText());
        if (golden.Json.Field("compile") is { } compile)
            CompileConfig.Apply(model, compile, new ConfigNotes());
        return model;
    }

    /// <summary>Loads the weights of a file into its model.</summary>
    internal static void Load(GoldenCase golden, Model model) => model.LoadWeights(Path(golden));

    internal static string Path(GoldenCase golden) => System.IO.Path.Combine(golden.Folder, golden["file"].GetString()!);
}
