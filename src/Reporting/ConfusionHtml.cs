using System.Globalization;
using System.Net;
using System.Text;

namespace KerasNet.Reporting;

/// <summary>A confusion matrix as a table of a page; of many classes, the pairs confused most often.</summary>
internal static class ConfusionHtml
{
    private const int MostClasses = 40;
    private const int PairsShown = 50;

    internal static string Of(ConfusionMatrix matrix)
    {
        string heading = string.Create(
            CultureInfo.InvariantCulture, $"<p>Accuracy <b>{Percent(matrix.Accuracy)}</b>: {matrix.Correct:N0} of {matrix.Total:N0}.</p>");
        return heading + (matrix.ClassCount <= MostClasses ? Table(matrix) : Pairs(matrix));
    }

    private static string Table(ConfusionMatrix matrix)
    {
        StringBuilder html = new("<div class=\"scroll\"><table class=\"confusion\"><caption>rows: true class, columns: predicted</caption>\n<thead><tr><th></th>");
        foreach (string name in matrix.ClassNames)
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{WebUtility.HtmlEncode(name)}</th>");
        html.Append("<th scope=\"col\">recall</th></tr></thead>\n<tbody>");
        for (int actual = 0; actual < matrix.ClassCount; actual++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{WebUtility.HtmlEncode(matrix.ClassNames[actual])}</th>");
            long row = Enumerable.Range(0, matrix.ClassCount).Sum(column => matrix[actual, column]);
            for (int predicted = 0; predicted < matrix.ClassCount; predicted++)
                html.Append(Cell(matrix[actual, predicted], row, actual == predicted));
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"rate\">{Percent(matrix.Recall(actual))}</td></tr>\n");
        }

        html.Append("</tbody><tfoot><tr><th scope=\"row\">precision</th>");
        for (int column = 0; column < matrix.ClassCount; column++)
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"rate\">{Percent(matrix.Precision(column))}</td>");
        return html.Append("<td></td></tr></tfoot></table></div>").ToString();
    }

    private static string Cell(long count, long row, bool right)
    {
        // The square root lifts the rare mistakes, which are what one looks for, out of the pale.
        double heat = row == 0 ? 0 : Math.Sqrt((double)count / row);
        return count == 0
            ? "<td class=\"none\">·</td>"
            : string.Create(CultureInfo.InvariantCulture, $"<td class=\"{(right ? "right" : "wrong")}\" style=\"--heat:{heat:0.##}\">{count}</td>");
    }

    private static string Pairs(ConfusionMatrix matrix) => ReportPage.Table(
        ["true", "predicted", "times"],
        matrix.MostConfused(PairsShown).Select(pair => (string[])
            [matrix.ClassNames[pair.Actual], matrix.ClassNames[pair.Predicted], pair.Count.ToString("N0", CultureInfo.InvariantCulture)]));

    private static string Percent(double share) =>
        double.IsNaN(share) ? "–" : share.ToString("P1", CultureInfo.InvariantCulture).Replace(" ", "\u00A0", StringComparison.Ordinal);
}
