namespace KerasNet.Tests.Engine.Reference;

/// <summary>Matrix products, convolutions and pooling.</summary>
internal static class ContractionKernels
{
    internal static readonly Dictionary<Op, ReferenceKernel> Table = new()
    {
        [Op.MatMul] = MatMul,

        // One walk over (input cell, filter cell, output cell) serves a convolution and both of its gradients.
        [Op.Convolution] = (node, x, y) => Accumulate(y[0], add =>
            ConvolutionCells(node, y[0].Shape, (i, f, o) => add(o, x[0].GetDouble(i) * x[1].GetDouble(f)))),
        [Op.ConvolutionInputGradient] = (node, x, y) =>
            Accumulate(y[0], add => ConvolutionCells(node, x[0].Shape, (i, f, o) => add(i, x[0].GetDouble(o) * x[1].GetDouble(f)))),
        [Op.ConvolutionFilterGradient] = (node, x, y) =>
            Accumulate(y[0], add => ConvolutionCells(node, x[1].Shape, (i, f, o) => add(f, x[0].GetDouble(i) * x[1].GetDouble(o)))),
        [Op.MaxPool] = (node, x, y) => Pool(node, y[0].Shape, (cell, window) =>
            y[0].SetDouble(cell, window.Select(x[0].GetDouble).Aggregate(double.NegativeInfinity, Math.Max))),
        [Op.MaxPoolGradient] = (node, x, y) => Accumulate(y[0], add => Pool(node, x[1].Shape, (cell, window) =>
        {
            if (window.Count > 0)
                add(window.Aggregate((best, at) => x[0].GetDouble(at) > x[0].GetDouble(best) ? at : best), x[1].GetDouble(cell));
        })),
        [Op.SumPool] = (node, x, y) => Pool(node, y[0].Shape, (cell, window) => y[0].SetDouble(cell, window.Sum(x[0].GetDouble))),
        [Op.SumPoolGradient] = (node, x, y) =>
            Accumulate(y[0], add => Pool(node, x[0].Shape, (cell, window) => window.ForEach(at => add(at, x[0].GetDouble(cell))))),
    };

    private static void MatMul(Node node, TensorData[] x, TensorData[] y)
    {
        (bool transposeA, bool transposeB) = node.Get<MatMulAttributes>();
        (int m, int n) = (y[0].Shape[^2], y[0].Shape[^1]);
        int inner = transposeA ? x[0].Shape[^2] : x[0].Shape[^1];
        for (long cell = 0; cell < y[0].Length; cell++)
        {
            (long matrix, long row, long column) = (cell / n / m, cell / n % m, cell % n);
            (double real, long whole) = (0, 0);
            for (int k = 0; k < inner; k++)
            {
                long a = matrix * m * inner + (transposeA ? k * m + row : row * inner + k);
                long b = matrix * inner * n + (transposeB ? column * inner + k : k * n + column);
                if (y[0].DType.IsFloating())
                    real += x[0].GetDouble(a) * x[1].GetDouble(b);
                else
                    whole += x[0].GetLong(a) * x[1].GetLong(b);
            }

            if (y[0].DType.IsFloating())
                y[0].SetDouble(cell, real);
            else
                y[0].SetLong(cell, whole);
        }
    }

    private static void Accumulate(TensorData y, Action<Action<long, double>> fill)
    {
        double[] sums = new double[y.Length];
        fill((at, value) => sums[at] += value);
        for (long i = 0; i < y.Length; i++)
            y.SetDouble(i, sums[i]);
    }

    /// <summary>Visits every product that a convolution is a sum of: the positions in input, filters and output.</summary>
    private static void ConvolutionCells(Node node, Shape output, Action<long, long, long> visit)
    {
        ConvolutionAttributes c = node.Get<ConvolutionAttributes>();
        int space = output.Rank - 2;
        int channels = c.FilterShape[^2], filters = c.FilterShape[^1] / c.Groups;
        int[] source = new int[output.Rank];
        long cell = 0;
        foreach (int[] at in Grid.All(output))
        {
            long filterCell = 0;
            foreach (int[] tap in Grid.All(c.FilterShape))
            {
                int group = at[^1] / filters;
                source[0] = at[0];
                source[^1] = group * channels + tap[^2];
                bool inside = tap[^1] == at[^1];
                for (int i = 0; i < space && inside; i++)
                {
                    source[i + 1] = at[i + 1] * c.Strides[i] + tap[i] * c.Dilation[i] - c.PadLow[i];
                    inside = source[i + 1] >= 0 && source[i + 1] < c.InputShape[i + 1];
                }

                if (inside)
                    visit(Grid.Offset(c.InputShape, source), filterCell, cell);
                filterCell++;
            }

            cell++;
        }
    }

    /// <summary>Visits every window: the position of its result, and those of its cells within the input, in row-major order.</summary>
    private static void Pool(Node node, Shape output, Action<long, List<long>> visit)
    {
        WindowAttributes w = node.Get<WindowAttributes>();
        long cell = 0;
        foreach (int[] at in Grid.All(output))
        {
            List<long> window = [];
            foreach (int[] tap in Grid.All(w.Window))
            {
                int[] source = [.. at];
                for (int i = 0; i < tap.Length; i++)
                    source[i + 1] = at[i + 1] * w.Strides[i] + tap[i] - w.PadLow[i];
                if (tap.Select((_, i) => source[i + 1] >= 0 && source[i + 1] < w.InputShape[i + 1]).All(inside => inside))
                    window.Add(Grid.Offset(w.InputShape, source));
            }

            visit(cell++, window);
        }
    }
}
