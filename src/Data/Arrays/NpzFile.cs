using System.IO.Compression;

namespace KerasNet.Data;

/// <summary>Reads and writes several named arrays in NumPy's <c>.npz</c> format, a zip archive: <c>numpy.savez</c> and <c>numpy.load</c> are the other side.</summary>
/// <remarks>Which arrays are read, and as what, is said at <see cref="NpyFile"/>. Entries of the archive that are no <c>.npy</c> are passed over.</remarks>
public static class NpzFile
{
    // What NumPy writes, so that equal arrays give equal files.
    private static readonly DateTimeOffset s_date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads all arrays.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no such file, or one of its arrays is damaged or of a kind that is not supported.</exception>
    /// <example><code>
    /// var arrays = NpzFile.Load("mnist.npz");
    /// model.Fit(arrays["x_train"], arrays["y_train"]);
    /// </code></example>
    public static IReadOnlyDictionary<string, DataArray> Load(string path)
    {
        using NpzArchive archive = new(path);
        return archive.Names.ToDictionary(name => name, name => archive.Read(name, array => array.ToDataArray()));
    }

    /// <summary>Reads one array; the others may be of any kind.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The array's name, without <c>.npy</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="KeyNotFoundException">There is no such array; the message lists those that are there.</exception>
    /// <exception cref="InvalidDataException">The file is no such file, or the array is damaged or of a kind that is not supported.</exception>
    public static DataArray Load(string path, string name)
    {
        using NpzArchive archive = new(path);
        return archive.Names.Contains(name) ? archive.Read(name, array => array.ToDataArray()) : throw new KeyNotFoundException(archive.Lacks(name));
    }

    /// <summary>Writes arrays, all or none; a file of that name is replaced. Equal arrays give equal files.</summary>
    /// <param name="path">The file; its folder is made if need be. Nothing is appended to the name.</param>
    /// <param name="arrays">The arrays by name, in the order in which they are written.</param>
    /// <param name="compressed">Whether they are packed, as <c>numpy.savez_compressed</c> does.</param>
    /// <exception cref="ArgumentException">A name is empty or stands twice, or an array holds texts, which are read but not written.</exception>
    /// <example><code>NpzFile.Save("weights.npz", new Dictionary&lt;string, DataArray&gt; { ["kernel"] = kernel, ["bias"] = bias });</code></example>
    public static void Save(string path, IEnumerable<KeyValuePair<string, DataArray>> arrays, bool compressed = false)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        KeyValuePair<string, DataArray>[] all = [.. arrays];
        if (all.Select(array => array.Key).Distinct().Count() < all.Length || all.Any(array => string.IsNullOrEmpty(array.Key)))
            throw new ArgumentException($"Arrays need names of their own. Received: {string.Join(", ", all.Select(array => $"'{array.Key}'"))}.", nameof(arrays));
        WholeFile.Write(path, file => Write(file, all.Select(array => (array.Key, (Action<Stream>)(stream => NpyFile.Write(stream, array.Value)))), compressed));
    }

    /// <summary>Writes arrays, each of which is written by its function.</summary>
    internal static void Write(Stream file, IEnumerable<(string Name, Action<Stream> Write)> arrays, bool compressed)
    {
        using ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, Action<Stream> write) in arrays)
        {
            ZipArchiveEntry entry = archive.CreateEntry(name + ".npy", compressed ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            entry.LastWriteTime = s_date;
            using Stream stream = entry.Open();
            write(stream);
        }
    }
}
