namespace KerasNet.Reporting.Diagrams;

/// <summary>Boxes and the links between them, laid out: what <see cref="DiagramSvg"/> draws.</summary>
/// <remarks>Ports are points at the edge of a nested diagram, where links from outside go on.</remarks>
internal sealed class Diagram
{
    private readonly LayeredLayout _layout;
    private readonly bool _sideways;
    private readonly bool _reversed;

    /// <summary>Lays out a diagram.</summary>
    /// <param name="boxes">The boxes, those that feed others first as far as there is such an order.</param>
    /// <param name="links">From which output of which box to which input of which box.</param>
    /// <param name="entries">The boxes that the diagram's inputs feed, when it is nested.</param>
    /// <param name="exits">The boxes that give the diagram's outputs, when it is nested.</param>
    /// <param name="options">Which way the diagram runs.</param>
    internal Diagram(
        IReadOnlyList<DiagramBox> boxes,
        IReadOnlyList<DiagramLink> links,
        IReadOnlyList<(int Box, int Input)> entries,
        IReadOnlyList<(int Box, int Output)> exits,
        PlotOptions options)
    {
        (Boxes, Entries, Exits) = (boxes, entries.Count, exits.Count);
        (_sideways, _reversed) = (options.IsSideways, options.IsReversed);
        Links =
        [
            .. entries.Select((entry, i) => new DiagramLink(i, 0, entries.Count + entry.Box, entry.Input)),
            .. links.Select(link => link with { From = entries.Count + link.From, To = entries.Count + link.To }),
            .. exits.Select((exit, i) => new DiagramLink(entries.Count + exit.Box, exit.Output, entries.Count + boxes.Count + i, 0)),
        ];
        _layout = new LayeredLayout(
            [
                .. Enumerable.Repeat((0.0, 0.0), entries.Count),
                .. boxes.Select(box => _sideways ? (box.Height, box.Width) : (box.Width, box.Height)),
                .. Enumerable.Repeat((0.0, 0.0), exits.Count),
            ],
            [
                .. Links.Select(link => new LayeredLayout.Link(
                    link.From, link.To, Port(link.From, box => box.ExitAcross(link.Output)), Port(link.To, box => box.EntryAcross(link.Input)))),
            ],
            entries.Count,
            exits.Count);
        Routes = [.. Links.Select((link, i) => new DiagramRoute(link, _layout.Routes[i], Depth(link.From, leaving: true), Depth(link.To, leaving: false)))];
    }

    internal IReadOnlyList<DiagramBox> Boxes { get; }

    /// <summary>How many inputs a nested diagram has.</summary>
    internal int Entries { get; }

    /// <summary>How many outputs a nested diagram has.</summary>
    internal int Exits { get; }

    internal IReadOnlyList<DiagramLink> Links { get; }

    internal IReadOnlyList<DiagramRoute> Routes { get; }

    internal double Width => _sideways ? _layout.Along : _layout.Across;

    internal double Height => _sideways ? _layout.Across : _layout.Along;

    /// <summary>A point of the layout in the diagram's own coordinates.</summary>
    internal (double X, double Y) Point(double across, double along)
    {
        if (_reversed)
            along = _layout.Along - along;
        return _sideways ? (along, across) : (across, along);
    }

    /// <summary>The upper left corner of a box.</summary>
    internal (double X, double Y) Corner(int box)
    {
        (double across, double along) = _layout.Centres[Entries + box];
        (double x, double y) = Point(across, along);
        return (x - Boxes[box].Width / 2, y - Boxes[box].Height / 2);
    }

    /// <summary>Where input or output <paramref name="port"/> lies across the direction of the links.</summary>
    internal double PortAcross(int port, bool exit) => _layout.Centres[exit ? Entries + Boxes.Count + port : port].Across;

    /// <summary>Whether an end of a link is one of the diagram's own inputs or outputs.</summary>
    internal bool IsPort(int end) => end < Entries || end >= Entries + Boxes.Count;

    private double? Port(int end, Func<PortFinder, double> find) =>
        !IsPort(end) && Boxes[end - Entries].Inner is not null ? find(new PortFinder(Boxes[end - Entries], _sideways)) : null;

    /// <summary>How far a link goes on inside a frame, to where the inner diagram begins.</summary>
    private double Depth(int end, bool leaving)
    {
        if (IsPort(end) || Boxes[end - Entries] is not { Inner: not null } box)
            return 0;
        bool throughHeading = leaving == _reversed;
        return _sideways ? box.InnerX : throughHeading ? DiagramBox.HeadingHeight : DiagramBox.Padding;
    }

    /// <summary>Where the ports of a frame's inner diagram lie, from the middle of the frame.</summary>
    private readonly record struct PortFinder(DiagramBox Box, bool Sideways)
    {
        internal double EntryAcross(int port) => FromMiddle(Box.Inner!.PortAcross(port, exit: false));

        internal double ExitAcross(int port) => FromMiddle(Box.Inner!.PortAcross(port, exit: true));

        private double FromMiddle(double across) => Sideways ? across + DiagramBox.HeadingHeight - Box.Height / 2 : across - Box.Inner!.Width / 2;
    }
}

/// <summary>A link from an output of one box to an input of another.</summary>
internal sealed record DiagramLink(int From, int Output, int To, int Input);

/// <summary>The way of a link: pieces along the direction of the diagram, joined by curves.</summary>
/// <param name="Link">The link.</param>
/// <param name="Pieces">Where each piece lies across the direction, where it begins and where it ends; those of a link back run against the direction.</param>
/// <param name="DepthAtStart">How far the link begins inside the box that it leaves.</param>
/// <param name="DepthAtEnd">How far the link ends inside the box that it enters.</param>
internal sealed record DiagramRoute(DiagramLink Link, IReadOnlyList<(double Across, double From, double To)> Pieces, double DepthAtStart, double DepthAtEnd);
