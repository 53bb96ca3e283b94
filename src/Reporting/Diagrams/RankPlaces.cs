using static KerasNet.Reporting.Diagrams.LayeredLayout;

namespace KerasNet.Reporting.Diagrams;

/// <summary>Places the vertices of each rank, in their order and without overlap, as near as possible to where their links would be straight.</summary>
internal static class RankPlaces
{
    private const int Sweeps = 24;
    private const double BoxGap = 30, BendGap = 16;

    internal static void Assign(List<List<Vertex>> ranks)
    {
        foreach (List<Vertex> rank in ranks)
            for (int i = 0; i < rank.Count; i++)
                rank[i].Across = i == 0 ? 0 : rank[i - 1].Across + Distance(rank[i - 1], rank[i]);
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            // First the links of one side pull, so that all finds its neighbourhood, then those of both.
            bool settles = sweep >= Sweeps / 2;
            for (int i = 0; i < ranks.Count; i++)
                Place(ranks[i], above: true, below: settles);
            for (int i = ranks.Count - 1; i >= 0; i--)
                Place(ranks[i], above: settles, below: true);
        }

        Straighten(ranks);
        double left = ranks.SelectMany(rank => rank).Select(vertex => vertex.Across - vertex.Room / 2).DefaultIfEmpty(0).Min();
        foreach (Vertex vertex in ranks.SelectMany(rank => rank))
            vertex.Across -= left;
    }

    private static double Distance(Vertex left, Vertex right) => (left.Room + right.Room) / 2 + (left.IsBend || right.IsBend ? BendGap : BoxGap);

    /// <summary>Least squares with distances to keep: the pool-adjacent-violators algorithm on places from which these distances are taken off.</summary>
    private static void Place(List<Vertex> rank, bool above, bool below)
    {
        Stack<(double Mean, double Weight, int Count)> pools = new();
        double offset = 0;
        for (int i = 0; i < rank.Count; i++)
        {
            if (i > 0)
                offset += Distance(rank[i - 1], rank[i]);
            (double wanted, double weight) = Wanted(rank[i], above, below);
            (double Mean, double Weight, int Count) pool = (wanted - offset, weight, 1);
            while (pools.TryPeek(out (double Mean, double Weight, int Count) before) && before.Mean > pool.Mean)
            {
                pools.Pop();
                double sum = before.Weight + pool.Weight;
                pool = ((before.Mean * before.Weight + pool.Mean * pool.Weight) / sum, sum, before.Count + pool.Count);
            }

            pools.Push(pool);
        }

        int at = 0;
        offset = 0;
        foreach ((double mean, _, int count) in pools.Reverse())
            for (int i = 0; i < count; i++, at++)
            {
                if (at > 0)
                    offset += Distance(rank[at - 1], rank[at]);
                rank[at].Across = mean + offset;
            }
    }

    /// <summary>Where a vertex would have its links straight, and how much that matters; without links, where it is.</summary>
    private static (double Across, double Weight) Wanted(Vertex vertex, bool above, bool below)
    {
        double sum = 0, weights = 0;
        foreach (Segment segment in above ? vertex.Above : [])
            (sum, weights) = (sum + segment.Weight * (vertex.Across - segment.Slant), weights + segment.Weight);
        foreach (Segment segment in below ? vertex.Below : [])
            (sum, weights) = (sum + segment.Weight * (vertex.Across + segment.Slant), weights + segment.Weight);
        return weights > 0 ? (sum / weights, weights) : (vertex.Across, 0.01);
    }

    /// <summary>Puts chains on one line, as far as their neighbours leave room: one link leads aside where otherwise each would lead aside a little.</summary>
    private static void Straighten(List<List<Vertex>> ranks)
    {
        List<Chain> chains = [];
        Dictionary<Vertex, Chain> chainOf = [];
        foreach (Vertex vertex in ranks.SelectMany(rank => rank))
        {
            Segment? link = vertex.Above is [{ IsOnlyLink: true } only] ? only : null;
            if (link is null || !chainOf.TryGetValue(link.Upper, out Chain? chain))
                chains.Add(chain = new Chain());
            chain.Add(vertex, link is null ? 0 : chain.Last.Offset + link.UpperOffset - link.LowerOffset);
            chainOf[vertex] = chain;
        }

        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (Chain chain in chains)
                chain.Move(ranks);
            chains.Reverse();
        }
    }

    /// <summary>Vertices below each other with no other links between them; most are a chain by themselves.</summary>
    private sealed class Chain
    {
        private readonly List<(Vertex Vertex, double Offset)> _members = [];

        /// <summary>The last vertex, and how far aside from the first it stands where all links are straight.</summary>
        internal (Vertex Vertex, double Offset) Last => _members[^1];

        internal void Add(Vertex vertex, double offset) => _members.Add((vertex, offset));

        /// <summary>Moves to where the links at the ends are as straight as can be, if there is a line on which no neighbour stands.</summary>
        internal void Move(List<List<Vertex>> ranks)
        {
            double least = double.NegativeInfinity, most = double.PositiveInfinity, sum = 0, weights = 0;
            foreach ((Vertex vertex, double offset) in _members)
            {
                List<Vertex> rank = ranks[vertex.Rank];
                if (vertex.Order > 0)
                    least = Math.Max(least, rank[vertex.Order - 1].Across + Distance(rank[vertex.Order - 1], vertex) - offset);
                if (vertex.Order < rank.Count - 1)
                    most = Math.Min(most, rank[vertex.Order + 1].Across - Distance(vertex, rank[vertex.Order + 1]) - offset);
            }

            (Vertex first, Vertex last) = (_members[0].Vertex, Last.Vertex);
            foreach (Segment segment in first.Above)
                Pull(segment, first.Across - segment.Slant);
            foreach (Segment segment in last.Below)
                Pull(segment, last.Across + segment.Slant - Last.Offset);
            if (least > most)
                return;
            double wanted = weights > 0 ? sum / weights : _members.Average(member => member.Vertex.Across - member.Offset);
            foreach ((Vertex vertex, double offset) in _members)
                vertex.Across = Math.Clamp(wanted, least, most) + offset;

            void Pull(Segment segment, double to) => (sum, weights) = (sum + segment.Weight * to, weights + segment.Weight);
        }
    }
}
