namespace KerasNet;

/// <summary>One decomposition into primitives (or simpler composites) per composite operation.</summary>
internal static class Composites
{
    private delegate KerasTensor Decomposition(KerasTensor[] x, OpAttributes attributes);

    private static readonly Dictionary<Op, Decomposition> s_rules = new Dictionary<Op, Decomposition>
    {
        [Op.Relu] = (x, _) => Ops.Maximum(x[0], 0),
        [Op.Variance] = (x, a) => Ops.Mean(Ops.Square(x[0] - x[1]), ((AxesAttributes)a).Axes, keepDims: true),
        [Op.Standardize] = (x, a) =>
        {
            (int[] axes, double epsilon) = (StandardizeAttributes)a;
            KerasTensor factor = x[1] * Ops.Rsqrt(Ops.Variance(x[0], axes, keepDims: true) + epsilon);
            return x[0] * factor + (x[2] - Ops.Mean(x[0], axes, keepDims: true) * factor);
        },
        [Op.Softmax] = (x, a) =>
        {
            int[] axis = [((AxisAttributes)a).Axis];
            KerasTensor e = Ops.Exp(x[0] - Ops.Max(x[0], axis, keepDims: true));
            return e / Ops.Sum(e, axis, keepDims: true);
        },
        [Op.SoftmaxGradient] = (x, a) => x[0] * (x[1] - Ops.Sum(x[0] * x[1], [((AxisAttributes)a).Axis], keepDims: true)),
        [Op.LogSumExp] = (x, a) =>
        {
            int[] axis = [((AxisAttributes)a).Axis];
            KerasTensor max = Ops.Max(x[0], axis, keepDims: true);

            // A row of infinities has no finite maximum to subtract.
            KerasTensor shift = Ops.Where(Ops.IsFinite(max), max, Ops.Scalar(0, max));
            return Ops.Log(Ops.Sum(Ops.Exp(x[0] - shift), axis, keepDims: true)) + shift;
        },
        [Op.LogSoftmax] = (x, a) =>
        {
            int[] axis = [((AxisAttributes)a).Axis];
            KerasTensor shifted = x[0] - Ops.Max(x[0], axis, keepDims: true);
            return shifted - Ops.Log(Ops.Sum(Ops.Exp(shifted), axis, keepDims: true));
        },
        [Op.SoftmaxCrossEntropy] = (x, _) => -Ops.Sum(x[1] * Ops.LogSoftmax(x[0]), [-1]),
        [Op.SparseSoftmaxCrossEntropy] = (x, _) =>
        {
            int classes = x[0].Shape[^1];
            KerasTensor loss = -Ops.Sum(Ops.OneHot(x[1], classes, type: x[0].DType) * Ops.LogSoftmax(x[0]), [-1]);
            KerasTensor valid = Ops.LogicalAnd(Ops.GreaterEqual(x[1], 0), Ops.Less(x[1], classes));
            return Ops.Where(valid, loss, Ops.Scalar(double.NaN, loss));
        },
        [Op.AffineTransform] = (x, a) => AffineTransform.Decompose(x[0], x[1], (AffineTransformAttributes)a),
    };

    /// <summary>Operations with several outputs.</summary>
    private static readonly Dictionary<Op, Func<KerasTensor[], OpAttributes, KerasTensor[]>> s_severalOutputs =
        new Dictionary<Op, Func<KerasTensor[], OpAttributes, KerasTensor[]>>
        {
            [Op.Lstm] = LstmRules.Decompose,
            [Op.LstmGradient] = LstmRules.DecomposeGradient,
            [Op.Gru] = GruRules.Decompose,
            [Op.GruGradient] = GruRules.DecomposeGradient,
        };

    /// <summary>Operations that have a decomposition.</summary>
    internal static IEnumerable<Op> Covered => s_rules.Keys.Concat(s_severalOutputs.Keys);

    /// <summary>Whether an operation is composite.</summary>
    internal static bool IsComposite(Op op) => s_rules.ContainsKey(op) || s_severalOutputs.ContainsKey(op);

    /// <summary>What the outputs of the operation stand for.</summary>
    internal static KerasTensor[] Decompose(Op op, KerasTensor[] inputs, OpAttributes attributes) =>
        s_rules.TryGetValue(op, out Decomposition? rule) ? [rule(inputs, attributes)] : s_severalOutputs[op](inputs, attributes);

    /// <summary>Replaces every composite that the engine does not claim, also inside loops, until only primitives and claimed composites are left.</summary>
    internal static Program Lower(Program program, Func<Node, bool> claims)
    {
        while (true)
        {
            bool changed = false;
            Dictionary<KerasTensor, KerasTensor> image = Rewriter.Rewrite([.. program.Outputs, .. program.Updates.Select(update => update.Value)], replace: (node, inputs) =>
            {
                if (IsComposite(node.Op) && !claims(node))
                {
                    changed = true;
                    return Decompose(node.Op, inputs, node.Attributes);
                }

                if (node.Attributes is ScanAttributes scan && Lower(scan.Body, claims) is Program body && body != scan.Body)
                {
                    changed = true;
                    return Node.Create(Op.Scan, inputs, scan with { Body = body }).Outputs;
                }

                return null;
            });
            if (!changed)
                return program;
            program = program.Map(tensor => image[tensor]);
        }
    }
}
