namespace KerasNet.Tests.Engine.Conformance;

internal sealed partial class RandomProgram
{
    private Operation[] Operations() =>
    [
        .. Enumerable.Repeat<Operation>(Smooth, 5),
        .. Enumerable.Repeat<Operation>(Two, 6),
        .. Enumerable.Repeat<Operation>(Move, 4),
        .. Enumerable.Repeat<Operation>(Reduce, 3),
        Kinked, Kinked, Jumping, Choose, Choose, Normalize, Product, Product, Running, Pick, Loop, Draw,
    ];

    private Entry? Smooth()
    {
        (KerasTensor x, double b, bool exact) = Any();
        return _random.Next(14) switch
        {
            0 => new(Ops.Tanh(x), 1),
            1 => new(Ops.Sigmoid(x), 1),
            2 => new(Ops.Sin(x), 1),
            3 => new(Ops.Cos(x), 1),
            4 => new(Ops.Erf(x), 1),
            5 => new(Ops.Exp(-Ops.Square(x)), 1),
            6 => new(Ops.Expm1(Ops.Tanh(x)), 2),
            7 => new(Ops.Log(Ops.Square(x) + 0.5), 1 + b),
            8 => new(Ops.Log1p(Ops.Square(x)), 1 + b),
            9 => new(Ops.Sqrt(Ops.Square(x) + 0.25), 1 + b),
            10 => new(Ops.Rsqrt(Ops.Square(x) + 0.5), 1.5),
            11 => new(-x, b, exact),
            12 => new(x * 0.5 + 0.25, b),
            _ => new(Ops.Power(Ops.Square(x) + 0.5, 1.25), Math.Pow(b * b + 0.5, 1.25)),
        };
    }

    /// <summary>Continuous, but with a kink, which the gradient feels.</summary>
    private Entry? Kinked()
    {
        (KerasTensor x, double b, bool exact) = Any();
        if (_differentiated && !exact)
            return null;
        return _random.Next(4) switch
        {
            0 => new(Ops.Relu(x), b, exact),
            1 => new(Ops.Abs(x), b, exact),
            2 => new(Ops.Clip(x, -0.7, 1.1), 1.1, exact),
            _ => new(Ops.Softplus(x), b + 1),
        };
    }

    private Entry? Jumping()
    {
        (KerasTensor x, double b, bool exact) = Any();
        if (!exact)
            return null;
        int axis = x.Rank == 0 ? 0 : _random.Next(x.Rank);
        return _random.Next(8) switch
        {
            0 => new(Ops.Sign(x), 1, true),
            1 => new(Ops.Floor(x), b + 1, true),
            2 => new(Ops.Round(x), b + 1, true),
            3 => new(Ops.Cast(Ops.Cast(x, DType.Int32), DType.Float32), b, true),
            4 => new(Ops.Cast(Ops.Less(x, 0.5), DType.Float32), 1, true),
            5 when x.Rank > 0 => new(Ops.Cast(Ops.ArgMax(x, axis, keepDims: true), DType.Float32), x.Shape[axis], true),
            6 when x.Rank > 0 => new(Ops.Sort(x, Chance(0.5)).Values, b, true),
            7 when x.Rank > 0 => new(Ops.OneHot(Ops.Cast(x, DType.Int32), 1 + _random.Next(3)), 1, true),
            _ => null,
        };
    }

    private Entry? Two()
    {
        (KerasTensor x, double bx, _) = Any();
        (KerasTensor y, double by, _) = Any();
        if (Fits(x.Shape, y.Shape) is null)
            return null;
        return _random.Next(_differentiated ? 4 : 6) switch
        {
            0 => new(x + y, bx + by),
            1 => new(x - y, bx + by),
            2 => new(x * y, bx * by),
            3 => new(x / (Ops.Square(y) + 0.5), 2 * bx),
            4 => new(Ops.Maximum(x, y), Math.Max(bx, by)),
            _ => new(Ops.Minimum(x, y), Math.Max(bx, by)),
        };
    }

    private Entry? Choose()
    {
        (KerasTensor x, double bx, _) = Any();
        (KerasTensor y, double by, _) = Any();
        Entry[] exact = [.. _pool.Where(entry => entry.Exact)];
        KerasTensor condition = Pick(exact).X;
        if (Fits(x.Shape, y.Shape) is not { } both || Fits(both, condition.Shape) is null)
            return null;
        KerasTensor truth = _random.Next(4) switch
        {
            0 => Ops.Less(condition, 0.3),
            1 => Ops.LogicalNot(Ops.LessEqual(condition, -0.2)),
            2 => Ops.LogicalAnd(Ops.Less(condition, 1.1), Ops.IsFinite(x)),
            _ => Ops.LogicalOr(Ops.Equal(Ops.Round(condition), 1), Ops.Greater(condition, 2)),
        };
        return new(Ops.Where(truth, x, y), Math.Max(bx, by));
    }

    private Entry? Reduce()
    {
        (KerasTensor x, double b, bool exact) = Any();
        int[] axes = [.. Enumerable.Range(0, x.Rank).Where(_ => Chance(0.5))];
        bool keep = Chance(0.5);
        if (axes.Length == 0)
            return null;
        long count = axes.Aggregate(1L, (product, axis) => product * x.Shape[axis]);
        return _random.Next(_differentiated && !exact ? 3 : 5) switch
        {
            0 => new(Ops.Sum(x, axes, keep), b * count),
            1 => new(Ops.Mean(x, axes, keep), b),
            2 => new(Ops.Variance(x, axes, keep), b * b),
            3 => new(Ops.Max(x, axes, keep), b, exact),
            _ => new(Ops.Min(x, axes, keep), b, exact),
        };
    }

    private Entry? Move()
    {
        (KerasTensor x, double b, bool exact) = Any();
        int axis = x.Rank == 0 ? 0 : _random.Next(x.Rank);
        KerasTensor? moved = _random.Next(10) switch
        {
            0 => Ops.Transpose(x, [.. Enumerable.Range(0, x.Rank).OrderBy(_ => _random.Next())]),
            1 => Ops.Reshape(x, [-1]),
            2 => Ops.ExpandDims(x, _random.Next(x.Rank + 1)),
            3 when x.Rank > 1 => Ops.Reshape(x, Shape.Of([-1, .. x.Shape[2..]])),
            4 when x.Rank > 0 => Ops.Flip(x, axis),
            5 when x.Rank > 0 => Part(x),
            6 when x.Rank > 0 => Ops.Pad(x, [.. x.Shape.Select(_ => _random.Next(2))], [.. x.Shape.Select(_ => _random.Next(3))], 0.5,
                [.. x.Shape.Select(_ => _random.Next(2))]),
            7 when x.Rank > 0 => Ops.Concatenate([x, Pick(_pool.Where(entry => entry.X.Shape == x.Shape).ToArray()).X, x], axis),
            8 when x.Rank < 3 => Ops.RepeatNew(x, 1 + _random.Next(4), _random.Next(x.Rank + 1)),
            9 when x.Rank > 0 && x.Shape[axis] == 1 => Ops.BroadcastTo(x, x.Shape.With(axis, 3)),
            _ => null,
        };
        return moved is null ? null : new(moved, Math.Max(b, 0.5), exact && _pool.All(entry => entry.Exact || entry.X.Shape != x.Shape));
    }

    private KerasTensor Part(KerasTensor x)
    {
        int[] starts = [.. x.Shape.Select(size => _random.Next((size + 1) / 2))];
        int[] limits = [.. x.Shape.Select((size, axis) => Chance(0.5) ? size : starts[axis] + 1 + _random.Next(size - starts[axis]))];
        return Ops.Slice(x, starts, limits, [.. x.Shape.Select(_ => Chance(0.7) ? 1 : 2)]);
    }

    private Entry? Normalize()
    {
        (KerasTensor x, double b, _) = Any();
        if (x.Rank == 0)
            return null;
        int axis = _random.Next(x.Rank);
        return _random.Next(4) switch
        {
            0 => new(Ops.Softmax(x, axis), 1),
            1 => new(Ops.LogSoftmax(x, axis), 2 * b + Math.Log(x.Shape[axis])),
            2 => new(Ops.LogSumExp(x, axis, Chance(0.5)), b + Math.Log(x.Shape[axis])),
            _ => new(Ops.SoftmaxCrossEntropy(x, Ops.Softmax(x * 0.5)), 2 * b + Math.Log(x.Shape[^1])),
        };
    }

    private Entry? Product()
    {
        Entry[] matrices = [.. _pool.Where(entry => entry.X.Rank is 2 or 3)];
        if (matrices.Length == 0)
            return null;
        (KerasTensor x, double bx, _) = Pick(matrices);
        (KerasTensor y, double by, _) = Pick(matrices);
        (bool tx, bool ty) = (Chance(0.5), Chance(0.5));
        int inner = x.Shape[tx ? ^2 : ^1];
        if (x.Rank != y.Rank || inner != y.Shape[ty ? ^1 : ^2] || Fits(x.Shape[..^2], y.Shape[..^2]) is null)
            (y, by, ty) = (x, bx, !tx);
        if (x.Shape.ElementCount * y.Shape[ty ? ^2 : ^1] > LargestProduct)
            return null;
        KerasTensor product = Ops.MatMul(x, y, tx, ty) * (1.0 / inner);
        double bound = bx * by;
        Entry[] biases = [.. _pool.Where(entry => entry.X.Rank == 1 && entry.X.Shape[0] == product.Shape[^1])];
        if (biases.Length > 0 && Chance(0.7))
        {
            (KerasTensor bias, double added, _) = Pick(biases);
            (product, bound) = (product + bias, bound + added);
        }

        return new(Chance(0.5) ? Ops.Tanh(product) : _differentiated ? product : Ops.Relu(product), bound);
    }

    private Entry? Running()
    {
        (KerasTensor x, double b, _) = Any();
        return x.Rank == 0 ? null
            : _random.Next(x.Rank) is var axis && Chance(0.8) ? new(Ops.CumulativeSum(x, axis, Chance(0.5), Chance(0.5)) * (1.0 / x.Shape[axis]), b)
            : new(Ops.CumulativeProduct(Ops.Sigmoid(x), axis, Chance(0.5), Chance(0.5)), 1);
    }

    private Entry? Pick()
    {
        (KerasTensor x, double b, bool exact) = Any();
        if (x.Rank == 0)
            return null;
        int axis = _random.Next(x.Rank);
        KerasTensor indices = Ops.Constant(Numbers.Indices([1 + _random.Next(5)], x.Shape[axis]));
        return Chance(0.6) ? new(Ops.Gather(x, indices, axis), b, exact)
            : new(Ops.ScatterAdd(Ops.Constant(Numbers.Indices([x.Shape[axis]], 3)), x, x.Shape.With(axis, 3), axis) * (1.0 / x.Shape[axis]), b);
    }

    private Entry? Loop()
    {
        KerasTensor x = Any().X;
        if (x.Rank == 0 || x.Shape[0] > 8)
            return null;
        KerasTensor other = Any().X;
        bool captures = Fits(other.Shape, x.Shape[1..]) == x.Shape[1..];
        (KerasTensor[] carries, KerasTensor[] outputs) = Ops.Scan(
            (c, s) => Ops.Tanh(c[0] * 0.5 + s[0]) is var next ? ([captures ? next * other * 0.3 : next], [c[0] + s[0] * 0.5]) : ([], []),
            [Ops.Zeros(x.Shape[1..])],
            [x],
            reverse: Chance(0.3));
        return Chance(0.5) ? new(carries[0], 3) : new(outputs[0], LargestBound);
    }

    private Entry? Draw() => new(Ops.RandomUniform(Ops.Constant<long>([_random.Next(), _random.Next()], [2]), RandomShape(), -1, 1), 1, true);
}
