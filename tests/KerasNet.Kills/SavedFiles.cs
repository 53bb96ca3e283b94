using System.Text.Json;
using KerasNet.Saving;
using KerasNet.Saving.Hdf5;
using KerasNet.Training;

namespace KerasNet.Kills;

/// <summary>Reads everything that a killed run left.</summary>
internal static class SavedFiles
{
    /// <summary>Files that cannot be read; temporary ones do not count, nobody looks for them.</summary>
    internal static IEnumerable<string> Problems(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".tmp", StringComparison.Ordinal)))
            if (Problem(file) is { } problem)
                yield return $"{file} is not whole: {problem}";
    }

    /// <summary>The epoch and the step with which a run will go on, or how many trials and epochs a search has seen; null without a backup or a journal.</summary>
    internal static (int Epoch, int Step)? Place(string folder)
    {
        string journal = Path.Combine(folder, SearchedRuns.Study, "journal.jsonl");
        if (File.Exists(journal))
            return File.ReadAllText(journal) is var text && text.Length > 0 ? (Count(text, "create"), Count(text, "epoch")) : null;
        string file = Path.Combine(folder, TrainedRuns.Backup, "latest.weights.h5");
        if (!File.Exists(file))
            return null;
        using Hdf5File open = Hdf5File.Open(file);
        return RunFile.Read(open, file) is { } state ? TrainingLoop.PlaceOf(state) : null;
    }

    private static int Count(string journal, string kind) => journal.AsSpan().Count($"\"event\":\"{kind}\"");

    private static string? Problem(string file)
    {
        try
        {
            switch (Path.GetExtension(file))
            {
                case ".h5" or ".bkp" when file.Contains(".weights.h5", StringComparison.Ordinal):
                    using (Hdf5File open = Hdf5File.Open(file))
                        ReadAll(open.Root);
                    break;
                case ".json":
                    JsonDocument.Parse(File.ReadAllBytes(file)).Dispose();
                    break;
                case ".keras":
                    Model.Load(file);
                    break;
            }

            return null;
        }
        catch (Exception e) when (e is IOException or JsonException or ArgumentException)
        {
            return e.Message;
        }
    }

    private static void ReadAll(Hdf5Group group)
    {
        foreach (Hdf5Link link in group.Links)
            switch (group.Open(link.Name))
            {
                case Hdf5Group inner:
                    ReadAll(inner);
                    break;
                case Hdf5Dataset dataset:
                    dataset.ReadBytes();
                    break;
            }
    }
}
