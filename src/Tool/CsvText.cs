using System.Globalization;
using System.Text;
using KerasNet.Data;

namespace KerasNet.Tool;

/// <summary>Rows of numbers between commas.</summary>
internal static class CsvText
{
    /// <summary>Reads rows; a first line that is no numbers is a heading, empty lines are passed over.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="FormatException">A cell is no number, a row is longer or shorter than those before, or there is none.</exception>
    internal static DataArray Read(TextReader reader, string name)
    {
        List<float> numbers = [];
        int rows = 0, columns = 0;
        for (int line = 1; reader.ReadLine() is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text))
                continue;
            int before = numbers.Count;
            if (Append(text, numbers) is { } bad)
            {
                if (line > 1)
                    throw new FormatException($"'{name}', line {line}: '{bad}' is no number.");
                numbers.Clear();
                continue;
            }

            int count = numbers.Count - before;
            if (rows > 0 && count != columns)
                throw new FormatException($"'{name}', line {line}: expected {columns} numbers as in the lines before, received {count}.");
            (columns, rows) = (count, rows + 1);
        }

        return rows > 0 ? DataArray.Of(numbers.ToArray(), [rows, columns]) : throw new FormatException($"'{name}' holds no row of numbers.");
    }

    /// <summary>An array of one or two axes, a row on each line.</summary>
    /// <exception cref="ArgumentException">The array has more axes.</exception>
    internal static string Write(DataArray array)
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

    /// <summary>Adds the numbers of a line; gives the first cell that is none.</summary>
    private static string? Append(ReadOnlySpan<char> line, List<float> numbers)
    {
        foreach (Range cell in line.Split(','))
        {
            if (!float.TryParse(line[cell], NumberStyles.Float, CultureInfo.InvariantCulture, out float number))
                return line[cell].Trim().ToString();
            numbers.Add(number);
        }

        return null;
    }
}
