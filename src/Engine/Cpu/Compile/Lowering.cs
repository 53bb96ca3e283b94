namespace KerasNet.Engine.Cpu;

/// <summary>The passes between a program and its plan: simplification, decomposition, forms that the steps understand, constants computed beforehand.</summary>
internal static class Lowering
{
    /// <summary>Larger results of constants are computed in every run rather than kept.</summary>
    private const long MaxConstantBytes = 1 << 20;

    internal static Program Run(Program program, Func<Node, bool> claims)
    {
        program = Composites.Lower(Simplifier.Run(program), claims);
        program = Simplifier.Run(Canonical(program));
        return Simplifier.Run(Folded(program));
    }

    /// <summary>Rewrites what the steps do not know in terms of what they know, also inside loops.</summary>
    private static Program Canonical(Program program) => Rewritten(program, (node, x) =>
    {
        switch (node.Op)
        {
            case Op.Iota:
                return Counted(node.Get<IotaAttributes>());
            case Op.Reshape when x[0].Node.Op == Op.Broadcast && Aliases.BeforeStretching(x[0]) is { Shape.ElementCount: 1 } number:
                return Ops.BroadcastTo(Ops.Reshape(number, []), node.Output.Shape);
            case Op.Sum or Op.Max or Op.Min when node.Get<AxesAttributes>().Axes is var axes && axes.Length > 1 && axes[^1] - axes[0] >= axes.Length:
                return OneRunAtATime(node.Op, x[0], axes);
            case Op.MatMul when node.Output.DType == DType.Bool:
                (bool transposeA, bool transposeB) = node.Get<MatMulAttributes>();
                return Ops.Cast(Ops.MatMul(Ops.Cast(x[0], DType.Int32), Ops.Cast(x[1], DType.Int32), transposeA, transposeB), DType.Bool);
            default:
                return PoolRules.Shortened(node, x);
        }
    });

    private static Program Rewritten(Program program, Func<Node, KerasTensor[], KerasTensor?> replace)
    {
        Dictionary<KerasTensor, KerasTensor> image = Rewriter.Rewrite(
            [.. program.Outputs, .. program.Updates.Select(update => update.Value)],
            program.Inputs.ToDictionary(x => x, x => x),
            (node, x) => node.Attributes is ScanAttributes scan
                ? Node.Create(Op.Scan, x, scan with { Body = Rewritten(scan.Body, replace) }).Outputs
                : replace(node, x) is { } other ? [other] : null);
        return program.Map(x => image[x]);
    }

    /// <summary>Numbers along one axis, stretched over the others.</summary>
    private static KerasTensor Counted(IotaAttributes iota)
    {
        int size = iota.Shape[iota.Axis];
        int[] line = new int[iota.Shape.Rank];
        Array.Fill(line, 1);
        line[iota.Axis] = size;
        TensorData numbers = new(line, iota.Type);
        for (int i = 0; i < size; i++)
            numbers.SetDouble(i, i);
        return Ops.BroadcastTo(Ops.Constant(numbers), iota.Shape);
    }

    /// <summary>A reduction over axes with gaps between them, as one after the other.</summary>
    private static KerasTensor OneRunAtATime(Op op, KerasTensor x, int[] axes)
    {
        for (int end = axes.Length, start; end > 0; end = start)
        {
            start = end - 1;
            while (start > 0 && axes[start - 1] == axes[start] - 1)
                start--;
            x = Node.Create(op, [x], new AxesAttributes(axes[start..end])).Output;
        }

        return x;
    }

    /// <summary>Computes what depends on constants alone. A stretched constant stays short: operations on it are done before it is stretched.</summary>
    private static Program Folded(Program program)
    {
        program = Rewritten(program, (node, x) =>
        {
            if (!Elementwise.Is(node.Op) || node.Op == Op.Broadcast || !x.Any(operand => operand.Node.Op == Op.Broadcast))
                return null;
            KerasTensor[] before = [.. x.Select(Aliases.BeforeStretching)];
            if (!before.All(operand => operand.Node.Op == Op.Constant))
                return null;
            return Ops.BroadcastTo(Value(Node.Create(node.Op, before, node.Attributes)), node.Output.Shape);
        });
        return Rewritten(program, (node, x) =>
            x.Length > 0 && node.Outputs.Count == 1 && node.Op is not (Op.Broadcast or Op.Scan) && x.All(operand => operand.Node.Op == Op.Constant)
            && node.Output.Shape.ElementCount * node.Output.DType.Size() <= MaxConstantBytes
                ? Value(Node.Create(node.Op, x, node.Attributes))
                : null);
    }

    /// <summary>The result of an operation on constants, as a constant.</summary>
    private static KerasTensor Value(Node node)
    {
        TensorData result = new(node.Output.Shape, node.Output.DType);
        Program program = new([], [node.Output]);
        new CpuExecutable(program, PlanBuilder.Build(program)).Run([], [result.View]);
        return Ops.Constant(result);
    }
}
