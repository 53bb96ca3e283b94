using KerasNet.Engine.Cpu;
using KerasNet.Tests.Engine.Conformance;
using static KerasNet.Ops;

namespace KerasNet.Tests.Engine.Cpu;

/// <summary>Every primitive against the reference, at sizes that fill vectors and leave a rest.</summary>
public class PrimitiveTests
{
    private static readonly Shape s_some = [3, 37];

    public static TheoryData<DType> Types => [.. ConformanceCases.Every];

    public static TheoryData<DType> FloatingTypes => [DType.Float32, DType.Float64];

    [Fact]
    public void EveryPrimitiveIsCovered() => Assert.Empty(Enum.GetValues<Op>().Where(op => !Composites.IsComposite(op)).Except(CpuBackend.Covered));

    [Theory]
    [MemberData(nameof(FloatingTypes))]
    public void FunctionsOfOneFraction(DType type) => Comparison.Check(
        [new(s_some, type)],
        x => [-x[0], Abs(x[0]), Sign(x[0]), Floor(x[0]), Ceil(x[0]), Round(x[0]), Exp(x[0]), Expm1(x[0]), Sin(x[0]), Cos(x[0]), Tanh(x[0]), Sigmoid(x[0]),
            Erf(x[0]), Relu(x[0]), IsFinite(x[0])],
        low: -6, high: 6);

    [Theory]
    [MemberData(nameof(FloatingTypes))]
    public void FunctionsOfOnePositiveFraction(DType type) => Comparison.Check(
        [new(s_some, type)], x => [Log(x[0]), Log1p(x[0]), Sqrt(x[0]), Rsqrt(x[0])], low: 0.01, high: 5);

    [Theory]
    [MemberData(nameof(FloatingTypes))]
    public void SmallNumbersKeepTheirDigits(DType type) => Comparison.Check(
        [new(s_some, type)], x => [Log1p(x[0]) * 1e4, Expm1(x[0]) * 1e4, Tanh(x[0]) * 1e4, Erf(x[0]) * 1e4, Sin(x[0]) * 1e4], low: -1e-4, high: 1e-4);

    [Fact]
    public void FunctionsAtTheEndsOfTheNumbers()
    {
        double[] ends = [0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 100, -100, 88.5, 1e-40, -1e-40, 1e30, -1e30, 89, -87.5,
            -103];
        KerasTensor x = Input([ends.Length], DType.Float32, "x");
        TensorData data = new([ends.Length], DType.Float32);
        for (int i = 0; i < ends.Length; i++)
            data.SetDouble(i, ends[i]);
        KerasTensor[] results =
        [
            Exp(x), Expm1(x), Log(x), Log1p(x), Tanh(x), Sigmoid(x), Erf(x), Sqrt(x), Rsqrt(x), Sign(x), Floor(x), Round(x), Relu(x), IsFinite(x),
            Maximum(x, 0.5), Minimum(x, 0.5), Greater(x, 0), Equal(x, x),
        ];
        Program program = new([x], results);
        TensorData[] expected = Reference.Execution.Run(program, data), actual = Reference.Execution.Run(program, CpuBackend.Instance, data);
        for (int f = 0; f < results.Length; f++)
            for (int i = 0; i < ends.Length; i++)
            {
                float e = (float)expected[f].GetDouble(i), a = (float)actual[f].GetDouble(i);
                Assert.True(e.Equals(a) || MathF.Abs(e - a) <= 2e-6f * MathF.Abs(e) + 1e-37f, $"{results[f].Node.Op}({ends[i]}): expected {e}, got {a}");
            }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void FunctionsOfTwo(DType type) => Comparison.Check(
        [new(s_some, type), new(s_some, type)],
        x => [x[0] + x[1], x[0] - x[1], x[0] * x[1], Maximum(x[0], x[1]), Minimum(x[0], x[1]), Equal(x[0], x[1]), Less(x[0], x[1]), LessEqual(x[0], x[1]),
            NotEqual(x[0], x[1]), Greater(x[0], x[1])]);

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    [InlineData(DType.Int32)]
    [InlineData(DType.Int64)]
    [InlineData(DType.UInt8)]
    public void DivisionsAndPowers(DType type) => Comparison.Check(
        [new(s_some, type), new(s_some, type)],
        x => [Primitive(Op.Divide, x), Primitive(Op.Remainder, x), Primitive(Op.Power, x)],
        low: 1, high: 4);

    [Theory]
    [InlineData(DType.Int32)]
    [InlineData(DType.Int64)]
    public void RemaindersHaveTheSignOfTheDivisor(DType type) => Comparison.Check(
        [new(s_some, type), new(s_some, type)], x => [Mod(x[0] * 3, x[1]), Primitive(Op.Divide, [x[0] * -5, x[1]]), Primitive(Op.Power, [x[0] - 3, x[1]])],
            low: 1, high: 9);

    [Theory]
    [InlineData(DType.Int32)]
    [InlineData(DType.Int64)]
    [InlineData(DType.Bool)]
    [InlineData(DType.UInt8)]
    public void Bits(DType type) => Comparison.Check([new(s_some, type), new(s_some, type)], x => [Primitive(Op.And, x), Primitive(Op.Or, x)], low: -9,
        high: 9);

    [Theory]
    [MemberData(nameof(Types))]
    public void ConversionsToEveryType(DType type) => Comparison.Check(
        [new(s_some, type)], x => [.. ConformanceCases.Every.Where(to => to != type).Select(to => Cast(x[0], to))], low: 0, high: 9);

    [Theory]
    [MemberData(nameof(Types))]
    public void ChoicesWithEveryKindOfStretching(DType type) => Comparison.Check(
        [new(s_some, DType.Bool), new([37], type), new([3, 1], type), new([], type)],
        x => [Where(x[0], x[1], x[2]), Where(x[0], x[3], x[2]), Where(x[0], x[3], x[3]), Where(Less(x[1], x[2]), x[1], x[3]),
            Where(LogicalNot(x[0]), x[1], x[3])]);

    [Theory]
    [MemberData(nameof(Types))]
    public void TruthMixesWithComparisons(DType type) => Comparison.Check(
        [new(s_some, DType.Bool), new(s_some, type), new([37], type)],
        x =>
        [
            LogicalAnd(x[0], Less(x[1], x[2])), LogicalOr(Less(x[1], x[2]), Equal(x[1], x[2])), LogicalNot(Less(x[1], x[2])),
            Cast(Less(x[1], x[2]), DType.Float32), Cast(Less(x[1], x[2]), DType.Int32), Cast(Less(x[1], x[2]), DType.Float64), Equal(x[0], Less(x[1], x[2])),
        ]);

    [Theory]
    [MemberData(nameof(Types))]
    public void Movements(DType type) => Comparison.Check(
        [new([2, 3, 5], type), new([2, 4, 5], type)],
        x =>
        [
            Transpose(x[0], 2, 0, 1), Transpose(x[0], 0, 2, 1), Transpose(x[0]), Reshape(x[0], [5, 6]), BroadcastTo(x[0], [3, 2, 3, 5]),
            Slice(x[0], [0, 1, 1], [2, 3, 5], [1, 2, 2]), Slice(x[0], [1, 0, 0], [2, 2, 5]), SliceAxis(x[1], 1, 1, 3) + SliceAxis(x[0], 1, 0, 2),
            Pad(x[0], [1, 0, 2], [0, 3, 1], 1, [0, 2, 1]), Concatenate([x[0], x[1], x[0]], 1), Flip(x[0], 0, 2), Take(x[0], 0, 1) + Take(x[0], 0, 0),
        ]);

    [Theory]
    [MemberData(nameof(Types))]
    public void TransposesInBlocks(DType type) => Comparison.Check(
        [new([3, 37, 50], type), new([2, 16, 3, 17], type), new([300, 200], type)],
        x =>
        [
            Transpose(x[0], 0, 2, 1), Transpose(x[0]), Transpose(x[0], 2, 0, 1), Transpose(x[1], 0, 3, 2, 1), Transpose(x[1], 3, 0, 2, 1), Transpose(x[1]),
            Transpose(x[2]), Concatenate([Transpose(x[2]), Transpose(x[2])], 1), Pad(Transpose(x[2]), [1, 2], [2, 1]), Flip(Transpose(x[2]), 1),
        ]);

    [Theory]
    [MemberData(nameof(Types))]
    public void Reductions(DType type) => Comparison.Check(
        [new([4, 3, 37], type)],
        x =>
        [
            Sum(x[0]), Sum(x[0], [0]), Sum(x[0], [1]), Sum(x[0], [2]), Sum(x[0], [0, 2]), Sum(x[0], [0, 1], true), Max(x[0], [2]), Min(x[0], [0, 1]),
            Max(x[0], [0, 2]),
            Product(x[0], [1]), ArgMax(x[0]), ArgMax(x[0], 1), CumulativeSum(x[0], 2), CumulativeSum(x[0], 1, true), CumulativeProduct(x[0], 0, false, true),
            CumulativeSum(x[0], 2, true, true),
        ],
        1e-5);

    [Fact]
    public void ReductionsThatAreSplit() => Comparison.CheckFloats([[3, 70_001], [40_000, 5], [20, 10_000]], x =>
        [Sum(x[0], [1]), Max(x[0], [1]), Sum(x[1], [0]), Min(x[1], [0]), Sum(x[2], [1]), Sum(x[2], [0])], 1e-5);

    [Theory]
    [MemberData(nameof(Types))]
    public void Sorting(DType type) => Comparison.Check(
        [new([3, 21], type)], x => [Sort(x[0]).Values, Sort(x[0]).Indices, Sort(x[0], true).Indices, TopK(x[0], 4).Values], low: -5, high: 5);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Products(bool transposeA, bool transposeB)
    {
        foreach (DType type in ConformanceCases.Every)
            Comparison.Check(
                [new(transposeA ? [4, 9, 7] : [4, 7, 9], type), new(transposeB ? [4, 5, 9] : [4, 9, 5], type)], x =>
                    [MatMul(x[0], x[1], transposeA, transposeB)], 1e-5, low: 0, high: 3);
    }

    [Fact]
    public void ManySmallProducts() => Comparison.CheckFloats([[64, 20, 30], [64, 30, 25]], x => [MatMul(x[0], x[1])], 2e-5);

    [Theory]
    [InlineData(DType.Int32)]
    [InlineData(DType.Int64)]
    [InlineData(DType.UInt8)]
    public void GatherAndScatter(DType type) => Comparison.Check(
        [new([5, 4, 3], DType.Float32), new([2, 3], type), new([5, 2], type)],
        x =>
        [
            Gather(x[0], x[1], 0), Gather(x[0], x[1], 1), Gather(x[0], x[1], 2), Gather(x[0], x[2], 1, 1),
            TakeAlongLastAxis(x[0], BroadcastTo(ExpandDims(x[2], 1), [5, 4, 2])),
            ScatterAdd(x[1], Gather(x[0], x[1], 0), [5, 4, 3], 0), ScatterAdd(x[1], Gather(x[0], x[1], 1), [5, 4, 3], 1),
            ScatterAdd(x[2], Gather(x[0], x[2], 1, 1), [5, 4, 3], 1, 1),
        ],
        low: 0, high: 2.99);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(31)]
    [InlineData(20_003)]
    public void RandomPatterns(int count) => Comparison.Check([new([2], DType.Int64)], x =>
        [RandomBits(x[0], [count]), RandomBits(x[0] * 12345678987L, [count])], low: -1000, high: 1000);

    private static KerasTensor Primitive(Op op, KerasTensor[] x) => Node.Create(op, x).Output;
}
