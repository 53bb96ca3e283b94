namespace KerasNet;

/// <summary>One rule per operation: the types of the outputs from the operands and attributes, or an error that says what does not fit.</summary>
internal static class ShapeRules
{
    private delegate TensorType[] Rule(KerasTensor[] inputs, OpAttributes attributes);

    private static readonly Dictionary<Op, Rule> s_rules = new Dictionary<Op, Rule>
    {
        [Op.Constant] = (_, a) => One(((ConstantAttributes)a).Value.Shape, ((ConstantAttributes)a).Value.DType),
        [Op.ReadVariable] = (_, a) => One(((VariableAttributes)a).Variable.Shape, ((VariableAttributes)a).Variable.DType),
        [Op.Iota] = (_, a) => One(((IotaAttributes)a).Shape, ((IotaAttributes)a).Type),

        [Op.Negate] = Same,
        [Op.Abs] = Same,
        [Op.Sign] = Same,
        [Op.Floor] = Same,
        [Op.Ceil] = Same,
        [Op.Round] = Same,
        [Op.Exp] = Floating,
        [Op.Expm1] = Floating,
        [Op.Log] = Floating,
        [Op.Log1p] = Floating,
        [Op.Sqrt] = Floating,
        [Op.Rsqrt] = Floating,
        [Op.Sin] = Floating,
        [Op.Cos] = Floating,
        [Op.Tanh] = Floating,
        [Op.Sigmoid] = Floating,
        [Op.Erf] = Floating,
        [Op.Not] = (x, _) => Require(x[0].DType == DType.Bool, "a bool operand", x) ?? One(x[0].Shape, DType.Bool),
        [Op.IsFinite] = (x, _) => One(x[0].Shape, DType.Bool),
        [Op.Cast] = (x, a) => One(x[0].Shape, ((CastAttributes)a).Type),
        [Op.StopGradient] = Same,
        [Op.Relu] = Floating,

        [Op.Add] = Arithmetic,
        [Op.Subtract] = Arithmetic,
        [Op.Multiply] = Arithmetic,
        [Op.Divide] = Arithmetic,
        [Op.Remainder] = Arithmetic,
        [Op.Power] = Arithmetic,
        [Op.Maximum] = Arithmetic,
        [Op.Minimum] = Arithmetic,
        [Op.And] = Logical,
        [Op.Or] = Logical,
        [Op.Equal] = Comparison,
        [Op.Less] = Comparison,
        [Op.LessOrEqual] = Comparison,
        [Op.Select] = (x, _) =>
            Require(x[0].DType == DType.Bool, "a bool condition", x)
            ?? Require(x[1].DType == x[2].DType, "two values of one dtype", x)
            ?? One(Shape.Broadcast(x[0].Shape, Shape.Broadcast(x[1].Shape, x[2].Shape)), x[1].DType),

        [Op.Reshape] = (x, a) => One(ResolveReshape(x[0].Shape, ((ShapeAttributes)a).Shape), x[0].DType),
        [Op.Transpose] = Transpose,
        [Op.Broadcast] = Broadcast,
        [Op.Slice] = Slice,
        [Op.Pad] = Pad,
        [Op.Concatenate] = Concatenate,
        [Op.Reverse] = Same,

        [Op.Sum] = Reduction,
        [Op.Max] = Reduction,
        [Op.Min] = Reduction,
        [Op.Product] = (x, a) => One(x[0].Shape.With(((AxisAttributes)a).Axis, 1), x[0].DType),
        [Op.ArgMax] = (x, a) => One(x[0].Shape.With(((AxisAttributes)a).Axis, 1), DType.Int32),
        [Op.CumulativeSum] = Same,
        [Op.CumulativeProduct] = Same,
        [Op.Sort] = (x, _) => Require(x[0].Rank > 0, "at least one axis", x) ?? [new(x[0].Shape, x[0].DType), new(x[0].Shape, DType.Int32)],

        [Op.MatMul] = MatMul,
        [Op.Convolution] = Windows.Convolution,
        [Op.ConvolutionInputGradient] = Windows.ConvolutionInputGradient,
        [Op.ConvolutionFilterGradient] = Windows.ConvolutionFilterGradient,
        [Op.MaxPool] = Windows.Pool,
        [Op.SumPool] = Windows.Pool,
        [Op.MaxPoolGradient] = Windows.MaxPoolGradient,
        [Op.SumPoolGradient] = Windows.SumPoolGradient,

        [Op.Gather] = Gather,
        [Op.ScatterAdd] = ScatterAdd,
        [Op.RandomBits] = (x, a) =>
            Require(x[0].DType == DType.Int64 && x[0].Shape == new int[] { 2 }, "an int64 state (seed, counter)", x) ?? One(((ShapeAttributes)a).Shape, DType.Int32),
        [Op.Scan] = Scan,

        [Op.Variance] = (x, a) =>
            Require(x[0].DType == x[1].DType && Reduction(x, a)[0].Shape is var reduced && x[1].Shape == reduced, "x and its mean over the axes, kept with size 1", x)
            ?? Reduction(x, a),
        [Op.Standardize] = (x, a) =>
        {
            Shape kept = Reduction(x, new AxesAttributes(((StandardizeAttributes)a).Axes))[0].Shape;
            bool fit = x[1..].All(factor => factor.DType == x[0].DType && Shape.Broadcast(factor.Shape, kept) == kept);
            return Require(fit, $"scale and offset that stretch to {kept}", x) ?? Floating(x, a);
        },
        [Op.Softmax] = Floating,
        [Op.SoftmaxGradient] = (x, a) => Require(x[0].Shape == x[1].Shape && x[0].DType == x[1].DType, "a softmax and its gradient of one shape", x) ?? Floating(x, a),
        [Op.LogSoftmax] = Floating,
        [Op.LogSumExp] = (x, a) => One(x[0].Shape.With(((AxisAttributes)a).Axis, 1), x[0].DType),
        [Op.SoftmaxCrossEntropy] = (x, _) =>
            Require(x[0].Shape == x[1].Shape && x[0].Rank > 0, "logits and targets of one shape", x) ?? One(x[0].Shape[..^1], x[0].DType),
        [Op.SparseSoftmaxCrossEntropy] = (x, _) =>
            Require(x[0].Rank > 0 && x[1].Shape == x[0].Shape[..^1] && x[1].DType.IsInteger(), "logits (…, classes) and integer labels (…)", x)
            ?? One(x[1].Shape, x[0].DType),
        [Op.AffineTransform] = (x, _) =>
            Require(
                x[0].Rank == 4 && x[0].DType.IsFloating() && x[1].DType == x[0].DType && x[1].Shape == new int[] { x[0].Shape[0], AffineTransform.Numbers },
                $"floating pictures (pictures, rows, columns, channels) and transforms (pictures, {AffineTransform.Numbers}) of the same dtype",
                x)
            ?? One(x[0].Shape, x[0].DType),
        [Op.Lstm] = LstmRules.Infer,
        [Op.LstmGradient] = LstmRules.InferGradient,
        [Op.Gru] = GruRules.Infer,
        [Op.GruGradient] = GruRules.InferGradient,
    };

    /// <summary>Operations that have a rule.</summary>
    internal static IEnumerable<Op> Covered => s_rules.Keys;

    /// <summary>The output types of an operation.</summary>
    internal static TensorType[] Infer(Op op, KerasTensor[] inputs, OpAttributes attributes)
    {
        if (!s_rules.TryGetValue(op, out Rule? rule))
            throw new NotSupportedException($"{op} has no shape rule, so it cannot be used as a node.");
        try
        {
            TensorType[] types = rule(inputs, attributes);
            bool numbers = !inputs.Any(input => input.DType == DType.String) && !types.Any(type => type.DType == DType.String);
            return Require(numbers, "numbers; layers such as TextVectorization make them of text, as the first after an Input", inputs) ?? types;
        }
        catch (ShapeException e) when (!e.Message.StartsWith(op.ToString(), StringComparison.Ordinal))
        {
            throw new ShapeException($"{op}: {e.Message}", e);
        }
    }

    /// <summary>Fails with what was expected, followed by what was received.</summary>
    internal static TensorType[]? Require(bool holds, string expected, KerasTensor[] received) =>
        holds ? null : throw new ShapeException($"expected {expected}. Received: {string.Join(" and ", received.Select(x => x.ToString()))}.");

    internal static TensorType[] One(Shape shape, DType type) => [new(shape, type)];

    private static TensorType[] Same(KerasTensor[] x, OpAttributes a) => One(x[0].Shape, x[0].DType);

    private static TensorType[] Floating(KerasTensor[] x, OpAttributes a) =>
        Require(x[0].DType.IsFloating(), "a floating-point operand", x) ?? One(x[0].Shape, x[0].DType);

    private static TensorType[] Arithmetic(KerasTensor[] x, OpAttributes a) =>
        Require(x[0].DType == x[1].DType, "operands of one dtype", x) ?? One(Shape.Broadcast(x[0].Shape, x[1].Shape), x[0].DType);

    private static TensorType[] Logical(KerasTensor[] x, OpAttributes a) =>
        Require(!x[0].DType.IsFloating(), "bool or integer operands", x) ?? Arithmetic(x, a);

    private static TensorType[] Comparison(KerasTensor[] x, OpAttributes a) => One(Arithmetic(x, a)[0].Shape, DType.Bool);

    private static TensorType[] Reduction(KerasTensor[] x, OpAttributes a)
    {
        int[] dimensions = x[0].Shape.ToArray();
        foreach (int axis in ((AxesAttributes)a).Axes)
            dimensions[axis] = 1;
        return One(dimensions, x[0].DType);
    }

    private static Shape ResolveReshape(Shape from, Shape to)
    {
        long count = from.ElementCount;
        int open = to.Count(dimension => dimension == Shape.Unknown);
        long known = to.Where(dimension => dimension != Shape.Unknown).Aggregate(1L, (product, dimension) => product * dimension);
        if (open > 1 || (open == 1 ? known == 0 || count % known != 0 : known != count))
            throw new ShapeException($"the {count} elements of {from} cannot be reshaped to {to}.");
        return open == 0 ? to : Shape.Of(to.Select(dimension => dimension == Shape.Unknown ? (int)(count / known) : dimension));
    }

    private static TensorType[] Transpose(KerasTensor[] x, OpAttributes a)
    {
        int[] permutation = ((PermutationAttributes)a).Permutation;
        return Require(permutation.Order().SequenceEqual(Enumerable.Range(0, x[0].Rank)), $"a permutation of {x[0].Rank} axes instead of {a}", x)
            ?? One(Shape.Of(permutation.Select(axis => x[0].Shape[axis])), x[0].DType);
    }

    private static TensorType[] Broadcast(KerasTensor[] x, OpAttributes a)
    {
        Shape target = ((ShapeAttributes)a).Shape;
        return Require(Shape.Broadcast(x[0].Shape, target) == target, $"an operand that stretches to {target}", x) ?? One(target, x[0].DType);
    }

    private static TensorType[] Slice(KerasTensor[] x, OpAttributes a)
    {
        (int[] starts, int[] limits, int[] strides) = (SliceAttributes)a;
        _ = Require(starts.Length == x[0].Rank && limits.Length == x[0].Rank && strides.Length == x[0].Rank, $"one bound per axis instead of {a}", x);
        int[] dimensions = new int[x[0].Rank];
        for (int i = 0; i < dimensions.Length; i++)
        {
            _ = Require(starts[i] >= 0 && limits[i] <= x[0].Shape[i] && starts[i] <= limits[i] && strides[i] >= 1, $"bounds within the operand instead of {a}", x);
            dimensions[i] = (limits[i] - starts[i] + strides[i] - 1) / strides[i];
        }

        return One(dimensions, x[0].DType);
    }

    private static TensorType[] Pad(KerasTensor[] x, OpAttributes a)
    {
        PadAttributes pad = (PadAttributes)a;
        int[][] counts = [pad.Low, pad.High, pad.Interior];
        _ = Require(counts.All(count => count.Length == x[0].Rank && count.All(n => n >= 0)), $"a count of 0 or more per axis instead of {a}", x);
        int[] dimensions = x[0].Shape.ToArray();
        for (int i = 0; i < dimensions.Length; i++)
            dimensions[i] += pad.Low[i] + pad.High[i] + Math.Max(0, dimensions[i] - 1) * pad.Interior[i];
        return One(dimensions, x[0].DType);
    }

    private static TensorType[] Concatenate(KerasTensor[] x, OpAttributes a)
    {
        int axis = ((AxisAttributes)a).Axis;
        Shape first = x[0].Shape;
        foreach (KerasTensor operand in x)
            _ = Require(operand.DType == x[0].DType && operand.Rank == first.Rank && operand.Shape.With(axis, 0) == first.With(axis, 0),
                $"operands of one dtype that differ only along axis {axis}", x);
        return One(first.With(axis, x.Sum(operand => operand.Shape[axis])), x[0].DType);
    }

    private static TensorType[] MatMul(KerasTensor[] x, OpAttributes a)
    {
        (bool transposeA, bool transposeB) = (MatMulAttributes)a;
        Shape left = x[0].Shape, right = x[1].Shape;
        _ = Require(left.Rank >= 2 && left.Rank == right.Rank && x[0].DType == x[1].DType && left[..^2] == right[..^2],
            "two operands of one dtype and rank (at least 2) with equal leading axes", x);
        (int m, int k) = transposeA ? (left[^1], left[^2]) : (left[^2], left[^1]);
        (int k2, int n) = transposeB ? (right[^1], right[^2]) : (right[^2], right[^1]);
        return Require(k == k2, $"equal inner dimensions, {k} against {k2}, in {a}", x) ?? One(left[..^2].Append(m, n), x[0].DType);
    }

    private static TensorType[] Gather(KerasTensor[] x, OpAttributes a)
    {
        (int axis, int batch) = (GatherAttributes)a;
        return One(Chosen(x[0].Shape, x[1], axis, batch, x), x[0].DType);
    }

    private static TensorType[] ScatterAdd(KerasTensor[] x, OpAttributes a)
    {
        (int axis, int batch, Shape shape) = (ScatterAttributes)a;
        Shape updates = Chosen(shape, x[0], axis, batch, x);
        return Require(x[1].Shape == updates, $"updates of shape {updates} for {a}", x) ?? One(shape, x[1].DType);
    }

    /// <summary>The shape of what indices choose from a whole.</summary>
    private static Shape Chosen(Shape from, KerasTensor indices, int axis, int batch, KerasTensor[] received)
    {
        bool fits = indices.DType.IsInteger() && batch <= axis && batch <= indices.Rank && from[..batch] == indices.Shape[..batch];
        _ = Require(fits, "integer indices that share the batch axes", received);
        return Shape.Of([.. from[..axis], .. indices.Shape[batch..], .. from[(axis + 1)..]]);
    }

    private static TensorType[] Scan(KerasTensor[] x, OpAttributes a)
    {
        ScanAttributes scan = (ScanAttributes)a;
        IReadOnlyList<KerasTensor> body = scan.Body.Outputs;
        for (int i = 0; i < scan.Carries; i++)
            if (body[i].Shape != x[i].Shape || body[i].DType != x[i].DType)
                throw new ShapeException($"carry {i} enters the loop as {x[i]} and leaves its body as {body[i]}; both must be the same.");
        return
        [
            .. body.Take(scan.Carries).Select(y => new TensorType(y.Shape, y.DType)),
            .. body.Skip(scan.Carries).Select(y => new TensorType(y.Shape.Prepend(scan.Length), y.DType)),
            .. body.Take(scan.Carries).Select(y => new TensorType(y.Shape.Prepend(scan.Length), y.DType)),
        ];
    }
}
