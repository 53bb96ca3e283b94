using KerasNet.Callbacks;
using KerasNet.Saving;

namespace KerasNet.Fuzz;

/// <summary>Whole models and their configurations.</summary>
internal static class ModelFiles
{
    /// <summary>What a configuration may make layers keep, as if so many weights lay beside it.</summary>
    private const long WeightBytes = 64 << 10;

    private static readonly Lazy<IReadOnlyList<byte[]>> s_configs = new(Configs);

    /// <summary>The configurations of real models.</summary>
    internal static IReadOnlyList<byte[]> Configs() => [.. FuzzTargets.SmallModels().Select(ConfigOf).OfType<byte[]>().Where(ConfigEdits.AreJson)];

    /// <summary>Loads a model, compiled or not.</summary>
    internal static void Load(byte[] file, int choice) => Refusing(() =>
    {
        using ZipFiles files = new(new MemoryStream(file), "file");
        return KerasArchive.Load(files, compile: choice % 2 == 0);
    });

    /// <summary>The configuration in a file; null where there is none.</summary>
    private static byte[]? ConfigOf(byte[] file)
    {
        try
        {
            using ZipFiles files = new(new MemoryStream(file), "file");
            return files.Read(KerasArchive.Config, file.Length);
        }
        catch (ModelFileException)
        {
            return null;
        }
    }

    /// <summary>Makes the model of a configuration whose text was broken, or, of every other one, of a whole text with other values in it.</summary>
    internal static void Configure(byte[] text, int choice) => Refusing(() =>
    {
        if (choice % 4 > 1)
            text = ConfigEdits.Of(s_configs.Value[choice / 4 % s_configs.Value.Count], choice);
        using IDisposable limit = WeightBudget.For(WeightBytes);
        return ModelFileException.Guard(
            "file", KerasArchive.Config, () => ModelFromConfig.Read(ConfigText.ParseObject(text, KerasArchive.Config), compile: choice % 2 == 0, new ConfigNotes { TakesUnknown = true }));
    });

    /// <summary>The three exceptions for files become one; warnings are not shown.</summary>
    private static void Refusing(Func<Model> load)
    {
        Messages.Listener = (_, _) => { };
        try
        {
            load();
        }
        catch (IOException e) when (e is ModelFileException or Hdf5Exception or WeightsException)
        {
            throw new InvalidDataException(e.Message, e);
        }
        finally
        {
            Messages.Listener = null;
        }
    }
}
