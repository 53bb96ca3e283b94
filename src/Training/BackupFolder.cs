using System.Text.Json;
using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Saving;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Training;

/// <summary>The files of a backup: those of Keras, of which the file of weights holds the state of the run as well.</summary>
/// <remarks>What counts is in that one file. The other is written after it, for Keras, and read only where the first is Keras'.</remarks>
internal sealed class BackupFolder(string folder, bool keepsPrevious)
{
    private const string WeightsName = "latest.weights.h5";
    private const string MetadataName = "training_metadata.json";
    private const string PreviousEnd = ".bkp";
    private const int MostMetadata = 1 << 16;

    private string Weights => Path.Combine(folder, WeightsName);

    private string Metadata => Path.Combine(folder, MetadataName);

    /// <summary>The last backup, or the one before it where that is damaged; null where there is none.</summary>
    /// <exception cref="IOException">It is damaged, and there is none before it.</exception>
    internal SavedRun? Read()
    {
        if (!Directory.Exists(folder))
            return null;
        DeleteAll("*.tmp");
        try
        {
            if (Read("") is { } last)
                return last;
        }
        catch (IOException e) when (File.Exists(Weights + PreviousEnd))
        {
            Messages.Warn($"{e.Message} The backup before it is taken.");
        }
        catch (IOException e)
        {
            throw new IOException($"{e.Message} Delete the folder '{folder}' to train anew; doubleCheckpoint keeps the backup before the last as well.", e);
        }

        return Read(PreviousEnd);
    }

    /// <summary>Saves; a kill or a full disk leaves what was saved before.</summary>
    internal void Write(Model model, RunState? state, int epoch, int batch)
    {
        Keep(Weights);
        WholeFile.Write(Weights, stream =>
        {
            NewGroup root = new();
            if (state is not null)
                RunFile.Add(root, state);
            WeightsFile.Write(stream, model, root);
        });
        Keep(Metadata);
        WholeFile.Write(Metadata, System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant($"{{\"epoch\": {epoch}, \"batch\": {batch}}}")));
    }

    /// <summary>Deletes the files, and the folder if nothing else is in it.</summary>
    internal void Delete()
    {
        if (!Directory.Exists(folder))
            return;
        foreach (string pattern in new[] { MetadataName + "*", WeightsName + "*" })
            DeleteAll(pattern);
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private SavedRun? Read(string end)
    {
        if (!File.Exists(Weights + end))
            return null;
        using Hdf5File file = Hdf5File.Open(Weights + end);
        RunState? state = RunFile.Read(file, Weights + end);
        if (state is null)
            return ReadMetadata(Metadata + end) is { } keras ? new SavedRun(Weights + end, keras, 0, null) : null;
        (int epoch, int step) = TrainingLoop.PlaceOf(state);
        return new SavedRun(Weights + end, epoch, step, state);
    }

    /// <summary>The epoch at which Keras would go on; null where there is none, which Keras takes for no backup.</summary>
    private static int? ReadMetadata(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using FileStream file = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(new BinaryReader(file).ReadBytes(MostMetadata));
            return document.RootElement.GetProperty("epoch").GetInt32() is >= 0 and var epoch ? epoch : throw new JsonException("the epoch is below 0");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new IOException($"'{path}' must hold {{\"epoch\": …, \"batch\": …}}: {e.Message}", e);
        }
    }

    private void Keep(string path)
    {
        if (keepsPrevious && File.Exists(path))
            File.Move(path, path + PreviousEnd, overwrite: true);
    }

    /// <summary>Deletes files of ours; those that end in .tmp were left by a program that was killed while it wrote them.</summary>
    private void DeleteAll(string pattern)
    {
        foreach (string name in new[] { WeightsName, MetadataName })
            foreach (string file in Directory.EnumerateFiles(folder, pattern).Where(file => Path.GetFileName(file).StartsWith(name, StringComparison.Ordinal)))
                File.Delete(file);
    }
}

/// <summary>A backup that was found.</summary>
/// <param name="Path">The file of weights.</param>
/// <param name="Epoch">The epoch, from 0, at which or in which the run goes on.</param>
/// <param name="Step">The step of that epoch with which it goes on.</param>
/// <param name="State">What the run remembered; null where Keras wrote the file.</param>
internal sealed record SavedRun(string Path, int Epoch, int Step, RunState? State)
{
    /// <summary>Puts the weights and the optimizer's state back.</summary>
    /// <exception cref="ArgumentException">They are another model's.</exception>
    internal void RestoreModel(Model model)
    {
        if (State is not null)
            Trainer.KeepModel(State, model);
        using Hdf5File file = Hdf5File.Open(Path);
        WeightsFile.Read(file, Path, model, skipMismatch: false);
    }
}
