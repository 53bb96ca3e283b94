using static KerasNet.Reporting.Diagrams.LayeredLayout;

namespace KerasNet.Reporting.Diagrams;

/// <summary>Puts the vertices of each rank in an order in which links cross seldom: by the mean place of their neighbours, then by exchanging neighbours.</summary>
internal static class RankOrder
{
    private const int Sweeps = 12;

    // Exchanging costs the square of a rank's width; a wider rank is unreadable anyway.
    private const int WidestToExchange = 200;

    internal static void Improve(List<List<Vertex>> ranks)
    {
        ranks.ForEach(Number);
        List<Vertex>[] best = [.. ranks.Select(rank => rank.ToList())];
        long least = Crossings(ranks);
        for (int sweep = 0; sweep < Sweeps && least > 0; sweep++)
        {
            bool down = sweep % 2 == 0;
            for (int i = 1; i < ranks.Count; i++)
            {
                List<Vertex> rank = ranks[down ? i : ranks.Count - 1 - i];
                Vertex[] sorted = [.. rank.OrderBy(vertex => Barycentre(vertex, down))];
                rank.Clear();
                rank.AddRange(sorted);
                Number(rank);
            }

            ranks.ForEach(Exchange);
            long crossings = Crossings(ranks);
            if (crossings >= least)
                continue;
            (least, best) = (crossings, [.. ranks.Select(rank => rank.ToList())]);
        }

        for (int i = 0; i < ranks.Count; i++)
        {
            ranks[i].Clear();
            ranks[i].AddRange(best[i]);
            Number(ranks[i]);
        }
    }

    private static void Number(List<Vertex> rank)
    {
        for (int i = 0; i < rank.Count; i++)
            rank[i].Order = i;
    }

    /// <summary>The mean place of the neighbours in the rank before; a vertex without any stays where it is.</summary>
    private static double Barycentre(Vertex vertex, bool down)
    {
        List<Segment> segments = down ? vertex.Above : vertex.Below;
        return segments.Count == 0 ? vertex.Order : segments.Average(segment => Place(segment, down));
    }

    /// <summary>Where a segment begins in the neighbouring rank; the ports of a frame lie side by side within its place.</summary>
    private static double Place(Segment segment, bool above) => above
        ? segment.Upper.Order + Within(segment.UpperPort, segment.Upper)
        : segment.Lower.Order + Within(segment.LowerPort, segment.Lower);

    private static double Within(double? port, Vertex box) => port is { } at && box.Size > 0 ? at / (2 * box.Size) : 0;

    private static void Exchange(List<Vertex> rank)
    {
        if (rank.Count > WidestToExchange)
            return;
        for (int i = 0; i + 1 < rank.Count; i++)
        {
            (Vertex left, Vertex right) = (rank[i], rank[i + 1]);
            if (Between(right, left) >= Between(left, right))
                continue;
            (rank[i], rank[i + 1]) = (right, left);
            (right.Order, left.Order) = (i, i + 1);
        }
    }

    /// <summary>How often the segments of two neighbours cross each other when one stands left of the other.</summary>
    private static int Between(Vertex left, Vertex right) => Between(left.Above, right.Above, true) + Between(left.Below, right.Below, false);

    private static int Between(List<Segment> left, List<Segment> right, bool above) =>
        left.Sum(one => right.Count(other => Place(one, above) > Place(other, above)));

    /// <summary>The number of pairs of segments that cross, over all ranks.</summary>
    private static long Crossings(List<List<Vertex>> ranks)
    {
        long sum = 0;
        foreach (List<Vertex> rank in ranks)
        {
            double[] ends = [.. rank
                .SelectMany(vertex => vertex.Below)
                .OrderBy(segment => segment.Upper.Order + Within(segment.UpperPort, segment.Upper))
                .ThenBy(segment => Place(segment, above: false))
                .Select(segment => Place(segment, above: false))];
            sum += Inversions(ends);
        }

        return sum;
    }

    /// <summary>How many pairs stand in the wrong order, counted while sorting by merging.</summary>
    private static long Inversions(Span<double> values)
    {
        if (values.Length < 2)
            return 0;
        Span<double> left = values[..(values.Length / 2)], right = values[(values.Length / 2)..];
        long count = Inversions(left) + Inversions(right);
        double[] merged = new double[values.Length];
        for (int i = 0, l = 0, r = 0; i < merged.Length; i++)
        {
            bool fromLeft = r == right.Length || (l < left.Length && left[l] <= right[r]);
            count += fromLeft ? 0 : left.Length - l;
            merged[i] = fromLeft ? left[l++] : right[r++];
        }

        merged.CopyTo(values);
        return count;
    }
}
