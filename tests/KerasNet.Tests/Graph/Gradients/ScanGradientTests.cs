namespace KerasNet.Tests.Graph.Gradients;

/// <summary>Gradients through loops against numeric derivatives.</summary>
public sealed class ScanGradientTests
{
    private static readonly Dictionary<string, Action> s_cases = new()
    {
        ["the last carry"] = () => GradientCheck.Run(x => Cell(x).Carries[0], [2, 3], [4, 2, 3], [3, 3]),
        ["the stacked outputs"] = () => GradientCheck.Run(x => Cell(x).Outputs[0], [2, 3], [4, 2, 3], [3, 3]),
        ["both"] = () => GradientCheck.Run(x => Cell(x).Carries[0] + Ops.Sum(Cell(x).Outputs[0], [0]), [2, 3], [4, 2, 3], [3, 3]),
        ["in reverse"] = () => GradientCheck.Run(x => Cell(x, reverse: true).Outputs[0], [2, 3], [4, 2, 3], [3, 3]),
        ["the last carry in reverse"] = () => GradientCheck.Run(x => Cell(x, reverse: true).Carries[0], [2, 3], [4, 2, 3], [3, 3]),
        ["one step"] = () => GradientCheck.Run(x => Cell(x).Outputs[0], [2, 3], [1, 2, 3], [3, 3]),
        ["no sequence"] = () => GradientCheck.Run(x => Ops.Scan((c, _) => ([Ops.Tanh(c[0] * x[1])], [c[0]]), [x[0]], [],
            4) is var y ? y.Carries[0] + Ops.Sum(y.Outputs[0], [0]) : x[0], [3], [3]),
        ["no carry"] = () => GradientCheck.Run(x => Ops.Scan((_, s) => ([], [Ops.Tanh(s[0] * x[1])]), [], [x[0]]).Outputs[0], [4, 3], [3]),
        ["several carries, slices and outputs"] = () => GradientCheck.Run(x => Several(x), [2], [2], [3, 2], [3], [2]),
        ["a carry that is passed on unchanged"] = () => GradientCheck.Run(x =>
            Ops.Scan((c, s) => ([c[0], c[1] + s[0] * c[0]], []), [x[0], x[1]], [x[2]]).Carries[1], [2], [2], [3, 2]),
        ["a slice that becomes the carry"] = () => GradientCheck.Run(x => Ops.Scan((c, s) => ([s[0]], [c[0] * s[0]]), [x[0]], [x[1]]).Outputs[0], [2], [3, 2]),
        ["an outside tensor as output"] = () => GradientCheck.Run(x =>
            Ops.Scan((c, s) => ([c[0] + s[0]], [x[2]]), [x[0]], [x[1]]) is var y ? y.Carries[0] * Ops.Sum(y.Outputs[0], [0]) : x[0], [2], [3, 2], [2]),
        ["what is computed outside and used inside"] = () => GradientCheck.Run(x =>
            Ops.Exp(x[2]) is var w ? Ops.Scan((c, s) => ([c[0] * w + s[0] * Ops.Sin(w)], []), [x[0]], [x[1]]).Carries[0] + w : x[0], [2], [3, 2], [2]),
        ["a loop in a loop"] = () => GradientCheck.Run(x => Nested(x), [2], [3, 2, 2], [2]),
        ["integer carries and sequences"] = () => GradientCheck.Run(x => Counted(x), [2], [3, 2]),
        ["composites"] = () => GradientCheck.Run(x => Ops.Scan((c, s) => ([Ops.Softmax(c[0] + Ops.Relu(s[0]))], []), [x[0]], [x[1]]).Carries[0], [3], [4, 3]),
        ["composites as defined"] = () => GradientCheck.Lowered(x => Ops.Scan((c, s) => ([Ops.Softmax(c[0] + Ops.Relu(s[0]))], []), [x[0]], [x[1]]).Carries[0],
            [3], [4, 3]),
        ["the second derivative"] = () => GradientCheck.Run(GradientCheck.Of(x => Cell(x).Carries[0]), [1, 2], [3, 1, 2], [2, 2]),
        ["the second derivative of outputs in reverse"] = () =>
            GradientCheck.Run(GradientCheck.Of(x => Cell(x, reverse: true).Outputs[0], 2), [1, 2], [3, 1, 2], [2, 2]),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_of_a_loop_agrees_with_the_numeric_derivative(string name) => s_cases[name]();

    [Fact]
    public void Nothing_flows_to_what_the_wanted_output_does_not_depend_on()
    {
        KerasTensor a = Ops.Input([2], DType.Float64, "a"), b = Ops.Input([2], DType.Float64, "b");
        KerasTensor last = Ops.Scan((c, _) => ([Ops.Sin(c[0])], []), [a], [], 3).Carries[0];

        Assert.Null(Gradient.Of(last, [b])[0]);
    }

    private static (KerasTensor[] Carries, KerasTensor[] Outputs) Cell(KerasTensor[] x, bool reverse = false) => Ops.Scan(
        (carry, slice) =>
        {
            KerasTensor next = Ops.Tanh(Ops.MatMul(carry[0], x[2]) + slice[0]);
            return ([next], [next * slice[0]]);
        },
        [x[0]],
        [x[1]],
        reverse: reverse);

    private static KerasTensor Several(KerasTensor[] x)
    {
        (KerasTensor[] carries, KerasTensor[] outputs) = Ops.Scan(
            (c, s) => ([c[1] * x[4], Ops.Sin(c[0]) + s[0]], [c[0] * s[1], Ops.Sum(c[1], [0])]),
            [x[0], x[1]],
            [x[2], x[3]]);
        return carries[0] + carries[1] * 2 + Ops.Sum(outputs[0] * Ops.ExpandDims(outputs[1], 1), [0]);
    }

    private static KerasTensor Nested(KerasTensor[] x) => Ops.Scan(
        (outer, slice) => ([Ops.Scan((inner, s) => ([Ops.Tanh(inner[0] * x[2] + s[0] * outer[0])], []), [outer[0]], [slice[0]]).Carries[0]], []),
        [x[0]],
        [x[1]]).Carries[0];

    private static KerasTensor Counted(KerasTensor[] x)
    {
        (KerasTensor[] carries, _) = Ops.Scan(
            (c, s) => ([c[0] * Ops.Cast(c[1] + s[1], DType.Float64) + s[0], c[1] + 1], []),
            [x[0], Ops.Scalar(1, DType.Int32)],
            [x[1], Ops.Arange(3)]);
        return carries[0];
    }
}
