namespace KerasNet.Layers;

/// <summary>Enlarging along one axis by a whole factor: a product with a matrix of weights, one row per new place.</summary>
/// <remarks>Places are compared at their centres: new place o lies at (o + ½) / factor − ½ of the old ones.</remarks>
internal static class Interpolation
{
    private const string Nearest = "nearest";

    // Keys' cubic with the parameter that makes it reproduce parabolas.
    private const double CubicParameter = -0.5;
    private const double CubicReach = 2;

    private static readonly Dictionary<string, Func<int, int, double[,]>> s_weights = new()
    {
        ["bilinear"] = Bilinear,
        ["bicubic"] = (size, factor) => Kernel(size, factor, CubicReach, Cubic),
        ["lanczos3"] = (size, factor) => Kernel(size, factor, 3, x => Lanczos(x, 3)),
        ["lanczos5"] = (size, factor) => Kernel(size, factor, 5, x => Lanczos(x, 5)),
    };

    /// <summary>The names that <see cref="Enlarge"/> takes.</summary>
    internal static IEnumerable<string> Names => s_weights.Keys.Prepend(Nearest);

    /// <summary>x with an axis enlarged by a factor.</summary>
    internal static KerasTensor Enlarge(KerasTensor x, int axis, int factor, string name)
    {
        if (name == Nearest)
            return Repeat(x, axis, factor);
        if (factor == 1)
            return x;
        double[,] weights = s_weights[name](x.Shape[axis], factor);
        TensorData matrix = new([weights.GetLength(0), weights.GetLength(1)], x.DType);
        for (long i = 0; i < matrix.Length; i++)
            matrix.SetDouble(i, weights[i / weights.GetLength(1), i % weights.GetLength(1)]);

        int[] order = [.. Enumerable.Range(0, x.Rank).Where(other => other != axis), axis];
        KerasTensor enlarged = Ops.MatMul(Ops.Transpose(x, order), Ops.Constant(matrix), transposeB: true);
        return Ops.Transpose(enlarged, [.. Enumerable.Range(0, x.Rank).Select(place => Array.IndexOf(order, place))]);
    }

    /// <summary>x with every place of an axis repeated.</summary>
    internal static KerasTensor Repeat(KerasTensor x, int axis, int factor) =>
        Ops.Reshape(Ops.RepeatNew(x, factor, axis + 1), x.Shape.With(axis, x.Shape[axis] * factor));

    private static double[,] Bilinear(int size, int factor)
    {
        double[,] weights = new double[size * factor, size];
        for (int o = 0; o < size * factor; o++)
        {
            double place = (o + 0.5) / factor - 0.5;
            double below = Math.Floor(place);
            weights[o, Math.Max(0, (int)below)] += 1 - (place - below);
            weights[o, Math.Min(size - 1, (int)below + 1)] += place - below;
        }

        return weights;
    }

    /// <summary>Weights by distance, scaled to a sum of 1 over the places that exist.</summary>
    private static double[,] Kernel(int size, int factor, double reach, Func<double, double> weight)
    {
        double[,] weights = new double[size * factor, size];
        for (int o = 0; o < size * factor; o++)
        {
            double place = (o + 0.5) / factor - 0.5;
            int first = Math.Max(0, (int)Math.Ceiling(place - reach));
            int last = Math.Min(size - 1, (int)Math.Floor(place + reach));
            double sum = 0;
            for (int i = first; i <= last; i++)
                sum += weights[o, i] = weight(Math.Abs(i - place));
            for (int i = first; i <= last; i++)
                weights[o, i] /= sum;
        }

        return weights;
    }

    private static double Cubic(double x) =>
        x < 1 ? ((CubicParameter + 2) * x - (CubicParameter + 3)) * x * x + 1
        : x < CubicReach ? ((CubicParameter * x - 5 * CubicParameter) * x + 8 * CubicParameter) * x - 4 * CubicParameter
        : 0;

    private static double Lanczos(double x, double reach) =>
        x >= reach ? 0
        : x == 0 ? 1
        : reach * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / reach) / (Math.PI * Math.PI * x * x);
}
