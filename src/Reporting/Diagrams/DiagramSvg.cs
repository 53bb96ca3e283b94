using System.Globalization;
using System.Net;
using System.Text;

namespace KerasNet.Reporting.Diagrams;

/// <summary>Draws a laid-out diagram as an SVG picture that needs nothing else and follows the reader's light or dark theme.</summary>
internal sealed class DiagramSvg
{
    private const double Margin = 16;
    private const double ArrowLength = 8, ArrowWidth = 4;
    private const double LoopReach = 26;

    // The colours of LearningCurves, and violet for models within models. All rules are about the picture's own class, as it may stand in a page.
    private const string Style = """
        <style>
        .diagram { font-family: system-ui, "DejaVu Sans", sans-serif; }
        .diagram .back { fill: #ffffff; }
        .diagram text { fill: #24292f; font-size: 12px; }
        .diagram .label { fill: #57606a; }
        .diagram .value { font-weight: 600; }
        .diagram .name { font-size: 14px; font-weight: 600; }
        .diagram .type { font-size: 14px; font-weight: 400; }
        .diagram .body { fill: #f6f8fa; stroke: #8c959f; }
        .diagram .frame { fill: none; stroke: #8250df; stroke-dasharray: 6 4; }
        .diagram .link { fill: none; stroke: #57606a; stroke-width: 1.5; }
        .diagram .arrow { fill: #57606a; }
        .diagram .head { fill: #57606a; }
        .diagram .input .head { fill: #1a7f37; }
        .diagram .with-weights .head { fill: #0969da; }
        .diagram .model .head { fill: #8250df; }
        .diagram .operation .head { fill: #bc4c00; }
        .diagram .box .name, .diagram .box .type { fill: #ffffff; }
        .diagram .over { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
        .diagram .over .name, .diagram .over .type { fill: #8250df; }
        .diagram .no { fill: #bc4c00; }
        @media (prefers-color-scheme: dark) {
        .diagram .back { fill: #0d1117; }
        .diagram text { fill: #e6edf3; }
        .diagram .label { fill: #9198a1; }
        .diagram .body { fill: #161b22; stroke: #6e7681; }
        .diagram .frame { stroke: #a371f7; }
        .diagram .link { stroke: #9198a1; }
        .diagram .arrow { fill: #9198a1; }
        .diagram .head { fill: #57606a; }
        .diagram .input .head { fill: #238636; }
        .diagram .with-weights .head { fill: #1f6feb; }
        .diagram .model .head { fill: #8957e5; }
        .diagram .operation .head { fill: #bd561d; }
        .diagram .over { stroke: #0d1117; }
        .diagram .over .name, .diagram .over .type { fill: #d2a8ff; }
        .diagram .no { fill: #f0883e; }
        }
        </style>

        """;

    private readonly StringBuilder _svg = new();

    // Drawn last, as links may pass behind them.
    private readonly StringBuilder _frameHeadings = new();

    internal DiagramSvg(Diagram diagram, string title)
    {
        double width = Math.Ceiling(diagram.Width + 2 * Margin), height = Math.Ceiling(diagram.Height + 2 * Margin);
        Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"diagram\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">\n");
        Append($"<title>{Encode(title)}</title>\n");
        _svg.Append(Style);
        _svg.Append("<rect class=\"back\" width=\"100%\" height=\"100%\"/>\n");
        Draw(diagram, Margin, Margin);
        _svg.Append(_frameHeadings).Append("</svg>\n");
    }

    public override string ToString() => _svg.ToString();

    private void Draw(Diagram diagram, double left, double top)
    {
        for (int i = 0; i < diagram.Boxes.Count; i++)
        {
            (double x, double y) = diagram.Corner(i);
            DrawBox(diagram.Boxes[i], left + x, top + y);
        }

        foreach (DiagramRoute route in diagram.Routes)
            DrawRoute(diagram, route, left, top);
    }

    private void DrawBox(DiagramBox box, double x, double y)
    {
        string kind = box.Inner is not null ? "nested" : $"box {Naming.SnakeCase(box.Kind.ToString()).Replace('_', '-')}";
        Append($"<g class=\"{kind}\"><title>{Encode(box.Hint)}</title>\n");
        if (box.Inner is not null)
            Append($"<rect class=\"frame\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{box.Width:0.#}\" height=\"{box.Height:0.#}\" rx=\"8\"/>\n");
        else
        {
            if (box.Lines.Count > 0)
                Append($"<rect class=\"body\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{box.Width:0.#}\" height=\"{box.Height:0.#}\" rx=\"6\"/>\n");
            Append($"<rect class=\"head\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{box.Width:0.#}\" height=\"{DiagramBox.HeadingHeight}\" rx=\"6\"/>\n");
        }

        if (box.Inner is not null)
            DrawHeading(_frameHeadings, box, x + DiagramBox.Padding, y, "text-anchor=\"start\" class=\"over\"");
        else
            DrawHeading(_svg, box, x + box.Width / 2, y, "text-anchor=\"middle\"");
        for (int i = 0; i < box.Lines.Count; i++)
            DrawLine(box, box.Lines[i], x + DiagramBox.Padding, y + DiagramBox.HeadingHeight + (i + 1) * DiagramBox.LineHeight - 4);
        _svg.Append("</g>\n");
        if (box.Inner is not null)
            Draw(box.Inner, x + box.InnerX, y + DiagramBox.HeadingHeight);
    }

    private static void DrawHeading(StringBuilder target, DiagramBox box, double x, double y, string attributes)
    {
        Append(target, $"<text x=\"{x:0.#}\" y=\"{y + 20:0.#}\" {attributes}><tspan class=\"name\">{Encode(box.Name)}</tspan>");
        if (box.Type.Length > 0)
            Append(target, $"<tspan class=\"type\" dx=\"{DiagramBox.TypeGap}\">{Encode(box.Type)}</tspan>");
        target.Append("</text>\n");
    }

    private void DrawLine(DiagramBox box, (string Label, string Value) line, double x, double y)
    {
        string value = line is { Label: "Trainable", Value: "no" } ? "value no" : "value";
        Append($"<text class=\"label\" x=\"{x:0.#}\" y=\"{y:0.#}\">{Encode(line.Label)}</text>");
        Append($"<text class=\"{value}\" x=\"{x + box.LabelWidth:0.#}\" y=\"{y:0.#}\">{Encode(line.Value)}</text>\n");
    }

    private void DrawRoute(Diagram diagram, DiagramRoute route, double left, double top)
    {
        if (route.Link.From == route.Link.To)
        {
            DrawLoop(diagram, route, left, top);
            return;
        }

        // Into a frame a link goes on to the diagram's edge, where the link to the box begins; the arrow is at that one's end.
        bool arrow = route.DepthAtEnd == 0 && !diagram.IsPort(route.Link.To);
        double direction = Math.Sign(route.Pieces[^1].To - route.Pieces[0].From);
        StringBuilder path = new();
        for (int i = 0; i < route.Pieces.Count; i++)
        {
            (double across, double from, double to) = route.Pieces[i];
            if (i == 0)
                Append(path, $"M{Text(from - direction * route.DepthAtStart)}");
            else
            {
                (double before, _, double end) = route.Pieces[i - 1];
                double middle = (end + from) / 2;
                Append(path, $"C{At(before, middle)} {At(across, middle)} {Text(from)}");
            }

            double stop = i < route.Pieces.Count - 1 ? to : to + direction * route.DepthAtEnd - (arrow ? direction * (ArrowLength - 1) : 0);
            if (Math.Abs(stop - from) > 0.05)
                Append(path, $"L{Text(stop)}");

            string Text(double along) => At(across, along);
        }

        Append($"<path class=\"link\" d=\"{path}\"/>\n");
        if (arrow)
            DrawArrow(At, route.Pieces[^1].Across, route.Pieces[^1].To, direction);

        string At(double across, double along)
        {
            (double x, double y) = diagram.Point(across, along);
            return string.Create(CultureInfo.InvariantCulture, $"{left + x:0.#},{top + y:0.#}");
        }
    }

    private void DrawArrow(Func<double, double, string> at, double across, double along, double direction)
    {
        double foot = along - direction * ArrowLength;
        Append($"<path class=\"arrow\" d=\"M{at(across, along)}L{at(across - ArrowWidth, foot)}L{at(across + ArrowWidth, foot)}Z\"/>\n");
    }

    /// <summary>A layer that is called on its own output.</summary>
    private void DrawLoop(Diagram diagram, DiagramRoute route, double left, double top)
    {
        (double across, double from, _) = route.Pieces[0];
        double to = route.Pieces[1].From, out_ = across + LoopReach;
        Append($"<path class=\"link\" d=\"M{At(across, from)}C{At(out_, from + 6)} {At(out_, to - 6)} {At(across + ArrowLength - 1, to)}\"/>\n");
        Append($"<path class=\"arrow\" d=\"M{At(across, to)}L{At(across + ArrowLength, to - ArrowWidth)}L{At(across + ArrowLength, to + ArrowWidth)}Z\"/>\n");

        string At(double a, double b)
        {
            (double x, double y) = diagram.Point(a, b);
            return string.Create(CultureInfo.InvariantCulture, $"{left + x:0.#},{top + y:0.#}");
        }
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private void Append(FormattableString text) => Append(_svg, text);

    private static void Append(StringBuilder target, FormattableString text) => target.Append(text.ToString(CultureInfo.InvariantCulture));
}
