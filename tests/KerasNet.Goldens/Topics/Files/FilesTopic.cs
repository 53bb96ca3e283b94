using System.Text.Json;
using KerasNet.Goldens.Topics.Text;
using KerasNet.Saving;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Goldens.Topics.Files;

/// <summary>
/// Files that Keras wrote: each is loaded, predicts and goes on training as it did there. What we write of it has the same tree, is loaded again, and does the same.
/// </summary>
internal sealed class FilesTopic : IGoldenTopic
{
    /// <summary>Kinds of files by the ends of their names, the longer ones first. A file that is no such thing is for whole models.</summary>
    private static readonly FileKind[] s_kinds =
    [
        new(".weights.h5", OpenWeights, (model, path) => model.SaveWeights(path)),
        new(".weights.json", OpenWeights, (model, path) => model.SaveWeights(path, maxShardSize: 1e-6)),
        new("_weights_only.h5", OpenWeights, (model, path) => model.SaveWeights(path), "_again.weights.h5"),
        new(".h5", OpenModel, (model, path) => model.Save(path)),
        new(".keras", OpenModel, (model, path) => model.Save(path)),
    ];

    public void Run(GoldenCase golden)
    {
        using CustomObjects.Scope scope = CustomObjects.Use(PackageObjects.All);
        string file = golden.Text("file")!;
        FileKind kind = s_kinds.First(kind => file.EndsWith(kind.Ending, StringComparison.Ordinal));
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kerasnet-files");
        try
        {
            string copy = Path.Combine(folder.FullName, Path.GetFileName(file) + kind.CopyEnding);
            Unwrapped(() =>
            {
                Model model = kind.Open(golden, Path.Combine(golden.Folder, file));
                kind.Save(model, copy);
                Check("Keras' file", model, golden);
                CheckTree(copy, golden);
                Check("our file", kind.Open(golden, copy), golden);
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Does something with files; what a reader does not have is said as such.</summary>
    internal static void Unwrapped(Action action)
    {
        try
        {
            action();
        }
        catch (ModelFileException e) when (e.InnerException is UnsupportedConfigException missing)
        {
            throw missing;
        }
    }

    private static Model OpenModel(GoldenCase golden, string path) => Model.Load(path);

    private static Model OpenWeights(GoldenCase golden, string path)
    {
        Model model = Model.FromJson(golden["model"].GetRawText());
        if (golden.Has("compile"))
            GoldenModel.Compile(model, golden["compile"]);
        model.LoadWeights(path);
        return model;
    }

    /// <summary>Predictions, the optimizer's state, and training that goes on from it.</summary>
    private static void Check(string what, Model model, GoldenCase golden)
    {
        Data.DataArrays inputs = Inputs(golden["inputs"]);
        ModelTopic.CheckOutputs($"predictions of {what}", model.PredictAll(inputs), model, golden["predict"], golden.Tolerance);
        if (golden.Has("optimizer_variables"))
            CheckOptimizer(what, model, golden);
        if (!golden.Has("continue"))
            return;
        JsonElement more = golden["continue"];
        foreach ((JsonElement logs, int i) in more.GetProperty("logs").EnumerateArray().Select((logs, i) => (logs, i)))
            GoldenModel.CheckLogs($"logs of batch {i} after {what}", model.TrainOnBatch(inputs, GoldenData.Read(more.Field("y"))), logs, golden.Tolerance);
        GoldenModel.CheckWeights($"weights at the end of {what}", model.Weights, more.Arrays("final_weights").OfType<GoldenArray>(), golden.Tolerance);
    }

    private static void CheckOptimizer(string what, Model model, GoldenCase golden)
    {
        JsonElement[] expected = [.. golden["optimizer_variables"].EnumerateArray()];
        IReadOnlyList<Variable> variables = model.Optimizer.Variables;
        Comparer.EqualLists($"optimizer's variables of {what}", variables.Take(expected.Length).Select(variable => variable.Shape.ToString()), expected.Select(item => GoldenArray.From(item.GetProperty("array")).Shape.ToString()));
        for (int i = 0; i < expected.Length; i++)
            Comparer.CheckValues($"{expected[i].Text("path")} of {what}", variables[i].Value, GoldenArray.From(expected[i].GetProperty("array")), golden.Tolerance);
    }

    /// <summary>Compares the weights that we wrote with the tree that Keras wrote.</summary>
    private static void CheckTree(string copy, GoldenCase golden)
    {
        // What Keras 2 wrote is written again as Keras 3 does.
        if (!golden.Has("tree") || golden.Text("writer")!.StartsWith("tf_keras", StringComparison.Ordinal))
            return;
        if (!copy.EndsWith(".keras", StringComparison.Ordinal))
        {
            using Hdf5File file = Hdf5File.Open(copy);
            using Hdf5File original = Hdf5File.Open(Path.Combine(golden.Folder, golden.Text("file")!));
            TreeCheck.Run(file, golden["tree"], null, Reading.Must, ours: true, original: original);
            return;
        }

        using ZipFiles archive = new(File.OpenRead(copy), copy);
        using Hdf5File weights = archive.OpenHdf5(KerasArchive.Weights);
        TreeCheck.Run(weights, golden["tree"], null, Reading.Must, ours: true);
    }

    private static Data.DataArrays Inputs(JsonElement json) =>
        json.Field("dtype")?.GetString() == "string" ? TextData.Read(json) : GoldenData.Read(json)!;

    /// <summary>A kind of file.</summary>
    /// <param name="Ending">How the names of such files end.</param>
    /// <param name="Open">Loads the model of a case from such a file.</param>
    /// <param name="Save">Writes such a file.</param>
    /// <param name="CopyEnding">What is put behind the name of the file that we write, where that is of another kind.</param>
    private sealed record FileKind(string Ending, Func<GoldenCase, string, Model> Open, Action<Model, string> Save, string CopyEnding = "");
}
