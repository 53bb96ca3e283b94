using System.Globalization;
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
        new(".csv", path => Single(ReadCsv(path)), (path, arrays) => WholeFile.Write(path, Encoding.UTF8.GetBytes(ToCsv(Only(path, arrays))))),
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

    /// <summary>Rows of numbers between commas; a first line that is no numbers is a heading.</summary>
    private static DataArray ReadCsv(string path)
    {
        List<float> numbers = [];
        int line = 0, rows = 0, columns = 0;
        foreach (string text in File.ReadLines(path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            string[] cells = text.Split(',');
            float[] row = [.. cells.Select(cell => float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) ? number : float.NaN)];
            int bad = Array.FindIndex(cells, cell => !float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
            if (bad >= 0 && rows == 0 && line == 1)
                continue;
            if (bad >= 0)
                throw new FormatException($"'{path}', line {line}: '{cells[bad].Trim()}' is no number.");
            if (rows > 0 && row.Length != columns)
                throw new FormatException($"'{path}', line {line}: expected {columns} numbers as in the lines before, received {row.Length}.");
            (columns, rows) = (row.Length, rows + 1);
            numbers.AddRange(row);
        }

        return rows > 0 ? DataArray.Of(numbers.ToArray(), [rows, columns]) : throw new FormatException($"'{path}' holds no row of numbers.");
    }

    private static string ToCsv(DataArray array)
    {
        if (array.Shape.Rank > 2)
            throw new ArgumentException($"A .csv file holds rows of numbers, and the output has the shape {array.Shape}. Write an .npy or .npz file.");
        ReadOnlySpan<float> numbers = array.AsSpan<float>();
        int columns = array.Shape.Rank == 2 ? array.Shape[1] : 1;
        StringBuilder csv = new();
        for (int i = 0; i < numbers.Length; i++)
            csv.Append(numbers[i].ToString("R", CultureInfo.InvariantCulture)).Append((i + 1) % columns == 0 ? '\n' : ',');
        return csv.ToString();
    }

    private sealed record Format(string End, Func<string, IReadOnlyDictionary<string, DataArray>> Read, Action<string, IReadOnlyDictionary<string, DataArray>> Write);
}
