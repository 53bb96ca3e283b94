using System.Globalization;
using System.Net;
using System.Text;

namespace KerasNet.Reporting;

/// <summary>One metric's curves over the epochs, for training and, where there was any, validation.</summary>
internal sealed class CurvePanel
{
    private const int MostMarkers = 50;
    private readonly string _name;
    private readonly (string Label, string Style, IReadOnlyList<double> Values)[] _series;
    private readonly int _epochs;
    private readonly ChartFrame _frame;

    public CurvePanel(string metric, IReadOnlyList<double>? training, IReadOnlyList<double>? validation)
    {
        _name = metric.Replace('_', ' ');
        (string, string, IReadOnlyList<double>?)[] both = [("training", "train", training), ("validation", "val", validation)];
        _series = both.Where(one => one.Item3 is { Count: > 0 }).Select(one => (one.Item1, one.Item2, one.Item3!)).ToArray();
        _epochs = _series.Select(one => one.Values.Count).DefaultIfEmpty(0).Max();
        _frame = new ChartFrame(_name, _epochs, _series.SelectMany(one => one.Values));
    }

    /// <summary>What the panel shows, in words.</summary>
    public string Description => $"{_name}: " + string.Join("; ", _series.Select(one =>
        $"{one.Label} from {ReportText.Number(one.Values[0])} to {ReportText.Number(one.Values[^1])} over {ReportText.Plural(one.Values.Count, "epoch")}")) + ".";

    /// <summary>The panel as a picture of its own within a page, with its numbers for the page's script.</summary>
    public string ToSvg()
    {
        StringBuilder svg = new();
        Append(svg, $"<svg class=\"curves\" viewBox=\"0 0 {ChartFrame.Width} {ChartFrame.Height}\" role=\"img\"");
        Append(svg, $" data-left=\"{X(1):0.#}\" data-right=\"{X(_epochs):0.#}\" data-epochs=\"{_epochs}\"");
        Append(svg, $" data-top=\"{ChartFrame.Top}\" data-bottom=\"{ChartFrame.Height - ChartFrame.Bottom}\"");
        foreach ((_, string style, IReadOnlyList<double> values) in _series)
            Append(svg, $" data-{style}=\"{string.Join(' ', values.Select(ReportText.Number))}\"");
        Append(svg, $">\n<title>{WebUtility.HtmlEncode(Description)}</title>\n<rect class=\"back\" width=\"100%\" height=\"100%\"/>\n");
        Draw(svg, 0, 0);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Appends the panel as an SVG group with its upper left corner at (x, y).</summary>
    public void Draw(StringBuilder svg, int x, int y)
    {
        Append(svg, $"<g transform=\"translate({x},{y})\">\n");
        DrawLegend(svg);
        _frame.Draw(svg);
        foreach ((string label, string style, IReadOnlyList<double> values) in _series) DrawCurve(svg, label, style, values);
        DrawLastValues(svg);
        svg.Append("</g>\n");
    }

    private void DrawLegend(StringBuilder svg)
    {
        int x = ChartFrame.Width - ChartFrame.Right;
        foreach ((string label, string style, _) in _series.Reverse())
        {
            Append(svg, $"<text class=\"label\" x=\"{x}\" y=\"26\" text-anchor=\"end\">{label}</text>\n");
            x -= 7 * label.Length + 4;
            Append(svg, $"<line class=\"{style}\" x1=\"{x - 22}\" x2=\"{x}\" y1=\"22\" y2=\"22\"/>\n");
            x -= 36;
        }
    }

    private void DrawCurve(StringBuilder svg, string label, string style, IReadOnlyList<double> values)
    {
        StringBuilder path = new();
        for (int i = 0; i < values.Count; i++)
        {
            // A value that is no number interrupts the curve.
            bool continues = i > 0 && double.IsFinite(values[i - 1]);
            if (double.IsFinite(values[i])) Append(path, $"{(continues ? 'L' : 'M')}{X(i + 1):0.#},{Y(values[i]):0.#}");
        }

        Append(svg, $"<path class=\"{style}\" d=\"{path}\"/>\n");
        for (int i = 0; i < values.Count && values.Count <= MostMarkers; i++)
        {
            if (!double.IsFinite(values[i]))
                continue;
            Append(svg, $"<circle class=\"{style}\" cx=\"{X(i + 1):0.#}\" cy=\"{Y(values[i]):0.#}\" r=\"3\">");
            Append(svg, $"<title>{label}, epoch {i + 1}: {ReportText.Number(values[i])}</title></circle>\n");
        }
    }

    /// <summary>Writes each curve's last value beside its end, moved apart where two would cover each other.</summary>
    private void DrawLastValues(StringBuilder svg)
    {
        const double LineHeight = 14;
        double free = double.MinValue;
        foreach ((_, string style, IReadOnlyList<double> values) in _series.Where(one => double.IsFinite(one.Values[^1])).OrderBy(one => Y(one.Values[^1])))
        {
            double y = Math.Max(free, Y(values[^1]) + 4);
            free = y + LineHeight;
            Append(svg, $"<text class=\"last {style}\" x=\"{X(values.Count) + 8:0.#}\" y=\"{y:0.#}\">{ReportText.Number(values[^1])}</text>\n");
        }
    }

    private double X(double epoch) => _frame.X(epoch);

    private double Y(double value) => _frame.Y(value);

    private static void Append(StringBuilder text, FormattableString formatted) => text.Append(formatted.ToString(CultureInfo.InvariantCulture));
}
