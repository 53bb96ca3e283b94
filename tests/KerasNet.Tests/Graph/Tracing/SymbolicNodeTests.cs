namespace KerasNet.Tests.Graph.Tracing;

public sealed class SymbolicNodeTests
{
    private const int None = Shape.Unknown;

    private static readonly KerasTensor s_x = KerasTensor.Symbol([None, 6], DType.Float32, null);
    private static readonly KerasTensor s_image = KerasTensor.Symbol([None, 8, 7, 4], DType.Float32, null);

    private static readonly Dictionary<string, (Func<KerasTensor> Make, Shape Expected)> s_cases = new()
    {
        ["elementwise"] = (() => Ops.Tanh(s_x), [None, 6]),
        ["a number"] = (() => 1 - s_x * 2, [None, 6]),
        ["broadcast against a vector"] = (() => s_x + Ops.Ones([6]), [None, 6]),
        ["broadcast against a column"] = (() => s_x + Ops.Ones([1, 1]), [None, 6]),
        ["two symbols"] = (() => s_x + KerasTensor.Symbol([None, 6], DType.Float32, null), [None, 6]),
        ["a comparison"] = (() => Ops.Less(s_x, 0), [None, 6]),
        ["Where"] = (() => Ops.Where(Ops.Less(s_x, 0), s_x, s_x * 2), [None, 6]),
        ["Reshape with the batch open"] = (() => Ops.Reshape(s_x, [-1, 2, 3]), [None, 2, 3]),
        ["Reshape to one axis"] = (() => Ops.Reshape(s_x, [-1]), [None]),
        ["Transpose"] = (() => Ops.Transpose(s_x), [6, None]),
        ["ExpandDims"] = (() => Ops.ExpandDims(s_x, 1), [None, 1, 6]),
        ["Pad"] = (() => Ops.Pad(s_x, [0, 1], [0, 2]), [None, 9]),
        ["Concatenate"] = (() => Ops.Concatenate([s_x, s_x]), [None, 12]),
        ["Flip"] = (() => Ops.Flip(s_x, 1), [None, 6]),
        ["Sum over features"] = (() => Ops.Sum(s_x, [1]), [None]),
        ["Sum over the batch"] = (() => Ops.Sum(s_x, [0]), [6]),
        ["Mean over features"] = (() => Ops.Mean(s_x, [-1], keepDims: true), [None, 1]),
        ["ArgMax"] = (() => Ops.ArgMax(s_x), [None]),
        ["Sort"] = (() => Ops.Sort(s_x).Indices, [None, 6]),
        ["Softmax"] = (() => Ops.Softmax(s_x), [None, 6]),
        ["MatMul"] = (() => Ops.MatMul(s_x, Ops.Ones([6, 3])), [None, 3]),
        ["Convolution"] = (() => Ops.Convolution(s_image, Ops.Ones([3, 2, 4, 5]), [2, 1], [1, 1], [0, 0], [0, 0]), [None, 3, 6, 5]),
        ["MaxPool"] = (() => Ops.MaxPool(s_image, [2, 2], [2, 2], [0, 0], [0, 1]), [None, 4, 4, 4]),
        ["Gather"] = (() => Ops.Gather(s_x, Ops.Arange(2), 1), [None, 2]),
        ["Gather by symbols"] = (() => Ops.Gather(Ops.Ones([10, 3]), Ops.Cast(s_x, DType.Int32)), [None, 6, 3]),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_depends_on_the_batch_size_is_unknown(string name)
    {
        (Func<KerasTensor> make, Shape expected) = s_cases[name];
        KerasTensor symbol = make();

        Assert.True(symbol.IsSymbol);
        Assert.Equal(expected, symbol.Shape);
    }

    [Fact]
    public void Known_symbols_need_no_second_trace()
    {
        int traces = 0;
        SymbolicNode.Infer([KerasTensor.Symbol([2, 3], DType.Float32, null)], x =>
        {
            traces++;
            return [-x[0]];
        });

        Assert.Equal(1, traces);
    }

    [Fact]
    public void Errors_speak_of_None()
    {
        string message = Assert.Throws<ShapeException>(() => s_x + Ops.Ones([5])).Message;

        Assert.Contains("(None, 6) and (5,)", message);
    }

    [Fact]
    public void A_rank_or_count_that_depends_on_the_batch_size_is_refused()
    {
        Assert.Contains("rank", Assert.Throws<ShapeException>(() =>
            SymbolicNode.Infer([s_x], x => [x[0].Shape[0] == 7919 ? x[0] : Ops.ExpandDims(x[0], 0)])).Message);
        Assert.Contains("number of outputs", Assert.Throws<ShapeException>(() =>
            SymbolicNode.Infer([s_x], x => x[0].Shape[0] == 7919 ? [x[0]] : [x[0], x[0]])).Message);
    }

    [Fact]
    public void A_mask_comes_along()
    {
        KerasTensor x = KerasTensor.Symbol([None, 4], DType.Float32, null);
        x.Mask = KerasTensor.Symbol([None, 4], DType.Bool, null);

        Assert.Equal(new TensorType([None, 4], DType.Bool), SymbolicNode.Infer([x], traced => [traced[0].Mask!])[0]);
    }
}
