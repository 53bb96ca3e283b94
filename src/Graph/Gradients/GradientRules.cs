using static KerasNet.Ops;

namespace KerasNet;

/// <summary>One gradient rule per operation, as in a textbook: from the node and the gradient of its output to the gradients of its operands.</summary>
/// <remarks>Rules only build nodes. The walker (<see cref="Gradient"/>) undoes broadcasting and adds up what reaches a tensor by several paths.</remarks>
internal static class GradientRules
{
    private delegate KerasTensor?[] Rule(Node y, KerasTensor dy);

    private static readonly Dictionary<Op, Rule> s_rules = new Dictionary<Op, Rule>
    {
        [Op.Negate] = (_, dy) => [-dy],
        [Op.Abs] = (y, dy) => [dy * Sign(y[0])],
        [Op.Exp] = (y, dy) => [dy * y.Output],
        [Op.Expm1] = (y, dy) => [dy * (y.Output + 1)],
        [Op.Log] = (y, dy) => [dy / y[0]],
        [Op.Log1p] = (y, dy) => [dy / (y[0] + 1)],
        [Op.Sqrt] = (y, dy) => [dy * 0.5 / y.Output],
        [Op.Rsqrt] = (y, dy) => [dy * -0.5 * y.Output / y[0]],
        [Op.Sin] = (y, dy) => [dy * Cos(y[0])],
        [Op.Cos] = (y, dy) => [-dy * Sin(y[0])],
        [Op.Tanh] = (y, dy) => [dy * (1 - Square(y.Output))],
        [Op.Sigmoid] = (y, dy) => [dy * y.Output * (1 - y.Output)],
        [Op.Erf] = (y, dy) => [dy * Exp(-Square(y[0])) * (2 / Math.Sqrt(Math.PI))],
        [Op.Cast] = (y, dy) => [y[0].DType.IsFloating() ? Cast(dy, y[0].DType) : null],
        [Op.Relu] = (y, dy) => [Where(Greater(y.Output, 0), dy, Scalar(0, dy))],

        [Op.Add] = (_, dy) => [dy, dy],
        [Op.Subtract] = (_, dy) => [dy, -dy],
        [Op.Multiply] = (y, dy) => [dy * y[1], dy * y[0]],
        [Op.Divide] = (y, dy) => [dy / y[1], -dy * y.Output / y[1]],
        [Op.Remainder] = (y, dy) => [dy, -dy * Floor(y[0] / y[1])],
        [Op.Power] = (y, dy) =>
        [
            dy * y[1] * Power(y[0], y[1] - 1),

            // The logarithm of what is not positive does not exist; there the exponent has no slope.
            dy * y.Output * Log(Where(Greater(y[0], 0), y[0], OnesLike(y[0]))),
        ],
        [Op.Maximum] = (y, dy) => Either(GreaterEqual(y[0], y[1]), dy),
        [Op.Minimum] = (y, dy) => Either(LessEqual(y[0], y[1]), dy),
        [Op.Select] = (y, dy) => [null, .. Either(y[0], dy)],

        [Op.Reshape] = (y, dy) => [Reshape(dy, y[0].Shape)],
        [Op.Transpose] = (y, dy) => [Transpose(dy, Inverse(y.Get<PermutationAttributes>().Permutation))],
        [Op.Broadcast] = (_, dy) => [dy],
        [Op.Slice] = SliceRule,
        [Op.Pad] = PadRule,
        [Op.Concatenate] = ConcatenateRule,
        [Op.Reverse] = (y, dy) => [Flip(dy, y.Get<AxesAttributes>().Axes)],

        [Op.Sum] = (y, dy) => [BroadcastTo(dy, y[0].Shape)],
        [Op.Max] = ShareEvenly,
        [Op.Min] = ShareEvenly,
        [Op.Product] = (y, dy) =>
        {
            // The product of all others, from both sides: exact where factors are 0.
            int axis = y.Get<AxisAttributes>().Axis;
            return [dy * CumulativeProduct(y[0], axis, exclusive: true) * CumulativeProduct(y[0], axis, reverse: true, exclusive: true)];
        },
        [Op.CumulativeSum] = (y, dy) => [Backwards(y, dy)],
        [Op.CumulativeProduct] = (y, dy) => [Backwards(y, dy * y.Output) / y[0]],
        [Op.MatMul] = MatMulRule,

        [Op.Convolution] = (y, dy) =>
            [ConvolutionInputGradient(dy, y[1], y.Get<ConvolutionAttributes>()), ConvolutionFilterGradient(y[0], dy, y.Get<ConvolutionAttributes>())],
        [Op.ConvolutionInputGradient] = (y, g) =>
            [Node.Create(Op.Convolution, [g, y[1]], y.Attributes).Output, ConvolutionFilterGradient(g, y[0], y.Get<ConvolutionAttributes>())],
        [Op.ConvolutionFilterGradient] = (y, g) =>
            [ConvolutionInputGradient(y[1], g, y.Get<ConvolutionAttributes>()), Node.Create(Op.Convolution, [y[0], g], y.Attributes).Output],
        [Op.MaxPool] = (y, dy) => [Node.Create(Op.MaxPoolGradient, [y[0], dy], y.Attributes).Output],
        [Op.SumPool] = (y, dy) => [Node.Create(Op.SumPoolGradient, [dy], y.Attributes).Output],
        [Op.SumPoolGradient] = (y, g) => [Node.Create(Op.SumPool, [g], y.Attributes).Output],

        [Op.Gather] = (y, dy) => [ScatterAdd(y[1], dy, y[0].Shape, y.Get<GatherAttributes>().Axis, y.Get<GatherAttributes>().BatchAxes), null],
        [Op.ScatterAdd] = (y, dy) => [null, Gather(dy, y[0], y.Get<ScatterAttributes>().Axis, y.Get<ScatterAttributes>().BatchAxes)],

        [Op.Variance] = (y, dy) =>
        {
            int[] axes = y.Get<AxesAttributes>().Axes;
            KerasTensor slope = dy * (2.0 / Count(y[0], axes));
            return [(y[0] - y[1]) * slope, -Sum(y[0] - y[1], axes, keepDims: true) * slope];
        },
        [Op.Standardize] = StandardizeRule,
        [Op.Softmax] = (y, dy) => [Node.Create(Op.SoftmaxGradient, [y.Output, dy], y.Attributes).Output],
        [Op.SoftmaxGradient] = (y, dy) => ThroughDecomposition(y, [dy]),
        [Op.LogSoftmax] = (y, dy) => [dy - Exp(y.Output) * Sum(dy, [y.Get<AxisAttributes>().Axis], keepDims: true)],
        [Op.LogSumExp] = (y, dy) => [dy * Softmax(y[0], y.Get<AxisAttributes>().Axis)],
        [Op.SoftmaxCrossEntropy] = (y, dy) =>
        [
            ExpandDims(dy, -1) * (Softmax(y[0]) * Sum(y[1], [-1], keepDims: true) - y[1]),
            -ExpandDims(dy, -1) * LogSoftmax(y[0]),
        ],
        [Op.SparseSoftmaxCrossEntropy] = (y, dy) =>
            [ExpandDims(dy, -1) * (Softmax(y[0]) - OneHot(y[1], y[0].Shape[^1], type: dy.DType)), null],
        [Op.AffineTransform] = (y, dy) => ThroughDecomposition(y, [dy]),
    };

    /// <summary>Operations whose output does not change with small changes of their operands, or whose slope nobody has asked for.</summary>
    private static readonly HashSet<Op> s_notDifferentiable =
    [
        Op.Constant, Op.Input, Op.ReadVariable, Op.Iota, Op.RandomBits, Op.StopGradient,
        Op.Sign, Op.Floor, Op.Ceil, Op.Round, Op.Not, Op.IsFinite, Op.And, Op.Or, Op.Equal, Op.Less, Op.LessOrEqual, Op.ArgMax,
        Op.MaxPoolGradient,
    ];

    /// <summary>Operations with several outputs: from the node and the gradients of its outputs, null where none arrives.</summary>
    private static readonly Dictionary<Op, Func<Node, KerasTensor?[], IReadOnlyList<KerasTensor?>>> s_severalOutputs =
        new Dictionary<Op, Func<Node, KerasTensor?[], IReadOnlyList<KerasTensor?>>>
        {
            [Op.Sort] = (y, dy) => [dy[0] is { } values ? ScatterAdd(y.Outputs[1], values, y[0].Shape, y[0].Rank - 1, y[0].Rank - 1) : null],
            [Op.Scan] = ScanGradient.Apply,
            [Op.Lstm] = LstmRules.Gradient,
            [Op.LstmGradient] = ThroughDecomposition,
            [Op.Gru] = GruRules.Gradient,
            [Op.GruGradient] = ThroughDecomposition,
        };

    /// <summary>Operations that have a rule.</summary>
    internal static IEnumerable<Op> Covered => s_rules.Keys.Concat(s_severalOutputs.Keys);

    /// <summary>Operations that stop the gradient knowingly.</summary>
    internal static IEnumerable<Op> NotDifferentiable => s_notDifferentiable;

    /// <summary>The gradients of a node's operands from those of its outputs.</summary>
    /// <exception cref="NotSupportedException">The operation has no rule.</exception>
    internal static IReadOnlyList<KerasTensor?> Apply(Node node, KerasTensor?[] upstream)
    {
        if (s_rules.TryGetValue(node.Op, out Rule? rule))
            return rule(node, upstream[0]!);
        if (s_severalOutputs.TryGetValue(node.Op, out Func<Node, KerasTensor?[], IReadOnlyList<KerasTensor?>>? several))
            return several(node, upstream);
        return s_notDifferentiable.Contains(node.Op)
            ? new KerasTensor?[node.Inputs.Count]
            : throw new NotSupportedException($"There is no gradient rule for {node}.");
    }

    /// <summary>The gradients of the primitives that a composite operation stands for.</summary>
    internal static KerasTensor?[] ThroughDecomposition(Node y, KerasTensor?[] dy)
    {
        // Operands of their own: one operand may lead to another outside of the operation, and that way is not this rule's.
        KerasTensor[] operands = [.. y.Inputs.Select(StopGradient)];
        return Gradient.Of(Composites.Decompose(y.Op, operands, y.Attributes), dy, operands);
    }

    private static KerasTensor[] Either(KerasTensor first, KerasTensor dy) => [Where(first, dy, Scalar(0, dy)), Where(first, Scalar(0, dy), dy)];

    private static int[] Inverse(int[] permutation)
    {
        int[] inverse = new int[permutation.Length];
        for (int i = 0; i < inverse.Length; i++)
            inverse[permutation[i]] = i;
        return inverse;
    }

    private static KerasTensor?[] SliceRule(Node y, KerasTensor dy)
    {
        (int[] starts, _, int[] strides) = y.Get<SliceAttributes>();
        int[] high = [.. starts.Select((start, i) => dy.Shape[i] == 0 ? y[0].Shape[i] - start : y[0].Shape[i] - start - ((dy.Shape[i] - 1) * strides[i] + 1))];
        return [Pad(dy, starts, high, 0, [.. strides.Select(stride => stride - 1)])];
    }

    private static KerasTensor?[] PadRule(Node y, KerasTensor dy)
    {
        PadAttributes pad = y.Get<PadAttributes>();
        int[] limits = [.. pad.Low.Select((low, i) => low + Math.Max(0, y[0].Shape[i] - 1) * (pad.Interior[i] + 1) + Math.Min(1, y[0].Shape[i]))];
        return [Slice(dy, pad.Low, limits, [.. pad.Interior.Select(gap => gap + 1)])];
    }

    private static KerasTensor?[] ConcatenateRule(Node y, KerasTensor dy)
    {
        int axis = y.Get<AxisAttributes>().Axis;
        int start = 0;
        return [.. y.Inputs.Select(x => SliceAxis(dy, axis, start, start += x.Shape[axis]))];
    }

    private static KerasTensor?[] ShareEvenly(Node y, KerasTensor dy)
    {
        KerasTensor reached = Cast(Equal(y[0], y.Output), dy.DType);
        return [reached * (dy / Sum(reached, y.Get<AxesAttributes>().Axes, keepDims: true))];
    }

    private static KerasTensor?[] StandardizeRule(Node y, KerasTensor dy)
    {
        (int[] axes, double epsilon) = y.Get<StandardizeAttributes>();
        (KerasTensor x, KerasTensor scale) = (y[0], y[1]);
        KerasTensor mean = Mean(x, axes, keepDims: true);
        KerasTensor inverse = Rsqrt(Variance(x, axes, keepDims: true) + epsilon);
        KerasTensor sum = Sum(dy, axes, keepDims: true), weighted = Sum(dy * (x - mean), axes, keepDims: true);
        double part = 1.0 / Count(x, axes);

        // No tensor of the size of x is needed twice, so none but x and dy has to be kept.
        KerasTensor back = (dy + (mean - x) * (Square(inverse) * weighted * part) - sum * part) * (scale * inverse);
        return [back, weighted * inverse, sum];
    }

    private static long Count(KerasTensor x, int[] axes) => axes.Aggregate(1L, (count, axis) => count * x.Shape[axis]);

    private static KerasTensor Backwards(Node y, KerasTensor dy)
    {
        (int axis, bool reverse, bool exclusive) = y.Get<CumulativeAttributes>();
        return CumulativeSum(dy, axis, !reverse, exclusive);
    }

    private static KerasTensor?[] MatMulRule(Node y, KerasTensor dy)
    {
        (bool ta, bool tb) = y.Get<MatMulAttributes>();
        (KerasTensor a, KerasTensor b) = (y[0], y[1]);
        return
        [
            ta ? MatMul(b, dy, tb, true) : MatMul(dy, b, false, !tb),
            tb ? MatMul(dy, a, true, ta) : MatMul(a, dy, !ta, false),
        ];
    }
}
