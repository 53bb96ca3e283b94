using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Data;
using KerasNet.Saving.Hdf5;
using KerasNet.Saving.Legacy;

namespace KerasNet.Saving;

/// <summary>
/// Keras 3's archives: <c>metadata.json</c>, <c>config.json</c>, <c>model.weights.h5</c> and the files of layers below <c>assets/</c>; a zip or a folder of them.
/// </summary>
internal static class KerasArchive
{
    internal const string Metadata = "metadata.json";
    internal const string Config = "config.json";
    internal const string Weights = "model.weights.h5";

    /// <summary>The version of Keras whose files are written, and whose arguments are known.</summary>
    internal const string KerasVersion = "3.15.1";

    private const int MostConfig = 128 << 20;

    /// <summary>From so many bytes on a member needs long sizes; structures beside the numbers are small.</summary>
    private const long LongMember = 3L << 30;

    // The date of members whose date Python does not write.
    private static readonly DateTime s_noDate = new(1980, 1, 1);

    /// <summary>The model in an archive or an unpacked one.</summary>
    /// <param name="path">The file or the folder.</param>
    /// <param name="compile">Whether it is compiled as it was when it was saved.</param>
    /// <exception cref="ModelFileException">It is refused.</exception>
    /// <exception cref="Hdf5Exception">Its weights are damaged.</exception>
    /// <exception cref="WeightsException">Its weights do not fit its configuration.</exception>
    internal static Model Load(string path, bool compile)
    {
        using IModelFiles files = Files(path);
        return Load(files, compile);
    }

    /// <inheritdoc cref="Load(string, bool)"/>
    /// <param name="files">The files of the model.</param>
    /// <param name="compile">Whether it is compiled as it was when it was saved.</param>
    internal static Model Load(IModelFiles files, bool compile)
    {
        byte[] text = files.Read(Config, MostConfig);
        using Hdf5File weights = files.OpenHdf5(Weights);
        ConfigNotes notes = new() { TakesUnknown = true, Assets = new ModelAssets(files, weights) };
        using IDisposable limit = WeightBudget.For(weights.Length);
        bool old = LegacyConfig.IsOld(Version(files) ?? KerasVersion);
        Model model = Guarded(files, Config, () => ModelFromConfig.Read(ConfigText.ParseObject(text, Config), compile, notes, old));
        if (model.Built)
            WeightsReader.Read(Stored(files, weights, old), model, skipMismatch: false, notes: notes);
        notes.Tell(files.Name, Version(files));
        return model;
    }

    /// <summary>Writes a model. What was at this path stays until the new file is complete.</summary>
    internal static void Save(Model model, string path) => WholeFile.Write(path, stream => Save(model, stream, DateTime.Now));

    /// <summary>Writes a model; the same model and date give the same bytes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">Takes the archive; it can seek.</param>
    /// <param name="date">When it is saved.</param>
    internal static void Save(Model model, Stream stream, DateTime date)
    {
        IReadOnlyList<SavedObject> objects = StateTree.Of(model);
        string saved = date.ToString("yyyy-MM-dd@HH:mm:ss", CultureInfo.InvariantCulture);
        string metadata = PythonJson.Object([("keras_version", PythonJson.Text(KerasVersion)), ("date_saved", PythonJson.Text(saved))]);
        ZipWriter zip = new(stream);
        zip.Add(Metadata, s_noDate, member => member.Write(Encoding.UTF8.GetBytes(metadata)));
        byte[] config = Encoding.UTF8.GetBytes(PythonJson.Of(ModelFromConfig.Write(model)));
        zip.Add(Config, s_noDate, member => member.Write(config));
        long numbers = objects.SelectMany(one => one.Variables).Sum(variable => variable.Shape.ElementCount * variable.DType.Size());
        zip.Add(Weights, date, member => WeightsFile.Write(member, model), mayBeLong: numbers > LongMember);
        foreach ((string member, byte[] content) in ModelAssets.Of(objects))
            zip.Add(member, date, stored => stored.Write(content));
        zip.Finish();
    }

    /// <summary>The files in an archive or an unpacked one.</summary>
    internal static IModelFiles Files(string path) => Directory.Exists(path) ? new FolderFiles(path) : Open(path);

    /// <summary>Reads the weights of an archive into a model that is there already.</summary>
    internal static void LoadWeights(string path, Model model, bool skipMismatch, IReadOnlyCollection<object> skipped)
    {
        using ZipFiles files = Open(path);
        using Hdf5File weights = files.OpenHdf5(Weights);
        WeightsReader.Read(Stored(files, weights, LegacyConfig.IsOld(Version(files) ?? KerasVersion)), model, skipMismatch, skipped);
    }

    private static IStoredWeights Stored(IModelFiles files, Hdf5File weights, bool old)
    {
        Hdf5Weights stored = new(weights, $"{files.Name}/{Weights}");
        return old ? new Keras2Weights(weights, stored) : stored;
    }

    private static ZipFiles Open(string path)
    {
        FileStream file = File.OpenRead(path);
        try
        {
            return new ZipFiles(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The version of Keras that wrote the files; null where they do not say, and then it was Keras 3.</summary>
    private static string? Version(IModelFiles files)
    {
        try
        {
            return ConfigText.ParseObject(files.Read(Metadata, MostConfig), Metadata).Member("keras_version")?.ToString();
        }
        catch (Exception e) when (e is ModelFileException or ConfigException)
        {
            return null;
        }
    }

    private static T Guarded<T>(IModelFiles files, string member, Func<T> read) => ModelFileException.Guard(files.Name, member, read);
}
