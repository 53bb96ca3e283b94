namespace KerasNet.Tests.Engine.Conformance;

internal static partial class ConformanceCases
{
    private static readonly Shape[] s_sizes = [[], [1], [7], [16], [17], [33], [3, 5, 7], [1030], [0], [2, 0, 3]];

    private static readonly (Shape A, Shape B)[] s_pairs =
    [
        ([37], [37]), ([], []), ([], [3, 4]), ([3, 4], []), ([5, 1], [1, 7]), ([2, 3, 4], [3, 1]), ([4, 1, 3], [5, 1]), ([17, 33], [33]), ([33], [17, 33]),
            ([17, 33], [17, 1]),
        ([1, 1], [17, 33]), ([4, 1, 5, 1], [1, 3, 1, 9]), ([0, 3], [3]), ([1, 3], [0, 1]), ([64, 64], [64, 64]),
    ];

    private static IEnumerable<ConformanceCase> Elementwise()
    {
        foreach (Op op in new[] { Op.Negate, Op.Abs, Op.Sign, Op.Floor, Op.Ceil, Op.Round, Op.IsFinite, Op.StopGradient })
            foreach (DType type in Numeric)
                foreach (ConformanceCase one in Unary(op, type, Tolerance.Exact))
                    yield return one;
        foreach (Op op in new[] { Op.Sqrt, Op.Rsqrt, Op.Exp, Op.Expm1, Op.Log, Op.Log1p, Op.Tanh, Op.Sigmoid, Op.Erf })
            foreach (DType type in Floating)
                foreach (ConformanceCase one in Unary(op, type, For(type, op == Op.Sqrt ? Tolerance.Exact : Tolerance.Function)))
                    yield return one;

        // Near the zeros of sine and cosine only the absolute error is small.
        foreach (Op op in new[] { Op.Sin, Op.Cos })
            foreach (DType type in Floating)
                foreach (Shape shape in s_sizes)
                    yield return Case($"{op} {type} {shape}", For(type, new(2e-6, 3e-7)), Apply(op), Numbers.Random(shape, type, 1, -20, 20));
        foreach (Shape shape in s_sizes)
            yield return Case($"Not {shape}", Tolerance.Exact, Apply(Op.Not), Numbers.Random(shape, DType.Bool));
        foreach (DType from in Every)
            foreach (DType to in Every)
                foreach (Shape shape in s_sizes)
                    yield return Case(
                        $"Cast {from} to {to} {shape}", Tolerance.Exact, Apply(Op.Cast, new CastAttributes(to)),
                            Numbers.Random(shape, from, 1, to == DType.UInt8 ? 0 : -4, 4));

        foreach (Op op in new[] { Op.Add, Op.Subtract, Op.Multiply, Op.Maximum, Op.Minimum, Op.Equal, Op.Less, Op.LessOrEqual })
            foreach (DType type in Numeric)
                foreach (ConformanceCase one in Binary(op, type, Tolerance.Exact, specials: true))
                    yield return one;
        foreach (DType type in Numeric)
        {
            foreach (ConformanceCase one in Binary(Op.Divide, type, Tolerance.Exact, type.IsFloating(), low: 1))
                yield return one;
            foreach (ConformanceCase one in Binary(Op.Remainder, type, For(type, new(0, 2e-6)), specials: false, low: 1))
                yield return one;
        }

        foreach (DType type in new[] { DType.Bool, DType.Int32, DType.Int64, DType.UInt8 })
            foreach (Op op in new[] { Op.And, Op.Or })
                foreach (ConformanceCase one in Binary(op, type, Tolerance.Exact, specials: false))
                    yield return one;
        foreach (ConformanceCase one in Binary(Op.Equal, DType.Bool, Tolerance.Exact, specials: false))
            yield return one;
        foreach (DType type in Floating)
        {
            foreach (ConformanceCase one in Binary(Op.Power, type, For(type, new(5e-6)), specials: false, low: 0.1, lowB: -3))
                yield return one;
            yield return Case(
                $"Power {type} of what is negative or 0", For(type, new(5e-6)), Apply(Op.Power),
                Numbers.Vector(type, -2, -2, -3, 0, 0, 0, -1.5, 4), Numbers.Vector(type, 3, -2, 0, 2, 0, 0.5, 0.5, 0.5));
        }

        foreach (DType type in Every)
            foreach ((Shape a, Shape b) in s_pairs)
                yield return Case(
                    $"Select {type} {a} {b}", Tolerance.Exact, Apply(Op.Select), Numbers.Random(a, DType.Bool, 3), Numbers.Random(b, type),
                        Numbers.Random(a, type, 2));
        yield return Case(
            "Signs of zero", Tolerance.Exact, x => 1 / Ops.Stack([-x[0], Ops.Abs(x[0]), x[0] * -1, Ops.Round(x[0]), Ops.Floor(x[0]), Ops.Ceil(x[0] - 0.25)]),
            Numbers.Vector(DType.Float32, 0, -0d, 0, -0d));
    }

    private static IEnumerable<ConformanceCase> Unary(Op op, DType type, Tolerance tolerance)
    {
        foreach (Shape shape in s_sizes)
            yield return Case($"{op} {type} {shape}", tolerance, Apply(op), Numbers.Random(shape, type));
        if (type.IsFloating())
            yield return Case($"{op} {type} of special numbers", tolerance, Apply(op), Numbers.Vector(type, Numbers.Special));
    }

    private static IEnumerable<ConformanceCase> Binary(Op op, DType type, Tolerance tolerance, bool specials, double low = -3, double? lowB = null)
    {
        foreach ((Shape a, Shape b) in s_pairs)
            yield return Case($"{op} {type} {a} {b}", tolerance, Apply(op), NotZero(Numbers.Random(a, type, 1, low)),
                NotZero(Numbers.Random(b, type, 2, lowB ?? low)));
        if (specials && type.IsFloating())
        {
            TensorData numbers = Numbers.Vector(type, Numbers.Special);
            yield return Case($"{op} {type} of special numbers", tolerance, x => Apply(op)([Ops.ExpandDims(x[0], 1), x[1]]), numbers, numbers);
        }

        TensorData NotZero(TensorData data)
        {
            for (long i = 0; i < data.Length && op is (Op.Divide or Op.Remainder); i++)
                if (data.GetDouble(i) == 0)
                    data.SetDouble(i, 1);
            return data;
        }
    }
}
