using System.Collections.Frozen;
using System.Text.Json;

namespace KerasNet.Saving;

/// <summary>The operations of <c>keras.ops</c> that may stand between the layers of a saved model: each is a row.</summary>
internal static class Operations
{
    private static readonly FrozenDictionary<string, Func<OperationCall, IReadOnlyList<KerasTensor>>> s_table = Rows().ToFrozenDictionary();

    /// <summary>Whether there is an operation of this class.</summary>
    internal static bool Has(string className) => s_table.ContainsKey(className);

    /// <summary>The result of a call.</summary>
    internal static IReadOnlyList<KerasTensor> Compute(OperationCall call) => s_table[call.Name](call);

    private static IEnumerable<KeyValuePair<string, Func<OperationCall, IReadOnlyList<KerasTensor>>>> Rows() =>
    [
        // Of two tensors, or of a tensor and a number.
        Binary("Add", Ops.Add),
        Binary("Subtract", Ops.Subtract),
        Binary("Multiply", Ops.Multiply),
        Binary("Divide", Ops.Divide),
        Binary("TrueDivide", Ops.Divide),
        Binary("DivideNoNan", Ops.DivideNoNaN),
        Binary("FloorDivide", (a, b) => FloorDivide(a, b)),
        Binary("Mod", (a, b) => Modulo(a, b)),
        Binary("Power", Ops.Power),
        Binary("Maximum", Ops.Maximum),
        Binary("Minimum", Ops.Minimum),
        Binary("Equal", Ops.Equal),
        Binary("NotEqual", Ops.NotEqual),
        Binary("Greater", Ops.Greater),
        Binary("GreaterEqual", Ops.GreaterEqual),
        Binary("Less", Ops.Less),
        Binary("LessEqual", Ops.LessEqual),
        Binary("LogicalAnd", Ops.LogicalAnd),
        Binary("LogicalOr", Ops.LogicalOr),
        Binary("Matmul", (a, b) => Ops.MatMul(a, b)),

        // Of one tensor, number by number.
        Unary("Absolute", Ops.Abs),
        Unary("Abs", Ops.Abs),
        Unary("Negative", Ops.Negate),
        Unary("Sign", Ops.Sign),
        Unary("Floor", Ops.Floor),
        Unary("Ceil", Ops.Ceil),
        Unary("Round", Ops.Round),
        Unary("Exp", Ops.Exp),
        Unary("Expm1", Ops.Expm1),
        Unary("Log", Ops.Log),
        Unary("Log1p", Ops.Log1p),
        Unary("Sqrt", Ops.Sqrt),
        Unary("Rsqrt", Ops.Rsqrt),
        Unary("Square", Ops.Square),
        Unary("Reciprocal", x => 1 / Ops.ToFloat(x)),
        Unary("Sin", Ops.Sin),
        Unary("Cos", Ops.Cos),
        Unary("Tanh", Ops.Tanh),
        Unary("Sigmoid", Ops.Sigmoid),
        Unary("Erf", Ops.Erf),
        Unary("LogicalNot", Ops.LogicalNot),
        Unary("Isfinite", Ops.IsFinite),
        Unary("StopGradient", Ops.StopGradient),
        Unary("OnesLike", Ops.OnesLike),
        Unary("ZerosLike", Ops.ZerosLike),

        // Activations.
        Unary("Relu", x => Activations.Relu(x)),
        Unary("Relu6", Activations.Relu6),
        Unary("Softplus", Activations.Softplus),
        Unary("Softsign", Activations.Softsign),
        Unary("Silu", Activations.Silu),
        Unary("LogSigmoid", Activations.LogSigmoid),
        Unary("HardSigmoid", Activations.HardSigmoid),
        Unary("HardSilu", Activations.HardSilu),
        Unary("HardTanh", Activations.HardTanh),
        Unary("Selu", Activations.Selu),
        One("Elu", call => Activations.Elu(call.X, call.Number("alpha", 1))),
        One("LeakyRelu", call => Activations.LeakyRelu(call.X, call.Number("negative_slope", 0.2))),
        One("Gelu", call => Activations.Gelu(call.X, call.Flag("approximate", true))),
        One("Softmax", call => Activations.Softmax(call.X, call.Int("axis", -1))),
        One("LogSoftmax", call => Activations.LogSoftmax(call.X, call.Int("axis", -1))),

        // Along axes.
        Reduction("Sum", Ops.Sum),
        Reduction("Mean", Ops.Mean),
        Reduction("Max", Ops.Max),
        Reduction("Amax", Ops.Max),
        Reduction("Min", Ops.Min),
        Reduction("Amin", Ops.Min),
        Reduction("Prod", Ops.Product),
        Reduction("Var", (x, axes, keep) => Ops.Variance(Ops.ToFloat(x), axes, keep)),
        Reduction("Std", (x, axes, keep) => Ops.Sqrt(Ops.Variance(Ops.ToFloat(x), axes, keep))),
        Reduction("Any", Ops.Any),
        Reduction("All", Ops.All),
        Reduction("Logsumexp", LogSumExp),
        One("Argmax", call => Ops.Cast(ArgMax(call, call.X), DType.Int32)),
        One("Argmin", call => Ops.Cast(ArgMax(call, Ops.Negate(call.X)), DType.Int32)),
        One("Cumsum", call => Ops.CumulativeSum(call.X, call.Int("axis", 0))),
        One("Cumprod", call => Ops.CumulativeProduct(call.X, call.Int("axis", 0))),

        // Shapes and places.
        One("Reshape", call => Reshape(call.X, call.Ints("newshape") ?? throw call.Missing("newshape"))),
        One("Transpose", call => Ops.Transpose(call.X, call.Ints("axes") ?? [.. Enumerable.Range(0, call.X.Rank).Reverse()])),
        One("Swapaxes", call => Swapped(call.X, call.X.Shape.Axis(call.Int("axis1", 0)), call.X.Shape.Axis(call.Int("axis2", 1)))),
        One("ExpandDims", call => (call.Ints("axis") ?? [0]).Aggregate(call.X, Ops.ExpandDims)),
        One("Squeeze", call => Squeezed(call.X, call.Ints("axis"))),
        One("BroadcastTo", call => Ops.BroadcastTo(call.X, Shape.Of(call.Ints("shape") ?? throw call.Missing("shape")))),
        One("Concatenate", call => Ops.Concatenate(call.Tensors, call.Int("axis", -1))),
        One("Stack", call => Ops.Stack(call.Tensors, call.Int("axis", 0))),
        One("Flip", call => Ops.Flip(call.X, [.. (call.Ints("axis") ?? [.. Enumerable.Range(0, call.X.Rank)]).Select(axis => call.X.Shape.Axis(axis))])),
        One("GetItem", call => ItemKey.Of(call.X, call.Argument(1))),
        One("Take", call => call.Raw("axis") is null
            ? throw new UnsupportedConfigException("Take without an axis")
            : Ops.Gather(call.X, Ops.Cast(call.Tensor(1), DType.Int32), call.Int("axis", 0))),
        One("Where", call => Ops.Where(Ops.Cast(call.X, DType.Bool), call.Tensor(1), call.Tensor(2))),
        One("Clip", call => Ops.Clip(call.X, call.Number("x_min", double.NegativeInfinity), call.Number("x_max", double.PositiveInfinity))),
        One("Cast", call => Ops.Cast(call.X, call.Type("dtype") ?? throw call.Missing("dtype"))),
        One("OneHot", call => Ops.OneHot(call.X, call.Int("num_classes", 0), call.Int("axis", -1), call.Type("dtype") ?? DType.Float32)),
        One("Einsum", call => Ops.Einsum(
            (call.Text("subscripts") ?? throw call.Missing("subscripts")).Replace(" ", "", StringComparison.Ordinal), call.Tensor(0), call.Tensor(1))),
        new("Split", Split),
    ];

    private static KeyValuePair<string, Func<OperationCall, IReadOnlyList<KerasTensor>>> One(string name, Func<OperationCall, KerasTensor> compute) =>
        new(name, call => [compute(call)]);

    private static KeyValuePair<string, Func<OperationCall, IReadOnlyList<KerasTensor>>> Unary(string name, Func<KerasTensor, KerasTensor> compute) =>
        One(name, call => compute(call.X));

    private static KeyValuePair<string, Func<OperationCall, IReadOnlyList<KerasTensor>>> Binary(string name, Func<KerasTensor, KerasTensor, KerasTensor> compute) =>
        One(name, call => compute(call.Tensor(0), call.Tensor(1)));

    private static KeyValuePair<string, Func<OperationCall, IReadOnlyList<KerasTensor>>> Reduction(string name, Func<KerasTensor, int[]?, bool, KerasTensor> compute) =>
        One(name, call => compute(call.X, call.Ints("axis"), call.Flag("keepdims")));

    /// <summary>Rounded down, as Python divides.</summary>
    private static KerasTensor FloorDivide(KerasTensor a, KerasTensor b)
    {
        KerasTensor quotient = Ops.Floor(Ops.Divide(a, b));
        return a.DType.IsFloating() || b.DType.IsFloating() ? quotient : Ops.Cast(quotient, a.DType);
    }

    /// <summary>The remainder with the sign of the divisor, as in Python.</summary>
    private static KerasTensor Modulo(KerasTensor a, KerasTensor b)
    {
        KerasTensor rest = Ops.Mod(a, b);
        KerasTensor wrong = Ops.LogicalAnd(Ops.NotEqual(rest, 0), Ops.NotEqual(Ops.Less(rest, 0), Ops.Less(b, 0)));
        return Ops.Where(wrong, rest + b, rest);
    }

    private static KerasTensor LogSumExp(KerasTensor x, int[]? axes, bool keep)
    {
        KerasTensor most = Ops.StopGradient(Ops.Max(x, axes, keepDims: true));
        KerasTensor sum = Ops.Log(Ops.Sum(Ops.Exp(x - most), axes, keepDims: true)) + most;
        return keep ? sum : Ops.Sum(sum, axes);
    }

    private static KerasTensor ArgMax(OperationCall call, KerasTensor x) => call.Raw("axis") is null
        ? Ops.ArgMax(Ops.Reshape(x, [checked((int)x.Shape.ElementCount)]))
        : Ops.ArgMax(x, call.Int("axis", -1), call.Flag("keepdims"));

    private static KerasTensor Reshape(KerasTensor x, int[] shape)
    {
        long known = shape.Where(size => size >= 0).Aggregate(1L, (product, size) => product * size);
        return shape.Count(size => size < 0) > 1 || (shape.Any(size => size < 0) && (known == 0 || x.Shape.ElementCount % known != 0))
            ? throw new ShapeException($"Reshape cannot make the shape ({string.Join(", ", shape)}) of {x}.")
            : Ops.Reshape(x, Shape.Of(shape.Select(size => size < 0 ? checked((int)(x.Shape.ElementCount / known)) : size)));
    }

    private static KerasTensor Swapped(KerasTensor x, int a, int b)
    {
        int[] order = [.. Enumerable.Range(0, x.Rank)];
        (order[a], order[b]) = (order[b], order[a]);
        return Ops.Transpose(x, order);
    }

    private static KerasTensor Squeezed(KerasTensor x, int[]? axes)
    {
        IEnumerable<int> gone = axes?.Select(axis => x.Shape.Axis(axis)) ?? Enumerable.Range(0, x.Rank).Where(axis => x.Shape[axis] == 1);
        return gone.OrderDescending().Aggregate(x, Ops.Squeeze);
    }

    private static IReadOnlyList<KerasTensor> Split(OperationCall call)
    {
        int axis = call.X.Shape.Axis(call.Int("axis", 0));
        if (call.Raw("indices_or_sections") is not { ValueKind: JsonValueKind.Array })
            return Ops.Split(call.X, call.Int("indices_or_sections", 1), axis);
        int[] ends = [.. call.Ints("indices_or_sections")!, call.X.Shape[axis]];
        return [.. ends.Select((end, i) => Ops.SliceAxis(call.X, axis, i == 0 ? 0 : ends[i - 1], end))];
    }
}
