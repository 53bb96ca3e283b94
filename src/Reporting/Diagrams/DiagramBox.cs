namespace KerasNet.Reporting.Diagrams;

/// <summary>What a box of a diagram stands for; decides its colour.</summary>
internal enum BoxKind
{
    Input,
    WithWeights,
    WithoutWeights,
    Model,
    Operation,
}

/// <summary>A box of a diagram: a heading with lines below it, or a frame round another diagram.</summary>
internal sealed class DiagramBox
{
    internal const double HeadingSize = 14, LineSize = 12;
    internal const double HeadingHeight = 30, LineHeight = 21, Foot = 7, Padding = 14;
    internal const double LabelGap = 8, TypeGap = 5;
    private const double LeastWidth = 84;

    // A layer with dozens of inputs would make a box wider than any screen.
    private const int LongestText = 64;

    private DiagramBox(string name, string type, BoxKind kind, IReadOnlyList<(string Label, string Value)> lines, bool showName, Diagram? inner)
    {
        (Name, Type) = showName ? (Shorten(name), $"({Shorten(type)})") : (Shorten(type), "");
        (Kind, Inner) = (kind, inner);
        Lines = [.. lines.Select(line => (line.Label, Shorten(line.Value)))];
        Hint = string.Join('\n', lines.Select(line => $"{line.Label}: {line.Value}").Prepend($"{name} ({type})"));
        double heading = TextWidth.Of(Name, HeadingSize, bold: true) + TextWidth.Of(Type, HeadingSize) + TypeGap;
        LabelWidth = Lines.Select(line => TextWidth.Of(line.Label, LineSize)).DefaultIfEmpty(0).Max() + LabelGap;
        double widest = Lines.Select(line => LabelWidth + TextWidth.Of(line.Value, LineSize, bold: true)).Append(heading).Max();
        Width = Math.Max(LeastWidth, widest + 2 * Padding);
        Height = HeadingHeight + (Lines.Count > 0 ? Lines.Count * LineHeight + Foot : 0);

        // A frame's heading stands left of the links in its middle.
        if (inner is not null)
            (Width, Height) = (Math.Max(2 * (Padding + heading), inner.Width + 2 * Padding), HeadingHeight + inner.Height + Padding);
    }

    /// <summary>The heading's bold part.</summary>
    internal string Name { get; }

    /// <summary>The heading's plain part.</summary>
    internal string Type { get; }

    internal BoxKind Kind { get; }

    internal IReadOnlyList<(string Label, string Value)> Lines { get; }

    /// <summary>All about the box, uncut.</summary>
    internal string Hint { get; }

    /// <summary>From the left edge of the labels to that of the values.</summary>
    internal double LabelWidth { get; }

    internal double Width { get; }

    internal double Height { get; }

    /// <summary>The diagram inside the frame; null for a plain box.</summary>
    internal Diagram? Inner { get; }

    /// <summary>Where the inner diagram's left edge is, from the frame's.</summary>
    internal double InnerX => (Width - Inner!.Width) / 2;

    /// <summary>A plain box.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="type">Its class.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="lines">What is told of it.</param>
    /// <param name="showName">Whether the heading says the name too.</param>
    internal static DiagramBox Plain(string name, string type, BoxKind kind, IReadOnlyList<(string Label, string Value)> lines, bool showName) =>
        new(name, type, kind, lines, showName, null);

    /// <summary>A frame round a nested model's diagram; it always says the model's name.</summary>
    internal static DiagramBox Frame(string name, string type, Diagram inner) => new(name, type, BoxKind.Model, [], true, inner);

    private static string Shorten(string text) => text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";
}
