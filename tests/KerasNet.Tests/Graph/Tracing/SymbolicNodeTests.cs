using KerasNet.Tests.Engine.Conformance;
using KerasNet.Tests.Engine.Reference;
using Input = KerasNet.Layers.Input;

namespace KerasNet.Tests.Graph.Tracing;

public sealed class SymbolicNodeTests
{
    private const int None = Shape.Unknown;

    private static readonly KerasTensor s_x = KerasTensor.Symbol([None, 6], DType.Float32, null);

    /// <summary>From (batch, 6).</summary>
    private static readonly Dictionary<string, (Func<KerasTensor, KerasTensor> Make, Shape Expected)> s_cases = new()
    {
        ["elementwise"] = (x => Ops.Tanh(x), [None, 6]),
        ["a number"] = (x => 1 - x * 2, [None, 6]),
        ["broadcast against a vector"] = (x => x + Ops.Arange(6), [None, 6]),
        ["broadcast against a column"] = (x => x + Ops.Ones([1, 1]), [None, 6]),
        ["twice the same symbol"] = (x => x * x, [None, 6]),
        ["two symbols"] = (x => x + Ops.Exp(x), [None, 6]),
        ["a comparison"] = (x => Ops.Less(x, 0), [None, 6]),
        ["Where"] = (x => Ops.Where(Ops.Less(x, 0), x, x * 2), [None, 6]),
        ["Clip"] = (x => Ops.Clip(x, -1, 1), [None, 6]),
        ["DivideNoNaN"] = (x => Ops.DivideNoNaN(x, Ops.Relu(x)), [None, 6]),
        ["Softplus"] = (x => Ops.Softplus(x), [None, 6]),
        ["ZerosLike"] = (x => Ops.ZerosLike(x), [None, 6]),
        ["OnesLike"] = (x => x + Ops.OnesLike(x), [None, 6]),
        ["OneHot"] = (x => Ops.OneHot(Ops.Cast(x, DType.Int32), 3), [None, 6, 3]),
        ["Reshape with the batch open"] = (x => Ops.Reshape(x, [-1, 2, 3]), [None, 2, 3]),
        ["Reshape to one axis"] = (x => Ops.Reshape(x, [-1]), [None]),
        ["Transpose"] = (x => Ops.Transpose(x), [6, None]),
        ["ExpandDims"] = (x => Ops.ExpandDims(x, 1), [None, 1, 6]),
        ["ExpandDims with two open axes"] = (x => Ops.ExpandDims(Pairs(x), -1), [None, None, 1]),
        ["Squeeze"] = (x => Ops.Squeeze(Ops.ExpandDims(x, 0), 0), [None, 6]),
        ["SliceAxis"] = (x => Ops.SliceAxis(x, 1, 2, 4), [None, 2]),
        ["Take"] = (x => Ops.Take(x, 1, 2), [None]),
        ["Split"] = (x => Ops.Split(x, 3, 1)[1], [None, 2]),
        ["TopK"] = (x => Ops.TopK(x, 2).Values, [None, 2]),
        ["Stack"] = (x => Ops.Stack([x, -x], 1), [None, 2, 6]),
        ["RepeatNew"] = (x => Ops.RepeatNew(x, 4, 1), [None, 4, 6]),
        ["Pad"] = (x => Ops.Pad(x, [0, 1], [0, 2]), [None, 9]),
        ["Concatenate"] = (x => Ops.Concatenate([x, x]), [None, 12]),
        ["Flip"] = (x => Ops.Flip(x, 1), [None, 6]),
        ["Sum over features"] = (x => Ops.Sum(x, [1]), [None]),
        ["Sum over the batch"] = (x => Ops.Sum(x, [0]), [6]),
        ["Sum beside two open axes"] = (x => Ops.Sum(Ops.ExpandDims(Pairs(x), 2), [2]), [None, None]),
        ["Mean over features"] = (x => Ops.Mean(x, [-1], keepDims: true), [None, 1]),
        ["Mean over the batch"] = (x => Ops.Mean(x, [0]), [6]),
        ["Variance over everything"] = (x => Ops.Variance(x), []),
        ["ArgMax"] = (x => Ops.ArgMax(x), [None]),
        ["Sort"] = (x => Ops.Sort(x).Indices, [None, 6]),
        ["Softmax"] = (x => Ops.Softmax(x), [None, 6]),
        ["MatMul"] = (x => Ops.MatMul(x, Ops.Ones([6, 3])), [None, 3]),
        ["MatMul of a sequence"] = (x => Ops.MatMul(Ops.Reshape(x, [-1, 2, 3]), Ops.Ones([3, 5])), [None, 2, 5]),
        ["MatMul of two batches"] = (x => Ops.Reshape(x, [-1, 2, 3]) is var m ? Ops.MatMul(m, m, transposeB: true) : x, [None, 2, 2]),
        ["MatMul over the batch"] = (x => Pairs(x), [None, None]),
        ["Convolution"] = (x => Ops.Convolution(Image(x), Ops.Ones([2, 2, 1, 5]), [1, 1], [1, 1], [0, 0], [0, 0]), [None, 1, 2, 5]),
        ["MaxPool"] = (x => Ops.MaxPool(Image(x), [2, 2], [2, 2], [0, 0], [0, 1]), [None, 1, 2, 1]),
        ["SumPool"] = (x => Ops.SumPool(Image(x), [2, 2], [1, 1], [0, 0], [0, 0]), [None, 1, 2, 1]),
        ["Gather"] = (x => Ops.Gather(x, Ops.Arange(2), 1), [None, 2]),
        ["Gather by symbols"] = (x => Ops.Gather(Ops.Ones([10, 3]), Ops.Abs(Ops.Cast(x, DType.Int32))), [None, 6, 3]),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_depends_on_the_batch_size_is_unknown(string name)
    {
        (Func<KerasTensor, KerasTensor> make, Shape expected) = s_cases[name];
        KerasTensor symbol = make(s_x);

        Assert.True(symbol.IsSymbol);
        Assert.Equal(expected, symbol.Shape);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_replay_computes_what_the_function_computes(string name)
    {
        (Func<KerasTensor, KerasTensor> make, _) = s_cases[name];
        KerasTensor x = Ops.Input([5, 6], DType.Float32, "x");
        TensorData data = Numbers.Random([5, 6], DType.Float32);
        KerasTensor replayed = Replay(make(s_x), new() { [s_x] = x });

        Assert.Equal(make(x).Shape, replayed.Shape);
        Assert.Equal(new Program([x], [make(x)]).Run(data)[0].Numbers(), new Program([x], [replayed]).Run(data)[0].Numbers());
    }

    [Fact]
    public void A_functional_model_may_be_made_of_operations()
    {
        Input input = new([3]);
        Model model = new(input, 1 - (KerasTensor)input * 2 + Ops.Mean(input, [0]));

        Assert.Equal([1, -0.5f, -8, -3, -2.5f, 0], model.Predict(new float[,] { { 1, 2, 7 }, { 3, 3, 3 } }).ToArray());
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

    private static KerasTensor Pairs(KerasTensor x) => Ops.MatMul(x, x, transposeB: true);

    private static KerasTensor Image(KerasTensor x) => Ops.Reshape(x, [-1, 2, 3, 1]);

    private static KerasTensor Replay(KerasTensor symbol, Dictionary<KerasTensor, KerasTensor> traced)
    {
        if (traced.TryGetValue(symbol, out KerasTensor? known))
            return known;
        SymbolicNode.OpCall call = Assert.IsType<SymbolicNode.OpCall>(symbol.Origin);
        return traced[symbol] = call.Replay([.. call.Inputs.Select(input => Replay(input, traced))])[symbol.Index];
    }
}
