namespace KerasNet.Reporting.Diagrams;

/// <summary>Places boxes in ranks so that links run one way, cross seldom and are straight where they can be.</summary>
/// <remarks>
/// After Sugiyama, Tagawa and Toda, 1981: ranks by the longest way, bends where a link passes a rank, an order within ranks by barycentres
/// (<see cref="RankOrder"/>), and places by least squares (<see cref="RankPlaces"/>). Directions are called "along" the links and "across" them.
/// </remarks>
internal sealed class LayeredLayout
{
    private const double LeastGap = 34, PortGap = 14, MostExtraGap = 56;
    private const double ExtraGapShare = 0.12;
    private const double LoopRoom = 34;
    private const double Spacing = 18;
    private const int MostBends = 500_000;

    private readonly List<List<Vertex>> _ranks = [];

    /// <summary>Lays out boxes.</summary>
    /// <param name="sizes">The boxes' sizes; links should lead from earlier to later ones, and are drawn backwards where they do not.</param>
    /// <param name="links">The links.</param>
    /// <param name="first">How many of the boxes, from the first on, belong into the first rank.</param>
    /// <param name="last">How many of the boxes, up to the last, belong into the last rank.</param>
    /// <exception cref="InvalidOperationException">There are so many long links that nobody could read the picture.</exception>
    internal LayeredLayout(IReadOnlyList<(double Across, double Along)> sizes, IReadOnlyList<Link> links, int first, int last)
    {
        int[] ranks = Ranks(sizes.Count, links, first, last);
        HashSet<int> looped = [.. links.Where(link => link.IsLoop).Select(link => link.From)];
        Vertex[] vertices =
        [
            .. sizes.Select((size, i) => new Vertex(ranks[i], size.Across, size.Along) { Room = size.Across + (looped.Contains(i) ? 2 * LoopRoom : 0) }),
        ];
        Segment[][] chains = Chains(vertices, links);
        for (int rank = 0; rank <= ranks.DefaultIfEmpty(-1).Max(); rank++)
            _ranks.Add([]);
        foreach (Vertex vertex in vertices.Concat(chains.SelectMany(chain => chain.Skip(1).Select(segment => segment.Upper))))
            _ranks[vertex.Rank].Add(vertex);

        RankOrder.Improve(_ranks);
        Spread(vertices);
        RankPlaces.Assign(_ranks);
        double[] starts = Starts();
        Centres = [.. vertices.Select(vertex => (vertex.Across, Middle(vertex, starts)))];
        Routes = [.. links.Select((link, i) => link.IsLoop ? Loop(vertices[link.From], starts) : Route(chains[i], link.From > link.To, starts))];
    }

    /// <summary>The size across the links.</summary>
    internal double Across { get; private set; }

    /// <summary>The size along the links.</summary>
    internal double Along { get; private set; }

    /// <summary>The middle of each box.</summary>
    internal IReadOnlyList<(double Across, double Along)> Centres { get; }

    /// <summary>For each link its pieces along the direction, from its start to its end; a loop has two, beside its box.</summary>
    internal IReadOnlyList<IReadOnlyList<(double Across, double From, double To)>> Routes { get; }

    /// <summary>The rank of each box: the longest way to it; a box that nothing feeds stands just before what it feeds.</summary>
    private static int[] Ranks(int count, IReadOnlyList<Link> links, int first, int last)
    {
        int[] ranks = new int[count];
        ILookup<int, Link> below = links.Where(link => !link.IsLoop).ToLookup(link => link.Upper);
        HashSet<int> fed = [.. links.Where(link => !link.IsLoop).Select(link => link.Lower)];
        for (int i = 0; i < count; i++)
            foreach (Link link in below[i])
                ranks[link.Lower] = Math.Max(ranks[link.Lower], ranks[i] + 1);
        for (int i = first; i < count; i++)
            if (!fed.Contains(i) && below[i].Any())
                ranks[i] = below[i].Min(link => ranks[link.Lower]) - 1;
        int end = ranks.DefaultIfEmpty(0).Max();
        for (int i = count - last; i < count; i++)
            ranks[i] = end;
        return ranks;
    }

    /// <summary>For each link the segments on its way, with a bend in each rank that it passes; none for a loop.</summary>
    private static Segment[][] Chains(Vertex[] vertices, IReadOnlyList<Link> links)
    {
        long made = links.Sum(link => (long)Math.Max(0, vertices[link.Lower].Rank - vertices[link.Upper].Rank - 1));
        if (made > MostBends)
            throw new InvalidOperationException(
                $"A diagram of {vertices.Length} boxes and {links.Count} links, most of them long, could not be read by anyone. Plot parts of the model.");
        return [.. links.Select(link => link.IsLoop ? [] : Chain(vertices[link.Upper], vertices[link.Lower], link))];
    }

    private static Segment[] Chain(Vertex start, Vertex end, Link link)
    {
        Segment[] chain = new Segment[end.Rank - start.Rank];
        for (int i = 0; i < chain.Length; i++)
        {
            Vertex next = i == chain.Length - 1 ? end : new Vertex(start.Rank + 1, 0, 0) { IsBend = true };
            chain[i] = new Segment(start, next, i == 0 ? link.UpperPort : null, next == end ? link.LowerPort : null);
            start = next;
        }

        return chain;
    }

    /// <summary>Links that meet at a box end side by side, in the order of where they come from.</summary>
    private static void Spread(Vertex[] vertices)
    {
        foreach (Vertex vertex in vertices)
        {
            Segment[] below = [.. vertex.Below.Where(segment => segment.UpperPort is null).OrderBy(segment => segment.Lower.Order)];
            SpreadEnds(vertex, below, (segment, at) => segment.UpperOffset = at);
            Segment[] above = [.. vertex.Above.Where(segment => segment.LowerPort is null).OrderBy(segment => segment.Upper.Order)];
            SpreadEnds(vertex, above, (segment, at) => segment.LowerOffset = at);
        }
    }

    private static void SpreadEnds(Vertex vertex, Segment[] segments, Action<Segment, double> place)
    {
        double spacing = Math.Min(Spacing, vertex.Size * 0.8 / Math.Max(1, segments.Length));
        for (int i = 0; i < segments.Length; i++)
            place(segments[i], (i - (segments.Length - 1) / 2.0) * spacing);
    }

    /// <summary>Where each rank begins; between two there is the more room the further links lead aside.</summary>
    private double[] Starts()
    {
        double[] starts = new double[_ranks.Count];
        double at = 0;
        for (int rank = 0; rank < _ranks.Count; rank++)
        {
            starts[rank] = at;
            double aside = _ranks[rank].SelectMany(vertex => vertex.Below).Select(segment => Math.Abs(segment.Slant)).DefaultIfEmpty(0).Max();
            at += Thickness(rank);
            if (rank < _ranks.Count - 1)
                at += (Thickness(rank) == 0 || Thickness(rank + 1) == 0 ? PortGap : LeastGap) + Math.Min(MostExtraGap, ExtraGapShare * aside);
        }

        (Along, Across) = (at, _ranks.SelectMany(rank => rank).Select(vertex => vertex.Across + vertex.Room / 2).DefaultIfEmpty(0).Max());
        return starts;
    }

    private double Middle(Vertex vertex, double[] starts) => starts[vertex.Rank] + Thickness(vertex.Rank) / 2;

    private double Thickness(int rank) => _ranks[rank].Max(vertex => vertex.Along);

    private (double, double, double)[] Route(Segment[] chain, bool backwards, double[] starts)
    {
        Vertex first = chain[0].Upper, last = chain[^1].Lower;
        IEnumerable<(double Across, double From, double To)> pieces =
        [
            (first.Across + chain[0].UpperOffset, Middle(first, starts) + first.Along / 2, starts[first.Rank] + Thickness(first.Rank)),
            .. chain.Skip(1).Select(segment => (segment.Upper.Across, starts[segment.Upper.Rank], starts[segment.Upper.Rank] + Thickness(segment.Upper.Rank))),
            (last.Across + chain[^1].LowerOffset, starts[last.Rank], Middle(last, starts) - last.Along / 2),
        ];
        return backwards ? [.. pieces.Reverse().Select(piece => (piece.Across, piece.To, piece.From))] : [.. pieces];
    }

    private (double, double, double)[] Loop(Vertex vertex, double[] starts)
    {
        double middle = Middle(vertex, starts), side = vertex.Across + vertex.Size / 2, reach = Math.Min(8, vertex.Along / 4);
        return [(side, middle + reach, middle + reach), (side, middle - reach, middle - reach)];
    }

    /// <summary>A link between boxes.</summary>
    /// <param name="From">Where it begins.</param>
    /// <param name="To">Where it ends.</param>
    /// <param name="FromPort">Where it leaves the box, from its middle; null where that may be chosen.</param>
    /// <param name="ToPort">Where it enters the box, from its middle; null where that may be chosen.</param>
    internal readonly record struct Link(int From, int To, double? FromPort = null, double? ToPort = null)
    {
        internal bool IsLoop => From == To;

        internal int Upper => Math.Min(From, To);

        internal int Lower => Math.Max(From, To);

        internal double? UpperPort => From < To ? FromPort : ToPort;

        internal double? LowerPort => From < To ? ToPort : FromPort;
    }

    /// <summary>A box, or the bend of a link that passes a rank.</summary>
    internal sealed class Vertex(int rank, double size, double along)
    {
        internal int Rank => rank;

        /// <summary>The size across the links.</summary>
        internal double Size => size;

        /// <summary>The room that is kept free for it across the links.</summary>
        internal double Room { get; init; }

        internal double Along => along;

        internal bool IsBend { get; init; }

        /// <summary>The place within its rank.</summary>
        internal int Order { get; set; }

        /// <summary>The middle across the links.</summary>
        internal double Across { get; set; }

        internal List<Segment> Above { get; } = [];

        internal List<Segment> Below { get; } = [];
    }

    /// <summary>A link, or the part of one, between two neighbouring ranks.</summary>
    internal sealed class Segment
    {
        internal Segment(Vertex upper, Vertex lower, double? upperPort, double? lowerPort)
        {
            (Upper, Lower, UpperPort, LowerPort) = (upper, lower, upperPort, lowerPort);
            (UpperOffset, LowerOffset) = (upperPort ?? 0, lowerPort ?? 0);
            upper.Below.Add(this);
            lower.Above.Add(this);
        }

        internal Vertex Upper { get; }

        internal Vertex Lower { get; }

        internal double? UpperPort { get; }

        internal double? LowerPort { get; }

        internal double UpperOffset { get; set; }

        internal double LowerOffset { get; set; }

        /// <summary>Whether neither of its ends has another link to this side.</summary>
        internal bool IsOnlyLink => Upper.Below.Count == 1 && Lower.Above.Count == 1;

        /// <summary>How much it matters that the segment is straight: the most within a long link, whose bends are all that is seen of it.</summary>
        internal double Weight => (Upper.IsBend, Lower.IsBend) switch { (true, true) => 16, (false, false) => 1, _ => 2 };

        /// <summary>How far it leads aside.</summary>
        internal double Slant => Lower.Across + LowerOffset - Upper.Across - UpperOffset;
    }
}
