using KerasNet.Saving.Hdf5;
using KerasNet.Saving.Legacy;

namespace KerasNet.Saving;

/// <summary>A kind of file that holds a whole model.</summary>
/// <param name="Extensions">How the names of such files end; the first is the one that is recommended.</param>
/// <param name="Signature">How such files begin.</param>
/// <param name="Load">Reads a model from a path; the flag says whether it shall be compiled as it was.</param>
/// <param name="Save">Writes a model to a path.</param>
internal sealed record ModelFormat(string[] Extensions, byte[] Signature, Func<string, bool, Model> Load, Action<Model, string> Save)
{
    private const string WeightsAlone = ".weights.h5";

    /// <summary>All kinds, the recommended one first.</summary>
    internal static IReadOnlyList<ModelFormat> All { get; } =
    [
        new([".keras"], [.. "PK"u8], KerasArchive.Load, KerasArchive.Save),
        new([".h5", ".hdf5"], Superblock.Signature.ToArray(), LegacyFile.Load, LegacyWriter.Save),
    ];

    /// <summary>The kind of a file that is there: by its name, or else by its first bytes. A folder is an archive that somebody unpacked.</summary>
    /// <exception cref="FileNotFoundException">There is nothing at this path.</exception>
    /// <exception cref="ModelFileException">It is of no kind.</exception>
    internal static ModelFormat OfFile(string path)
    {
        if (Directory.Exists(path))
            return All[0];
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no model at '{path}'.", path);
        if (IsWeightsAlone(path))
            throw new ModelFileException("it holds weights alone, by its name. Build the model and call LoadWeights", path);
        return ByName(path) ?? ByContent(path)
            ?? throw new ModelFileException($"it is of no kind that is known: the names of models end in {Endings}", path);
    }

    /// <summary>The kind that a new file's name asks for.</summary>
    /// <exception cref="ArgumentException">It asks for none.</exception>
    internal static ModelFormat ForNewFile(string path) =>
        IsWeightsAlone(path) ? throw new ArgumentException($"'{path}' is the name of a file for weights alone. Call SaveWeights, or name the file {Endings}.", nameof(path))
        : ByName(path) ?? throw new ArgumentException($"The file of a model is named {Endings}. Received: '{path}'.", nameof(path));

    private static string Endings => string.Join(" or ", All.SelectMany(format => format.Extensions));

    private static bool IsWeightsAlone(string path) => path.EndsWith(WeightsAlone, StringComparison.OrdinalIgnoreCase);

    private static ModelFormat? ByName(string path) =>
        All.FirstOrDefault(format => format.Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)));

    private static ModelFormat? ByContent(string path)
    {
        byte[] start = new byte[16];
        using FileStream file = File.OpenRead(path);
        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return All.FirstOrDefault(format => start.AsSpan(0, read).StartsWith(format.Signature));
    }
}
