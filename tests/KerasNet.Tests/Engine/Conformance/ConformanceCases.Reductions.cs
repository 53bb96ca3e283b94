namespace KerasNet.Tests.Engine.Conformance;

internal static partial class ConformanceCases
{
    private static readonly (Shape Shape, int[] Axes)[] s_reductions =
    [
        ([7], [0]), ([1], [0]), ([5, 9], [0]), ([5, 9], [1]), ([5, 9], [0, 1]), ([3, 4, 5], [1]), ([3, 4, 5], [0, 2]), ([3, 4, 5], [1, 2]),
            ([2, 3, 4, 5], [0, 1]),
        ([2, 3, 4, 5], [0, 2]), ([2, 3, 4, 5], [1, 3]), ([2, 3, 4, 5], [0, 1, 3]), ([1030], [0]), ([33, 65], [0]), ([33, 65], [1]), ([300, 17], [0]),
            ([0, 3], [0]), ([3, 0], [0]),
    ];

    private static IEnumerable<ConformanceCase> Reductions()
    {
        foreach (DType type in Numeric)
        {
            foreach ((Shape shape, int[] axes) in s_reductions)
            {
                string over = $"{type} {shape} over {string.Join(' ', axes)}";
                yield return Case($"Sum {over}", For(type, Tolerance.Sum), x => Ops.Sum(x[0], axes), Numbers.Random(shape, type));
                yield return Case($"Max {over}", Tolerance.Exact, x => Ops.Max(x[0], axes, keepDims: true), Numbers.Random(shape, type));
                yield return Case($"Min {over}", Tolerance.Exact, x => Ops.Min(x[0], axes), Numbers.Random(shape, type));
                if (axes.Length == 1)
                    yield return Case($"Product {over}", For(type, Tolerance.Sum), x => Ops.Product(x[0], axes), Numbers.Random(shape, type, 1, 0.5, 1.5));
                if (axes.Length == 1 && shape[axes[0]] > 0)
                    yield return Case($"ArgMax {over}", Tolerance.Exact, x => Ops.ArgMax(x[0], axes[0]), Numbers.Random(shape, type));
            }

            foreach (Shape shape in new Shape[] { [9], [4, 17], [3, 4, 5] })
                foreach ((bool reverse, bool exclusive) in new[] { (false, false), (false, true), (true, false), (true, true) })
                    for (int axis = 0; axis < shape.Rank; axis++)
                    {
                        int along = axis;
                        string how = $"{type} {shape} along {axis}{(reverse ? " reverse" : "")}{(exclusive ? " exclusive" : "")}";
                        yield return Case(
                            $"CumulativeSum {how}", For(type, Tolerance.Sum), x => Ops.CumulativeSum(x[0], along, reverse, exclusive),
                                Numbers.Random(shape, type));
                        yield return Case(
                            $"CumulativeProduct {how}", For(type, Tolerance.Sum), x => Ops.CumulativeProduct(x[0], along, reverse, exclusive),
                                Numbers.Random(shape, type, 1, 0.5, 1.5));
                    }

            foreach (Shape shape in new Shape[] { [1], [10], [3, 17], [2, 3, 33] })
                foreach (bool descending in new[] { false, true })
                {
                    // Few different numbers, so that the order of equal ones shows.
                    TensorData few = Numbers.Random(shape, type);
                    for (long i = 0; i < few.Length; i++)
                        few.SetDouble(i, Math.Abs((int)few.GetDouble(i)) % 5);
                    yield return new(
                        $"Sort {type} {shape}{(descending ? " descending" : "")}",
                        [few], x => Ops.Sort(x[0], descending) is var y ? [y.Values, y.Indices] : [], Tolerance.Exact);
                }
        }

        foreach (DType type in Floating)
        {
            Shape[] larger = [[2, 700, 50], [1, 40_000, 3], [20, 5000, 1], [300, 1, 300]];
            foreach ((Shape shape, int[] axes) in s_reductions.Concat(larger.Select(shape => (shape, new int[] { 1 }))))
            {
                if (shape.ElementCount == 0)
                    continue;
                string over = $"{type} {shape} over {string.Join(' ', axes)}";
                TensorData x = Numbers.Random(shape, type), y = Numbers.Random(shape, type, 2);
                yield return Case($"Variance {over}", For(type, Tolerance.Sum), t => Ops.Variance(t[0], axes), x);
                yield return Case($"Standardize {over}", For(type, new(1e-4, 1e-5)), t => Ops.Standardize(t[0], axes, 0.1), x);
                yield return Case($"Sum of products {over}", For(type, Tolerance.Sum), t => Ops.Sum(t[0] * t[1], axes), x, y);
                yield return Case(
                    $"Sum of products with a difference {over}", For(type, Tolerance.Sum),
                    t => Ops.Sum(t[0] * (t[1] - Ops.Mean(t[1], axes, keepDims: true)), axes), x, y);
            }

            TensorData numbers = Numbers.Vector(type, Numbers.Special);
            yield return Case($"Max {type} with NaN", Tolerance.Exact, x => Ops.Max(x[0]), numbers);
            yield return Case($"Min {type} with NaN", Tolerance.Exact, x => Ops.Min(x[0]), numbers);
            yield return Case($"Max {type} down columns with NaN", Tolerance.Exact, x => Ops.Max(Ops.Reshape(x[0], [4, 7]), [0]), numbers);
            yield return Case($"Max {type} along rows with NaN", Tolerance.Exact, x => Ops.Max(Ops.Reshape(x[0], [4, 7]), [1]), numbers);
            yield return Case($"Sum {type} with infinities", Tolerance.Exact, x => Ops.Sum(x[0]), Numbers.Vector(type, 1, double.PositiveInfinity, 2));
            yield return Case($"Sum {type} with NaN", Tolerance.Exact, x => Ops.Sum(x[0]), numbers);
        }
    }
}
