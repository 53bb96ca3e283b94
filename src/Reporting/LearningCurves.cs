using System.Globalization;
using System.Net;
using System.Text;
using KerasNet.Callbacks;
using KerasNet.Data;

namespace KerasNet.Reporting;

/// <summary>
/// Draws what a training run recorded, one panel for each metric with its training and validation curves over the epochs, as an SVG picture
/// that needs nothing else and follows the reader's light or dark theme.
/// </summary>
public static class LearningCurves
{
    private const int PanelsInARow = 2;
    private const int TitleHeight = 44;

    /// <summary>The <c>style</c> element that pictures of class <c>curves</c> need: once in a page.</summary>
    // Blue and orange are told apart by nearly everyone; the validation curve is dashed besides.
    // The rules are about the pictures' own class, as they may stand in a page.
    public const string Style = """
        <style>
        .curves { font-family: system-ui, sans-serif; }
        .curves .back { fill: #ffffff; }
        .curves text { fill: #24292f; }
        .curves .title { font-size: 17px; font-weight: 600; }
        .curves .metric { font-size: 14px; font-weight: 600; }
        .curves .label, .curves .last { font-size: 12px; }
        .curves .label { fill: #57606a; }
        .curves .grid { stroke: #d8dee4; }
        .curves .axis { stroke: #57606a; fill: none; }
        .curves path.train, .curves line.train { stroke: #0969da; stroke-width: 2; fill: none; }
        .curves path.val, .curves line.val { stroke: #bc4c00; stroke-width: 2; stroke-dasharray: 6 4; fill: none; }
        .curves circle.train, .curves text.train { fill: #0969da; }
        .curves circle.val, .curves text.val { fill: #bc4c00; }
        @media (prefers-color-scheme: dark) {
        .curves .back { fill: #0d1117; }
        .curves text { fill: #e6edf3; }
        .curves .label { fill: #9198a1; }
        .curves .grid { stroke: #30363d; }
        .curves .axis { stroke: #9198a1; }
        .curves path.train, .curves line.train { stroke: #58a6ff; }
        .curves path.val, .curves line.val { stroke: #f0883e; }
        .curves circle.train, .curves text.train { fill: #58a6ff; }
        .curves circle.val, .curves text.val { fill: #f0883e; }
        }
        </style>

        """;

    /// <summary>Writes the picture to a file; the file appears, or is replaced, only when it is complete.</summary>
    /// <param name="path">Where to, usually ending in <c>.svg</c>; its folder is made if need be.</param>
    /// <param name="history">For each name the values of epochs 1, 2, …: "loss", "accuracy", and with "val_" in front the same of the
    /// validation data. A value that is not finite interrupts its curve.</param>
    /// <param name="title">The heading.</param>
    /// <exception cref="ArgumentException">There is nothing to draw.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, IReadOnlyList<double>> history, string title = "Learning curves")
    {
        WholeFile.Write(path, Encoding.UTF8.GetBytes(ToSvg(history, title)));
    }

    /// <summary>The picture as SVG text; see <see cref="Save"/>.</summary>
    /// <param name="history">For each name the values of epochs 1, 2, ….</param>
    /// <param name="title">The heading.</param>
    /// <exception cref="ArgumentException">There is nothing to draw.</exception>
    public static string ToSvg(IReadOnlyDictionary<string, IReadOnlyList<double>> history, string title = "Learning curves")
    {
        CurvePanel[] panels = Panels(history);
        if (panels.Length == 0)
            throw new ArgumentException("Expected a history with at least one epoch, received an empty one. Was the model trained?", nameof(history));
        int columns = Math.Min(PanelsInARow, panels.Length), rows = (panels.Length + columns - 1) / columns;
        int width = columns * ChartFrame.Width, height = TitleHeight + rows * ChartFrame.Height;
        string heading = WebUtility.HtmlEncode(title), description = WebUtility.HtmlEncode(string.Join(" ", panels.Select(panel => panel.Description)));
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"curves\" viewBox=\"0 0 {width} {height}\" ")
            .Append(CultureInfo.InvariantCulture, $"width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title description\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title id=\"title\">{heading}</title>\n")
            .Append(CultureInfo.InvariantCulture, $"<desc id=\"description\">{description}</desc>\n")
            .Append(Style)
            .Append("<rect class=\"back\" width=\"100%\" height=\"100%\"/>\n")
            .Append(CultureInfo.InvariantCulture, $"<text class=\"title\" x=\"24\" y=\"30\">{heading}</text>\n");
        for (int i = 0; i < panels.Length; i++)
            panels[i].Draw(svg, i % columns * ChartFrame.Width, TitleHeight + i / columns * ChartFrame.Height);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>One panel for each metric, in the order in which they were first logged.</summary>
    internal static CurvePanel[] Panels(IReadOnlyDictionary<string, IReadOnlyList<double>> history)
    {
        return history.Where(entry => entry.Value.Count > 0).Select(entry => Logs.WithoutPrefix(entry.Key)).Distinct()
            .Select(metric => new CurvePanel(metric, history.GetValueOrDefault(metric), history.GetValueOrDefault(Logs.ValidationPrefix + metric)))
            .ToArray();
    }
}
