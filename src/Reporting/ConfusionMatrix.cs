using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace KerasNet.Reporting;

/// <summary>
/// How often each class was taken for each other: one row for each true class, one column for each predicted one.
/// </summary>
/// <remarks>The diagonal holds what is right. Read a row to see what a class is mistaken for, a column to see what is mistaken for it.</remarks>
public sealed class ConfusionMatrix
{
    // A wider table does not fit into the 80 columns of a plain terminal, and nobody reads it; the worst pairs tell more.
    private const int MostColumns = 10;
    private const int PairsShown = 20;
    private const int LongestHeading = 4;
    private readonly long[,] _counts;
    private readonly int _cellWidth;

    /// <summary>Counts the pairs of true and predicted class.</summary>
    /// <param name="labels">The true class of each example, 0 or more.</param>
    /// <param name="predictions">The predicted class of each example, in the same order.</param>
    /// <param name="classNames">A name for each class; null names the classes by their numbers and takes as many as occur.</param>
    /// <exception cref="ArgumentException">The two have different lengths, or a class is negative or has no name.</exception>
    public ConfusionMatrix(ReadOnlySpan<int> labels, ReadOnlySpan<int> predictions, IReadOnlyList<string>? classNames = null)
    {
        if (labels.Length != predictions.Length)
            throw new ArgumentException($"Expected one prediction for each of the {labels.Length} labels, received {predictions.Length}.", nameof(predictions));
        int occurring = Math.Max(Classes(labels, nameof(labels), classNames), Classes(predictions, nameof(predictions), classNames));
        ClassNames = classNames ?? Enumerable.Range(0, occurring).Select(index => Plain(index)).ToArray();
        _counts = new long[ClassCount, ClassCount];
        for (int i = 0; i < labels.Length; i++) _counts[labels[i], predictions[i]]++;
        _cellWidth = Math.Max(LongestHeading, Plain(_counts.Cast<long>().DefaultIfEmpty().Max()).Length);
        Total = labels.Length;
        Correct = Enumerable.Range(0, ClassCount).Sum(index => _counts[index, index]);
    }

    /// <summary>The name of each class.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The number of classes, and so of rows and columns.</summary>
    public int ClassCount => ClassNames.Count;

    /// <summary>The number of examples counted.</summary>
    public long Total { get; }

    /// <summary>The number of examples whose predicted class is the true one.</summary>
    public long Correct { get; }

    /// <summary>Correct / Total, from 0 to 1; NaN without examples.</summary>
    public double Accuracy => (double)Correct / Total;

    /// <summary>How many examples of class <paramref name="actual"/> were predicted to be <paramref name="predicted"/>.</summary>
    /// <param name="actual">The true class.</param>
    /// <param name="predicted">The predicted class.</param>
    public long this[int actual, int predicted] => _counts[actual, predicted];

    /// <summary>Of all examples predicted to be this class, the share that is; NaN if none was predicted so.</summary>
    /// <param name="classIndex">The class.</param>
    public double Precision(int classIndex) => (double)_counts[classIndex, classIndex] / Enumerable.Range(0, ClassCount).Sum(row => _counts[row, classIndex]);

    /// <summary>Of all examples of this class, the share that was predicted so; NaN if there is none.</summary>
    /// <param name="classIndex">The class.</param>
    public double Recall(int classIndex) => (double)_counts[classIndex, classIndex] / RowSum(classIndex);

    /// <summary>The pairs of classes that were confused most often, the worst first; pairs never confused are left out.</summary>
    /// <param name="count">How many pairs at most.</param>
    public IReadOnlyList<(int Actual, int Predicted, long Count)> MostConfused(int count)
    {
        IEnumerable<(int Actual, int Predicted, long Count)> pairs =
            from actual in Enumerable.Range(0, ClassCount)
            from predicted in Enumerable.Range(0, ClassCount)
            where actual != predicted && _counts[actual, predicted] > 0
            orderby _counts[actual, predicted] descending
            select (actual, predicted, _counts[actual, predicted]);
        return pairs.Take(count).ToArray();
    }

    /// <summary>
    /// The matrix as a table for a console of Spectre.Console, cells coloured by their share of the row (green on the diagonal, red beside it), with the
    /// recall of each row and the precision of each column; with more than 10 classes or in a narrow terminal, the 20 pairs confused most often. Without
    /// colours (see <see cref="ReportConsole"/>) it is plain text.
    /// </summary>
    public IRenderable Render() => ClassCount <= MostColumns ? new WidestThatFits(RenderMatrix(), RenderPairs()) : RenderPairs();

    private Table RenderMatrix()
    {
        // Long names would make the columns wider than a terminal: then the columns are numbered, and the rows tell the numbers.
        bool numbered = ClassNames.Any(name => name.Length > LongestHeading);
        Table table = NewTable().AddColumn(new TableColumn("").Padding(0, 0).NoWrap().Footer("precision"))
            .Caption("rows: true class, columns: predicted; recall, precision in %");
        for (int column = 0; column < ClassCount; column++)
        {
            string heading = numbered ? Plain(column) : ClassNames[column];
            table.AddColumn(new TableColumn(Markup.Escape(heading)).RightAligned().NoWrap().Padding(0, 0).Footer(Percent(Precision(column))));
        }

        table.AddColumn(new TableColumn("recall").RightAligned().NoWrap().Padding(0, 0).Footer(Percent(Accuracy)));
        for (int row = 0; row < ClassCount; row++)
        {
            int actual = row;
            string name = numbered ? $"{Plain(row)} {ClassNames[row]}" : ClassNames[row];
            IEnumerable<IRenderable> cells = Enumerable.Range(0, ClassCount).Select(predicted => Cell(actual, predicted));
            table.AddRow([new Text(name, new Style(decoration: Decoration.Bold)), .. cells, new Text(Percent(Recall(row)))]);
        }

        return table;
    }

    private Table RenderPairs()
    {
        Table table = NewTable().AddColumns("true", "predicted").AddColumn(new TableColumn("times").RightAligned());
        foreach ((int actual, int predicted, long count) in MostConfused(PairsShown))
            table.AddRow(Markup.Escape(ClassNames[actual]), Markup.Escape(ClassNames[predicted]), Plain(count));
        return table;
    }

    private Table NewTable() => new Table().Border(TableBorder.Simple).Title(
        $"accuracy {Percent(Accuracy)} %, {Plain(Correct)} of {Plain(Total)}");

    private Text Cell(int actual, int predicted)
    {
        long count = _counts[actual, predicted];
        if (count == 0)
            return new Text("·", new Style(decoration: Decoration.Dim));

        // The square root lifts the rare mistakes, which are what one looks for, out of the dark.
        double heat = Math.Sqrt((double)count / RowSum(actual));
        Color back = actual == predicted
            ? Blend(heat, new Color(20, 60, 30), new Color(30, 130, 60))
            : Blend(heat, new Color(70, 20, 20), new Color(220, 40, 30));
        return new Text(Plain(count).PadLeft(_cellWidth), new Style(Color.White, back));
    }

    private static Color Blend(double share, Color low, Color high) => low.Blend(high, (float)share);

    private long RowSum(int actual) => Enumerable.Range(0, ClassCount).Sum(column => _counts[actual, column]);

    // At most four characters, so that ten columns fit.
    private static string Percent(double share) =>
        double.IsNaN(share) ? "–" : (100 * share).ToString(share < 0.9995 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Classes(ReadOnlySpan<int> values, string name, IReadOnlyList<string>? classNames)
    {
        int limit = classNames?.Count ?? int.MaxValue, classes = 0;
        foreach (int value in values)
        {
            if (value < 0 || value >= limit)
            {
                string expected = classNames is null ? "0 or more" : $"0 to {limit - 1}, as there are {limit} class names";
                throw new ArgumentException($"Expected classes of {expected}, received {value}.", name);
            }

            classes = Math.Max(classes, value + 1);
        }

        return classes;
    }
}
