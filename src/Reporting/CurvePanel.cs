using System.Globalization;
using System.Net;
using System.Text;

namespace KerasNet.Reporting;

/// <summary>One metric's curves over the epochs, for training and, where there was any, validation.</summary>
internal sealed class CurvePanel
{
    public const int Width = 480;
    public const int Height = 300;
    private const int Left = 62, Right = 66, Top = 46, Bottom = 46;
    private const int MostMarkers = 50;
    private readonly string _name;
    private readonly (string Label, string Style, IReadOnlyList<double> Values)[] _series;
    private readonly int _epochs;
    private readonly double _low;
    private readonly double _high;

    public CurvePanel(string metric, IReadOnlyList<double>? training, IReadOnlyList<double>? validation)
    {
        _name = metric.Replace('_', ' ');
        (string, string, IReadOnlyList<double>?)[] both = [("training", "train", training), ("validation", "val", validation)];
        _series = both.Where(one => one.Item3 is { Count: > 0 }).Select(one => (one.Item1, one.Item2, one.Item3!)).ToArray();
        _epochs = _series.Select(one => one.Values.Count).DefaultIfEmpty(0).Max();
        double[] drawn = _series.SelectMany(one => one.Values).Where(double.IsFinite).ToArray();
        (double least, double most) = drawn.Length > 0 ? (drawn.Min(), drawn.Max()) : (0, 1);

        // Without spread (one epoch, or a constant) there is still an axis round the value.
        double margin = most > least ? 0.06 * (most - least) : least == 0 ? 1 : 0.1 * Math.Abs(least);
        (_low, _high) = (least - margin, most + margin);
    }

    /// <summary>What the panel shows, in words.</summary>
    public string Description => $"{_name}: " + string.Join("; ", _series.Select(one =>
        $"{one.Label} from {Number(one.Values[0])} to {Number(one.Values[^1])} over {one.Values.Count} epoch{(one.Values.Count == 1 ? "" : "s")}")) + ".";

    /// <summary>The panel as a picture of its own within a page, with its numbers for the page's script.</summary>
    public string ToSvg()
    {
        StringBuilder svg = new();
        Append(svg, $"<svg class=\"curves\" viewBox=\"0 0 {Width} {Height}\" role=\"img\"");
        Append(svg, $" data-left=\"{X(1):0.#}\" data-right=\"{X(_epochs):0.#}\" data-epochs=\"{_epochs}\"");
        Append(svg, $" data-top=\"{Top}\" data-bottom=\"{Height - Bottom}\"");
        foreach ((_, string style, IReadOnlyList<double> values) in _series)
            Append(svg, $" data-{style}=\"{string.Join(' ', values.Select(Number))}\"");
        Append(svg, $">\n<title>{WebUtility.HtmlEncode(Description)}</title>\n<rect class=\"back\" width=\"100%\" height=\"100%\"/>\n");
        Draw(svg, 0, 0);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Appends the panel as an SVG group with its upper left corner at (x, y).</summary>
    public void Draw(StringBuilder svg, int x, int y)
    {
        Append(svg, $"<g transform=\"translate({x},{y})\">\n");
        Append(svg, $"<text class=\"metric\" x=\"{Left}\" y=\"26\">{WebUtility.HtmlEncode(_name)}</text>\n");
        DrawLegend(svg);
        DrawAxes(svg);
        foreach ((string label, string style, IReadOnlyList<double> values) in _series) DrawCurve(svg, label, style, values);
        DrawLastValues(svg);
        svg.Append("</g>\n");
    }

    private void DrawLegend(StringBuilder svg)
    {
        int x = Width - Right;
        foreach ((string label, string style, _) in _series.Reverse())
        {
            Append(svg, $"<text class=\"label\" x=\"{x}\" y=\"26\" text-anchor=\"end\">{label}</text>\n");
            x -= 7 * label.Length + 4;
            Append(svg, $"<line class=\"{style}\" x1=\"{x - 22}\" x2=\"{x}\" y1=\"22\" y2=\"22\"/>\n");
            x -= 36;
        }
    }

    private void DrawAxes(StringBuilder svg)
    {
        AxisTicks vertical = new(_low, _high, 5);
        foreach (double value in vertical.Values)
        {
            Append(svg, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value):0.#}\" y2=\"{Y(value):0.#}\"/>");
            Append(svg, $"<text class=\"label\" x=\"{Left - 8}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{vertical.Label(value)}</text>\n");
        }

        AxisTicks horizontal = new(1, Math.Max(2, _epochs), 8, whole: true);
        foreach (double epoch in horizontal.Values.Prepend(1).Distinct().Where(epoch => epoch <= Math.Max(1, _epochs)))
        {
            Append(svg, $"<line class=\"axis\" x1=\"{X(epoch):0.#}\" x2=\"{X(epoch):0.#}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom + 4}\"/>");
            Append(svg, $"<text class=\"label\" x=\"{X(epoch):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{horizontal.Label(epoch)}</text>\n");
        }

        Append(svg, $"<path class=\"axis\" d=\"M{Left},{Top}V{Height - Bottom}H{Width - Right}\"/>\n");
        Append(svg, $"<text class=\"label\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">epoch</text>\n");
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
            Append(svg, $"<title>{label}, epoch {i + 1}: {Number(values[i])}</title></circle>\n");
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
            Append(svg, $"<text class=\"last {style}\" x=\"{X(values.Count) + 8:0.#}\" y=\"{y:0.#}\">{Number(values[^1])}</text>\n");
        }
    }

    private double X(double epoch) => Left + (Width - Left - Right) * (_epochs > 1 ? (epoch - 1) / (_epochs - 1) : 0.5);

    private double Y(double value) => Height - Bottom - (Height - Top - Bottom) * (value - _low) / (_high - _low);

    internal static string Number(double value) =>
        value.ToString(Math.Abs(value) is > 0 and (< 1e-3 or >= 1e6) ? "0.##e0" : "G4", CultureInfo.InvariantCulture);

    private static void Append(StringBuilder text, FormattableString formatted) => text.Append(formatted.ToString(CultureInfo.InvariantCulture));
}
