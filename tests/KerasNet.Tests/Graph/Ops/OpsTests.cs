using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Graph;

/// <summary>What operations compute, on numbers small enough to check by hand.</summary>
public sealed class OpsTests
{
    private static readonly Dictionary<string, (Func<KerasTensor> Make, double[] Expected)> s_cases = new()
    {
        ["Round to even"] = (() => Ops.Round(Vector(0.5, 1.5, -2.5, 2.6)), [0, 2, -2, 3]),
        ["Sign"] = (() => Ops.Sign(Vector(-3, 0, 2, double.NaN)), [-1, 0, 1, double.NaN]),
        ["Mod has the sign of the divisor"] = (() => Ops.Mod(Vector(7, -7, 7, -7), Vector(3, 3, -3, -3)), [1, 2, -2, -1]),
        ["Mod of integers"] = (() => Ops.Mod(Whole(7, -7, 7, -7), Whole(3, 3, -3, -3)), [1, 2, -2, -1]),
        ["Divide of integers is a fraction"] = (() => Ops.Divide(Whole(7, -7), Whole(2, 2)), [3.5, -3.5]),
        ["Divide as a primitive truncates"] = (() => Node.Create(Op.Divide, [Whole(7, -7), Whole(2, 2)]).Output, [3, -3]),
        ["DivideNoNaN"] = (() => Ops.DivideNoNaN(Vector(1, 0, -3), Vector(2, 0, 0)), [0.5, 0, 0]),
        ["Maximum hands NaN on"] = (() => Ops.Maximum(Vector(1, double.NaN, 3), Vector(2, 0, double.NaN)), [2, double.NaN, double.NaN]),
        ["Minimum with a number"] = (() => Ops.Minimum(Vector(1, 5), 2), [1, 2]),
        ["Clip"] = (() => Ops.Clip(Vector(-2, 0.5, 9), 0, 1), [0, 0.5, 1]),
        ["Cast truncates"] = (() => Ops.Cast(Vector(1.9, -1.9), DType.Int32), [1, -1]),
        ["Cast to bool"] = (() => Ops.Cast(Vector(0, -0.5, double.NaN), DType.Bool), [0, 1, 1]),
        ["IsFinite"] = (() => Ops.IsFinite(Vector(0, double.NaN, double.PositiveInfinity)), [1, 0, 0]),
        ["Greater"] = (() => Ops.Greater(Vector(1, 2, double.NaN), 1), [0, 1, 0]),
        ["GreaterEqual"] = (() => Ops.GreaterEqual(Vector(0, 1, 2), Vector(1)), [0, 1, 1]),
        ["NotEqual"] = (() => Ops.NotEqual(Vector(1, double.NaN), Vector(1, double.NaN)), [0, 1]),
        ["LogicalNot"] = (() => Ops.LogicalNot(Vector(0, 2)), [1, 0]),
        ["Where"] = (() => Ops.Where(Vector(1, 0), Whole(5, 6), Vector(7.5)), [5, 7.5]),
        ["Power by 0.5"] = (() => Ops.Power(Vector(4, 9), 0.5), [2, 3]),
        ["Power of integers"] = (() => Ops.Power(Whole(2, -3), Whole(10, 3)), [1024, -27]),
        ["Expm1 near 0"] = (() => Ops.Expm1(Vector(1e-20)), [1e-20]),
        ["Log1p near 0"] = (() => Ops.Log1p(Vector(1e-20)), [1e-20]),
        ["Erf"] = (() => Ops.Erf(Vector(0, 0.5, -3, 10)), [0, 0.5204998778130465, -0.9999779095030014, 1]),
        ["Transpose"] = (() => Ops.Transpose(Matrix(2, 3)), [0, 3, 1, 4, 2, 5]),
        ["Transpose in a circle"] = (() => Ops.Transpose(Ops.Reshape(Ops.Arange(6), [1, 2, 3]), 2, 0, 1), [0, 3, 1, 4, 2, 5]),
        ["Slice with strides"] = (() => Ops.Slice(Matrix(3, 4), [0, 1], [3, 4], [2, 2]), [1, 3, 9, 11]),
        ["Pad with interior"] = (() => Ops.Pad(Vector(1, 2), [1], [2], 9, [1]), [9, 1, 9, 2, 9, 9]),
        ["Concatenate"] = (() => Ops.Concatenate([Matrix(2, 2), Matrix(2, 1)], 1), [0, 1, 0, 2, 3, 1]),
        ["Stack along the last axis"] = (() => Ops.Stack([Vector(1, 2), Vector(3, 4)], -1), [1, 3, 2, 4]),
        ["Flip"] = (() => Ops.Flip(Matrix(2, 3), 1), [2, 1, 0, 5, 4, 3]),
        ["Take"] = (() => Ops.Take(Matrix(2, 3), 1, 2), [2, 5]),
        ["RepeatNew"] = (() => Ops.RepeatNew(Vector(1, 2), 2, 1), [1, 1, 2, 2]),
        ["Sum over no axes"] = (() => Ops.Sum(Vector(1, 2), []), [1, 2]),
        ["Sum over all axes"] = (() => Ops.Sum(Matrix(2, 3)), [15]),
        ["Sum of nothing"] = (() => Ops.Sum(Ops.Ones([0, 2]), [0]), [0, 0]),
        ["Max"] = (() => Ops.Max(Matrix(2, 3), [0]), [3, 4, 5]),
        ["Min"] = (() => Ops.Min(Whole(3, -1, 2)), [-1]),
        ["Mean of integers"] = (() => Ops.Mean(Whole(1, 2)), [1.5]),
        ["Mean over no axes"] = (() => Ops.Mean(Vector(1, 2), []), [1, 2]),
        ["Product over no axes"] = (() => Ops.Product(Vector(1, 2), []), [1, 2]),
        ["Flip of all axes"] = (() => Ops.Flip(Matrix(2, 2)), [3, 2, 1, 0]),
        ["MatMul of a batch without inner elements"] = (() => Ops.MatMul(Ops.Ones([2, 1, 0]), Ops.Ones([0, 2])), [0, 0, 0, 0]),
        ["Mean over one axis"] = (() => Ops.Mean(Matrix(2, 3), [-1]), [1, 4]),
        ["Variance"] = (() => Ops.Variance(Vector(1, 3, 5, 7)), [5]),
        ["Product over several axes"] = (() => Ops.Product(Matrix(2, 2) + 1, [0, 1]), [24]),
        ["Any"] = (() => Ops.Any(Ops.Less(Matrix(2, 2), 1), [1]), [1, 0]),
        ["All"] = (() => Ops.All(Ops.Less(Matrix(2, 2), 2), [1]), [1, 0]),
        ["ArgMax takes the first"] = (() => Ops.ArgMax(Vector(1, 3, 3, 2)), [1]),
        ["CumulativeSum"] = (() => Ops.CumulativeSum(Vector(1, 2, 3), 0), [1, 3, 6]),
        ["CumulativeSum, exclusive in reverse"] = (() => Ops.CumulativeSum(Vector(1, 2, 3), 0, reverse: true, exclusive: true), [5, 3, 0]),
        ["CumulativeProduct, exclusive"] = (() => Ops.CumulativeProduct(Vector(2, 3, 4), 0, exclusive: true), [1, 2, 6]),
        ["Sort"] = (() => Ops.Sort(Vector(2, 1, 2, 0)).Indices, [3, 1, 0, 2]),
        ["Sort, largest first, keeps the order of equals"] = (() => Ops.Sort(Vector(2, 1, 2, 0), descending: true).Indices, [0, 2, 1, 3]),
        ["TopK"] = (() => Ops.TopK(Vector(2, 5, 1, 7), 2).Values, [7, 5]),
        ["MatMul"] = (() => Ops.MatMul(Matrix(2, 2), Matrix(2, 2)), [2, 3, 6, 11]),
        ["MatMul of vectors"] = (() => Ops.MatMul(Vector(1, 2), Vector(3, 4)), [11]),
        ["MatMul of integers"] = (() => Ops.MatMul(Whole(1, 2), Whole(3, 4)), [11]),
        ["Convolution"] = (() => Ops.Convolution(Ops.Reshape(Matrix(1, 5), [1, 5, 1]), Ops.Reshape(Vector(1, 10), [2, 1, 1]), [2], [2], [1], [1]), [10, 31, 3]),
        ["ConvolutionInputGradient"] = (() => Ops.ConvolutionInputGradient(
            Ops.Reshape(Vector(1, 2), [1, 2, 1]), Ops.Reshape(Vector(3, 4, 5), [3, 1, 1]),
                new ConvolutionAttributes([2], [1], [0], [0], 1, [1, 5, 1], [3, 1, 1])), [3, 4, 11, 8, 10]),
        ["MaxPool ignores its padding"] = (() => Ops.MaxPool(Ops.Reshape(Vector(-3, -2, -5), [1, 3, 1]), [2], [2], [1], [0]), [-3, -2]),
        ["SumPool"] = (() => Ops.SumPool(Ops.Reshape(Vector(1, 2, 3), [1, 3, 1]), [2], [1], [1], [0]), [1, 3, 5]),
        ["MaxPool sends its gradient to the first maximum"] = (() => Node.Create(
            Op.MaxPoolGradient, [Ops.Reshape(Vector(4, 4, 1), [1, 3, 1]), Ops.Reshape(Vector(1, 10), [1, 2, 1])],
                new WindowAttributes([2], [1], [0], [0], [1, 3, 1])).Output, [1, 10, 0]),
        ["Gather along an axis"] = (() => Ops.Gather(Matrix(2, 3), Whole(2, 0), 1), [2, 0, 5, 3]),
        ["TakeAlongLastAxis"] = (() => Ops.TakeAlongLastAxis(Matrix(2, 3), Ops.Reshape(Whole(2, 0), [2, 1])), [2, 3]),
        ["ScatterAdd"] = (() => Ops.ScatterAdd(Whole(1, 1, 0), Vector(1, 2, 4), [3]), [4, 3, 0]),
        ["OneHot"] = (() => Ops.OneHot(Whole(1, 5, -1), 2), [0, 1, 0, 0, 0, 0]),
        ["OneHot along the first axis"] = (() => Ops.OneHot(Whole(1, 0), 2, axis: 0), [0, 1, 1, 0]),
        ["Iota"] = (() => Ops.Iota([2, 2], 0), [0, 0, 1, 1]),
        ["Softplus"] = (() => Ops.Softplus(Vector(-1000, 0, 1000)), [0, Math.Log(2), 1000]),
        ["Scan"] = (() => Ops.Scan((c, s) => ([c[0] * 2 + s[0]], [c[0]]), [Vector(1)], [Matrix(3, 1)]).Carries[0], [12]),
        ["Scan stacks what each step gives"] = (() => Ops.Scan((c, s) => ([c[0] * 2 + s[0]], [c[0]]), [Vector(1)], [Matrix(3, 1)]).Outputs[0], [1, 2, 5]),
        ["Scan in reverse"] = (() => Ops.Scan((c, s) => ([c[0] * 2 + s[0]], [c[0]]), [Vector(1)], [Matrix(3, 1)], reverse: true).Outputs[0], [9, 4, 1]),
        ["Scan of no steps"] = (() => Ops.Scan((c, _) => ([c[0] * 2], []), [Vector(7)], [], 0).Carries[0], [7]),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_result_is_what_the_documentation_says(string name)
    {
        (Func<KerasTensor> make, double[] expected) = s_cases[name];
        double[] numbers = make().Numbers();

        Assert.Equal(expected, numbers, (a, b) => a.Equals(b) || Math.Abs(a - b) <= 1e-6 * Math.Abs(a));
    }

    private static KerasTensor Vector(params double[] numbers) => Ops.Constant(Execution.Data([numbers.Length], DType.Float64, numbers));

    private static KerasTensor Whole(params int[] numbers) => Ops.Constant<int>(numbers, [numbers.Length]);

    private static KerasTensor Matrix(int rows, int columns) => Ops.Reshape(Ops.Cast(Ops.Arange(rows * columns), DType.Float64), [rows, columns]);
}
