using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KerasNet.Goldens.Topics;

/// <summary>The files that ModelCheckpoint and BackupAndRestore leave.</summary>
internal static partial class SavedFiles
{
    private const string Weights = "latest.weights.h5";
    private const string Metadata = "training_metadata.json";
    private const string Previous = ".bkp";

    /// <summary>Exactly these files, each with the weight or the text that a case says.</summary>
    internal static void Check(string when, JsonElement expected, string folder)
    {
        IEnumerable<string> names = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file));
        Comparer.EqualLists($"files {when}", names.Order(StringComparer.Ordinal), expected.EnumerateObject().Select(file => file.Name).Order(StringComparer.Ordinal));
        foreach (JsonProperty file in expected.EnumerateObject())
        {
            string path = Path.Combine(folder, file.Name);
            if (file.Value.ValueKind == JsonValueKind.String)
                Comparer.Equal($"{file.Name} {when}", File.ReadAllText(path), file.Value.GetString());
            else
                Comparer.Equal($"the weight in {file.Name} {when}", Weight(path), file.Value.AsNumber());
        }
    }

    /// <summary>The files of a folder; none where it does not exist.</summary>
    internal static IEnumerable<string> Names(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal) : [];

    /// <summary>A backup whose weights are no HDF5 file; the one before it, where the case tells of one, holds the weight and the epoch that it says.</summary>
    internal static void Break(string folder, string about)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Weights), "not an HDF5 file");
        File.WriteAllText(Path.Combine(folder, Metadata), "{\"epoch\": 3, \"batch\": 0}");
        if (Previously().Match(about) is not { Success: true } previously)
            return;
        Model model = ScriptedTraining.NewModel();
        model.Weights[0].Fill(double.Parse(previously.Groups["weight"].Value, CultureInfo.InvariantCulture));
        string temporary = Path.Combine(folder, "previous.weights.h5");
        model.SaveWeights(temporary);
        File.Move(temporary, Path.Combine(folder, Weights + Previous));
        File.WriteAllText(Path.Combine(folder, Metadata + Previous), $"{{\"epoch\": {previously.Groups["epoch"].Value}, \"batch\": 0}}");
    }

    private static double Weight(string path)
    {
        Model model;
        if (path.EndsWith(".weights.h5", StringComparison.Ordinal))
        {
            model = ScriptedTraining.NewModel();
            model.LoadWeights(path);
        }
        else
            model = Model.Load(path);
        return model.Weights[0].Value.GetDouble(0);
    }

    [GeneratedRegex(@"\.bkp \(weight (?<weight>[0-9.]+), epoch (?<epoch>[0-9]+)\)")]
    private static partial Regex Previously();
}
