namespace KerasNet.Tests.Engine.Reference;

/// <summary>Operations that combine elements along axes.</summary>
internal static class ReductionKernels
{
    internal static readonly Dictionary<Op, ReferenceKernel> Table = new()
    {
        [Op.Sum] = (node, x, y) => Reduce(node.Get<AxesAttributes>().Axes, x[0], y[0], 0, (a, b) => a + b, 0, (a, b) => a + b),
        [Op.Max] = (node, x, y) => Reduce(node.Get<AxesAttributes>().Axes, x[0], y[0], double.NegativeInfinity, Math.Max, long.MinValue, Math.Max),
        [Op.Min] = (node, x, y) => Reduce(node.Get<AxesAttributes>().Axes, x[0], y[0], double.PositiveInfinity, Math.Min, long.MaxValue, Math.Min),
        [Op.Product] = (node, x, y) => Reduce([node.Get<AxisAttributes>().Axis], x[0], y[0], 1, (a, b) => a * b, 1, (a, b) => a * b),
        [Op.ArgMax] = ArgMax,
        [Op.CumulativeSum] = (node, x, y) => Cumulate(node, x[0], y[0], 0, (a, b) => a + b, 0, (a, b) => a + b),
        [Op.CumulativeProduct] = (node, x, y) => Cumulate(node, x[0], y[0], 1, (a, b) => a * b, 1, (a, b) => a * b),
        [Op.Sort] = Sort,
    };

    private static void Reduce(
        int[] axes, TensorData x, TensorData y, double real, Func<double, double, double> combine, long whole, Func<long, long, long> combineWhole)
    {
        double[] reals = [.. Enumerable.Repeat(real, (int)y.Length)];
        (long lowest, long highest) = x.DType switch
        {
            DType.Int32 => (int.MinValue, int.MaxValue),
            DType.UInt8 => (byte.MinValue, byte.MaxValue),
            DType.Bool => (0, 1),
            _ => (long.MinValue, long.MaxValue),
        };
        long[] wholes = [.. Enumerable.Repeat(Math.Clamp(whole, lowest, highest), (int)y.Length)];
        long i = 0;
        foreach (int[] at in Grid.All(x.Shape))
        {
            long target = Grid.Offset(y.Shape, [.. at.Select((n, axis) => axes.Contains(axis) ? 0 : n)]);
            if (x.DType.IsFloating())
                reals[target] = combine(reals[target], x.GetDouble(i++));
            else
                wholes[target] = combineWhole(wholes[target], x.GetLong(i++));
        }

        for (long j = 0; j < y.Length; j++)
        {
            if (x.DType.IsFloating())
                y.SetDouble(j, reals[j]);
            else
                y.SetLong(j, wholes[j]);
        }
    }

    private static void ArgMax(Node node, TensorData[] x, TensorData[] y)
    {
        int axis = node.Get<AxisAttributes>().Axis;
        (IEnumerable<long> starts, long step) = Grid.Lines(x[0].Shape, axis);
        long line = 0;
        foreach (long start in starts)
        {
            int best = 0;
            for (int i = 1; i < x[0].Shape[axis]; i++)
                if (IsLess(x[0], start + best * step, start + i * step))
                    best = i;
            y[0].SetLong(line++, best);
        }
    }

    private static void Cumulate(
        Node node, TensorData x, TensorData y, double real, Func<double, double, double> combine, long whole, Func<long, long, long> combineWhole)
    {
        (int axis, bool reverse, bool exclusive) = node.Get<CumulativeAttributes>();
        int size = x.Shape[axis];
        (IEnumerable<long> starts, long step) = Grid.Lines(x.Shape, axis);
        foreach (long start in starts)
        {
            (double r, long w) = (real, whole);
            for (int i = 0; i < size; i++)
            {
                long at = start + (reverse ? size - 1 - i : i) * step;
                (double before, long wholeBefore) = (r, w);
                if (x.DType.IsFloating())
                {
                    r = combine(r, x.GetDouble(at));
                    y.SetDouble(at, exclusive ? before : r);
                }
                else
                {
                    w = combineWhole(w, x.GetLong(at));
                    y.SetLong(at, exclusive ? wholeBefore : w);
                }
            }
        }
    }

    private static void Sort(Node node, TensorData[] x, TensorData[] y)
    {
        int size = x[0].Shape[^1];
        for (long start = 0; start < x[0].Length; start += size)
        {
            // Insertion keeps equal elements in their order.
            List<int> order = [];
            for (int i = 0; i < size; i++)
            {
                int place = order.Count;
                while (place > 0 && Precedes(start + i, start + order[place - 1]))
                    place--;
                order.Insert(place, i);
            }

            for (int i = 0; i < size; i++)
            {
                Cells.Copy(x[0], start + order[i], y[0], start + i);
                y[1].SetLong(start + i, order[i]);
            }
        }

        bool Precedes(long a, long b) => node.Get<SortAttributes>().Descending ? IsLess(x[0], b, a) : IsLess(x[0], a, b);
    }

    private static bool IsLess(TensorData x, long a, long b) =>
        x.DType.IsFloating() ? x.GetDouble(a) < x.GetDouble(b) : x.GetLong(a) < x.GetLong(b);
}
