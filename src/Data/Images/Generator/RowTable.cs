using KerasNet.Callbacks;

namespace KerasNet.Data;

/// <summary>What <see cref="ImageDataGenerator.FlowFromDataFrame"/> makes of the rows of a table.</summary>
/// <param name="Files">Files and their classes.</param>
/// <param name="Targets">Labels or numbers.</param>
/// <param name="Weights">Weights, where there are any.</param>
internal sealed record RowTable(FileTable Files, DataArrays? Targets, DataArrays? Weights)
{
    /// <summary>Leaves out rows without a file or of other classes, then takes a part of the rest.</summary>
    internal static RowTable Of(
        ImageRow[] rows, string directory, IReadOnlyList<string>? classes, ClassMode classMode, bool validate, Func<ImageRow[], ImageRow[]> part)
    {
        CheckKind(rows, classMode);
        CheckTwo(rows, classes, classMode);
        if (validate)
            rows = WithFiles(rows, directory);
        bool classified = classMode is ClassMode.Categorical or ClassMode.Binary or ClassMode.Sparse;
        string[] names = !classified ? []
            : classes is null ? [.. rows.SelectMany(row => row.Labels).Distinct().Order(Comparer<string>.Create(FileTree.CompareBytes))]
            : [.. classes.Distinct()];
        Dictionary<string, int> numbers = names.Select((name, number) => KeyValuePair.Create(name, number)).ToDictionary();
        if (classified)
            rows = [.. rows.Where(row => row.Labels.Any(numbers.ContainsKey))];
        rows = part(rows);
        if (rows.Length == 0)
            throw new ArgumentException("No row of the table is left: look at file names, classes and the split.", nameof(rows));

        int[][] ofRows = classified ? [.. rows.Select(row => row.Labels.Where(numbers.ContainsKey).Select(label => numbers[label]).ToArray())] : [];
        FileTable files = new(
            new DiskTree(directory, followLinks: true) { Name = directory },
            [.. rows.Select(row => row.FileName)], [.. rows.Select(row => Path.Combine(directory, row.FileName))], names, [.. ofRows.Select(of => of[0])]);
        DataArrays? targets = classMode switch
        {
            ClassMode.Categorical => ClassLabels.OneHot(ofRows, names.Length),
            ClassMode.Raw => Raw(rows),
            ClassMode.MultiOutput => DataArrays.Create([.. rows[0].Values.Select((_, i) => (DataArray)rows.Select(row => row.Values[i]).ToArray())]),
            _ => ClassLabels.Of(files, classMode),
        };
        return new(files, targets, Weigh(rows));
    }

    private static void CheckKind(ImageRow[] rows, ClassMode classMode)
    {
        (string wanted, Func<ImageRow, bool> fits) = classMode switch
        {
            ClassMode.Categorical => ("one or more class names, which are text", row => row.Labels.Count > 0),
            ClassMode.Binary or ClassMode.Sparse => ("one class name, which is text", row => row.Labels.Count == 1),
            ClassMode.Raw or ClassMode.MultiOutput => ("as many numbers as the first row", row => row.Values.Count > 0 && row.Values.Count == rows[0].Values.Count),
            ClassMode.Input or ClassMode.None => ("", (Func<ImageRow, bool>)(_ => true)),
            _ => throw new ArgumentOutOfRangeException(nameof(classMode), classMode, "There is no such class mode."),
        };
        if (rows.FirstOrDefault(row => !fits(row)) is { } other)
            throw new ArgumentException($"With class mode {classMode} each row must have {wanted}. The row of '{other.FileName}' has " +
                $"{other.Labels.Count} names and {other.Values.Count} numbers.", nameof(rows));
    }

    private static void CheckTwo(ImageRow[] rows, IReadOnlyList<string>? classes, ClassMode classMode)
    {
        string[] names = [.. (classes ?? rows.SelectMany(row => row.Labels)).Distinct()];
        if (classMode == ClassMode.Binary && names.Length != 2)
            throw new ArgumentException($"Binary labels need two classes. Received: {string.Join(", ", names)}.", nameof(classMode));
    }

    private static ImageRow[] WithFiles(ImageRow[] rows, string directory)
    {
        ImageRow[] found = [.. rows.Where(row => FileTable.IsPicture(row.FileName) && File.Exists(Path.Combine(directory, row.FileName)))];
        if (found.Length < rows.Length)
            Messages.Warn($"{rows.Length - found.Length} of {rows.Length} rows are left out, whose file is missing or not called like a picture, " +
                $"for example '{rows.Except(found).First().FileName}'.");
        return found;
    }

    private static DataArray Raw(ImageRow[] rows)
    {
        double[] values = [.. rows.SelectMany(row => row.Values)];
        return DataArray.Of(values, rows[0].HasSeveral ? [rows.Length, rows[0].Values.Count] : [rows.Length]);
    }

    private static DataArrays? Weigh(ImageRow[] rows)
    {
        double[] weights = [.. rows.Select(row => row.Weight).OfType<double>()];
        if (weights.Length == 0)
            return null;
        return weights.Length == rows.Length
            ? weights
            : throw new ArgumentException($"Either all rows have a weight or none. Received {weights.Length} weights for {rows.Length} rows.", nameof(rows));
    }
}
