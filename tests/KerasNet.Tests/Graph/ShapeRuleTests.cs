namespace KerasNet.Tests.Graph;

/// <summary>What operations refuse, and that the message says what was expected and what was received.</summary>
public sealed class ShapeRuleTests
{
    private static readonly KerasTensor s_float = Ops.Input([2, 3], DType.Float32, "x");
    private static readonly KerasTensor s_int = Ops.Input([2, 3], DType.Int32, "n");
    private static readonly KerasTensor s_sums = Ops.Input([2, 5, 12], DType.Float32, "sums");
    private static readonly KerasTensor s_image = Ops.Input([1, 5, 5, 4], DType.Float32, "image");

    private static readonly Dictionary<string, (Action Act, string[] Parts)> s_refused = new()
    {
        ["Add"] = (() => Ops.Add(s_float, Ops.Input([4], DType.Float32, "y")), ["Add: ", "(2, 3)", "(4,)", "3 against 4"]),
        ["Add of two dtypes"] = (() => Node.Create(Op.Add, [s_float, s_int]), ["Add: ", "one dtype", "(2, 3) float32", "(2, 3) int32"]),
        ["Exp of integers"] = (() => Node.Create(Op.Exp, [s_int]), ["Exp: ", "floating-point", "(2, 3) int32"]),
        ["Not of numbers"] = (() => Node.Create(Op.Not, [s_int]), ["Not: ", "bool", "int32"]),
        ["And of fractions"] = (() => Ops.BitwiseAnd(s_float, s_float), ["And: ", "bool or integer", "float32"]),
        ["Reshape"] = (() => Ops.Reshape(s_float, [4, 2]), ["Reshape: ", "6 elements", "(2, 3)", "(4, 2)"]),
        ["Reshape with two open axes"] = (() => Ops.Reshape(s_float, [-1, -1]), ["Reshape: ", "(None, None)"]),
        ["Reshape that leaves a rest"] = (() => Ops.Reshape(s_float, [4, -1]), ["Reshape: ", "(4, None)"]),
        ["Transpose"] = (() => Ops.Transpose(s_float, 0, 0), ["Transpose: ", "permutation of 2 axes", "[0, 0]"]),
        ["Broadcast"] = (() => Ops.BroadcastTo(s_float, [2, 1]), ["Broadcast: ", "stretches to (2, 1)", "(2, 3)"]),
        ["Slice beyond the end"] = (() => Ops.Slice(s_float, [0, 0], [2, 4]), ["Slice: ", "[2, 4]", "(2, 3)"]),
        ["Slice with a bound missing"] = (() => Ops.Slice(s_float, [0], [2]), ["Slice: ", "one bound per axis", "(2, 3)"]),
        ["Pad with a count missing"] = (() => Ops.Pad(s_float, [1], [1]), ["Pad: ", "per axis", "(2, 3)"]),
        ["Pad by less than nothing"] = (() => Ops.Pad(s_float, [-1, 0], [0, 0]), ["Pad: ", "0 or more", "[-1, 0]"]),
        ["Concatenate"] = (() => Ops.Concatenate([s_float, Ops.Input([3, 3], DType.Float32, "y")]), ["Concatenate: ", "axis 1", "(3, 3)"]),
        ["Squeeze"] = (() => Ops.Squeeze(s_float, 0), ["Axis 0", "(2, 3)", "expected 1"]),
        ["Split"] = (() => Ops.Split(s_float, 2, 1), ["size 3", "2 equal parts"]),
        ["Sort of a scalar"] = (() => Ops.Sort(Ops.Scalar(1)), ["Sort: ", "at least one axis"]),
        ["MatMul"] = (() => Ops.MatMul(s_float, s_float), ["MatMul: ", "3 against 2", "(2, 3) float32 and (2, 3) float32"]),
        ["Convolution by channels"] = (() => Convolution([2, 2, 3, 2]), ["Convolution: ", "1 groups × 3", "(1, 5, 5, 4)"]),
        ["Convolution by groups"] = (() => Convolution([2, 2, 2, 3], 2), ["Convolution: ", "divisible by the groups"]),
        ["Convolution by rank"] = (() => Convolution([2, 4, 3]), ["Convolution: ", "(kernel…, channels / groups, filters)", "(2, 4, 3)"]),
        ["ConvolutionInputGradient"] = (() => Ops.ConvolutionInputGradient(s_image, Ops.Input([2, 2, 4, 4], DType.Float32, "w"), Geometry([2, 2, 4, 4])),
            ["dy (1, 4, 4, 4)", "(1, 5, 5, 4)"]),
        ["ConvolutionFilterGradient"] = (() => Ops.ConvolutionFilterGradient(s_image, s_image, Geometry([2, 2, 4, 4])), ["dy (1, 4, 4, 4)", "(1, 5, 5, 4)"]),
        ["MaxPool"] = (() => Ops.MaxPool(s_float, [2], [2], [0], [0]), ["MaxPool: ", "1 space axes", "(2, 3)"]),
        ["Gather by fractions"] = (() => Ops.Gather(s_float, s_float), ["Gather: ", "integer indices", "(2, 3) float32"]),
        ["Gather with more batch axes than indices have"] = (() => Ops.Gather(s_float, Ops.Input([], DType.Int32, "i"), 1, 1), ["Gather: ", "batch axes"]),
        ["ScatterAdd"] = (() => Ops.ScatterAdd(Ops.Arange(3), s_float, [4, 3]), ["ScatterAdd: ", "updates of shape (3, 3)", "(2, 3)"]),
        ["RandomBits"] = (() => Ops.RandomBits(s_int, [3]), ["RandomBits: ", "int64 state", "(2, 3) int32"]),
        ["SparseSoftmaxCrossEntropy"] = (() => Ops.SparseSoftmaxCrossEntropy(s_float, s_int),
            ["SparseSoftmaxCrossEntropy: ", "logits (…, classes)", "(2, 3) int32"]),
        ["SoftmaxCrossEntropy"] = (() => Ops.SoftmaxCrossEntropy(s_float, s_image), ["SoftmaxCrossEntropy: ", "one shape", "(1, 5, 5, 4)"]),
        ["Lstm with the wrong kernel"] = (() => Lstm(s_sums, [3, 8]), ["Lstm: ", "(units, 4·units)", "(2, 5, 12) float32", "(3, 8) float32"]),
        ["Lstm with another batch"] = (() => Lstm(Ops.Input([4, 5, 12], DType.Float32, "x"), [3, 12]), ["Lstm: ", "(batch, units)", "(4, 5, 12)", "(2, 3)"]),
        ["Lstm with a mask per row"] = (() => Lstm(s_sums, [3, 12], Ops.Input([2], DType.Bool, "mask")), ["Lstm: ", "bool mask (batch, time)", "(2,) bool"]),
        ["Gru with the wrong kernel"] = (() => Ops.Gru(s_sums, Ops.Input([3, 12], DType.Float32, "u"), null, s_float), ["Gru: ", "3·units", "(3, 12)"]),
        ["Gru with a bias that resets before"] = (
            () => Ops.Gru(Ops.Input([2, 5, 9], DType.Float32, "x"), Ops.Input([3, 9], DType.Float32, "u"), Ops.Zeros([9]), s_float, resetAfter: false),
            ["Gru: ", "no recurrent bias", "(9,)"]),
        ["Scan over unequal sequences"] = (() => Ops.Scan((c, s) => ([], s), [], [s_float, s_image]), ["Scan: ", "leading axis of 2", "(1, 5, 5, 4)"]),
        ["Scan with a carry that changes"] = (() => Ops.Scan((c, s) => ([Ops.Sum(c[0])], []), [s_float], [s_float]), ["Scan: ", "carry 0", "(2, 3)", "()"]),
    };

    public static TheoryData<string> Refused => [.. s_refused.Keys];

    [Theory]
    [MemberData(nameof(Refused))]
    public void The_error_says_what_was_expected_and_what_was_received(string name)
    {
        (Action act, string[] parts) = s_refused[name];
        string message = Assert.Throws<ShapeException>(act).Message;

        Assert.All(parts, part => Assert.Contains(part, message));
    }

    [Fact]
    public void The_error_names_the_layer()
    {
        using Trace.ScopeGuard outer = Trace.Scope("block"), inner = Trace.Scope("dense_1");

        Assert.StartsWith("In layer 'block/dense_1': MatMul: ", Assert.Throws<ShapeException>(() => Ops.MatMul(s_float, s_float)).Message);
    }

    [Fact]
    public void A_loop_needs_a_length_from_somewhere_and_as_many_carries_as_it_was_given()
    {
        Assert.Contains("length", Assert.Throws<ArgumentException>(() => Ops.Scan((c, _) => (c, []), [s_float], [])).Message);
        Assert.Contains("1 carries. Received: 0", Assert.Throws<ArgumentException>(() => Ops.Scan((_, _) => ([], []), [s_float], [], 2)).Message);
    }

    [Theory]
    [InlineData(28, 3, 1, 1, 1, 1)]
    [InlineData(28, 3, 2, 1, 0, 1)]
    [InlineData(5, 2, 2, 1, 0, 1)]
    [InlineData(6, 3, 3, 1, 0, 0)]
    [InlineData(10, 3, 1, 2, 2, 2)]
    [InlineData(4, 1, 3, 1, 0, 0)]
    public void Same_padding_is_that_of_Keras(int size, int window, int stride, int dilation, int low, int high)
    {
        Assert.Equal((low, high), Windows.SamePadding(size, window, stride, dilation));
        Assert.Equal((size + stride - 1) / stride, Windows.Count(size, window, stride, dilation, low, high));
    }

    [Fact]
    public void A_window_larger_than_its_input_fits_nowhere() => Assert.Equal(0, Windows.Count(3, 3, 1, 2, 0, 1));

    private static KerasTensor Lstm(KerasTensor projected, Shape kernel, KerasTensor? mask = null) =>
        Ops.Lstm(projected, Ops.Input(kernel, DType.Float32, "u"), s_float, s_float, mask).States;

    private static KerasTensor Convolution(Shape filters, int groups = 1) =>
        Ops.Convolution(s_image, Ops.Input(filters, DType.Float32, "w"), [1, 1], [1, 1], [0, 0], [0, 0], groups);

    private static ConvolutionAttributes Geometry(Shape filters) => new([1, 1], [1, 1], [0, 0], [0, 0], 1, s_image.Shape, filters);
}
