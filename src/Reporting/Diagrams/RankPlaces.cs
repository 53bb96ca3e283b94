using static KerasNet.Reporting.Diagrams.LayeredLayout;

namespace KerasNet.Reporting.Diagrams;

/// <summary>Places the vertices of each rank, in their order and without overlap, as near as possible to where their links would be straight.</summary>
internal static class RankPlaces
{
    private const int Sweeps = 120;

    // Squares divided by lengths are lengths: in a chain, one link leads aside where otherwise each would lead aside a little.
    private const double Stiffness = 40, Softness = 4;
    private const double BoxGap = 30, BendGap = 16;

    internal static void Assign(List<List<Vertex>> ranks)
    {
        foreach (List<Vertex> rank in ranks)
            for (int i = 0; i < rank.Count; i++)
                rank[i].Across = i == 0 ? 0 : rank[i - 1].Across + Distance(rank[i - 1], rank[i]);
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            // First the links of one side pull, so that all finds its neighbourhood, then those of both.
            bool settles = sweep >= Sweeps / 4;
            for (int i = 0; i < ranks.Count; i++)
                Place(ranks[i], above: true, below: settles);
            for (int i = ranks.Count - 1; i >= 0; i--)
                Place(ranks[i], above: settles, below: true);
        }

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
            Pull(segment, -segment.Slant);
        foreach (Segment segment in below ? vertex.Below : [])
            Pull(segment, segment.Slant);
        return weights > 0 ? (sum / weights, weights) : (vertex.Across, 0.01);

        void Pull(Segment segment, double aside)
        {
            double weight = segment.IsChain ? segment.Weight * Stiffness / (Softness + Math.Abs(aside)) : segment.Weight;
            (sum, weights) = (sum + weight * (vertex.Across + aside), weights + weight);
        }
    }
}
