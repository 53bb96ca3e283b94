using System.Text;
using KerasNet.Data;

namespace KerasNet.Tool;

/// <summary>Arrays from and to files; the end of the name says the format.</summary>
internal static class ArrayFiles
{
    private static readonly Format[] s_formats =
    [
        new(".npz", NpzFile.Load, (path, arrays) => NpzFile.Save(path, arrays)),
        new(".npy", path => Single(NpyFile.Load(path)), (path, arrays) => NpyFile.Save(path, Only(path, arrays))),
        new(".csv", path => Single(ReadCsv(path)), (path, arrays) => WholeFile.Write(path, Encoding.UTF8.GetBytes(CsvText.Write(Only(path, arrays))))),
    ];

    internal static IReadOnlyDictionary<string, DataArray> Read(string path) => Of(path).Read(path);

    internal static void Write(string path, IReadOnlyDictionary<string, DataArray> arrays) => Of(path).Write(path, arrays);

    private static Format Of(string path) => s_formats.FirstOrDefault(format => path.EndsWith(format.End, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(
            $"The end of the name '{path}' tells no format of arrays. Take one of: {string.Join(", ", s_formats.Select(format => format.End))}.");

    private static Dictionary<string, DataArray> Single(DataArray array) => new() { ["x"] = array };

    private static DataArray Only(string path, IReadOnlyDictionary<string, DataArray> arrays) => arrays.Count == 1
        ? arrays.Values.Single()
        : throw new ArgumentException($"'{path}' holds one array, and the model has {arrays.Count} outputs: {string.Join(", ", arrays.Keys)}. Write an .npz file.");

    private static DataArray ReadCsv(string path)
    {
        using StreamReader reader = new(path);
        return CsvText.Read(reader, path);
    }

    private sealed record Format(string End, Func<string, IReadOnlyDictionary<string, DataArray>> Read, Action<string, IReadOnlyDictionary<string, DataArray>> Write);
}
