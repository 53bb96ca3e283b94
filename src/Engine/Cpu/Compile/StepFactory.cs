using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>From a work to the step that does it.</summary>
internal sealed class StepFactory(PlanBuilder plan)
{
    /// <summary>Operations that have a kernel.</summary>
    internal static IEnumerable<Op> Covered => Enum.GetValues<Op>().Where(op => Elementwise.Is(op) || s_other.Contains(op));

    private static readonly HashSet<Op> s_other =
    [
        Op.Constant, Op.Input, Op.ReadVariable, Op.StopGradient, Op.Reshape, Op.Transpose, Op.Slice, Op.Pad, Op.Concatenate, Op.Reverse,
        Op.Sum, Op.Product, Op.Max, Op.Min, Op.ArgMax, Op.CumulativeSum, Op.CumulativeProduct, Op.Sort,
        Op.MatMul, Op.Convolution, Op.ConvolutionInputGradient, Op.ConvolutionFilterGradient, Op.MaxPool, Op.MaxPoolGradient, Op.SumPool, Op.SumPoolGradient,
        Op.Gather, Op.ScatterAdd, Op.Iota, Op.RandomBits, Op.Scan,
        Op.Softmax, Op.SoftmaxGradient, Op.LogSoftmax, Op.LogSumExp, Op.SoftmaxCrossEntropy, Op.SparseSoftmaxCrossEntropy,
        Op.AffineTransform, Op.Variance, Op.Lstm, Op.LstmGradient, Op.Gru, Op.GruGradient,
    ];

    /// <summary>Whether a composite has a kernel of its own: many only for floats along the last axis.</summary>
    internal static bool Claims(Node node) => node.Op switch
    {
        Op.Relu => true,
        Op.Softmax or Op.SoftmaxGradient or Op.LogSoftmax or Op.LogSumExp => node[0].DType == DType.Float32 && node.Get<AxisAttributes>().Axis == node[0].Rank - 1,
        Op.SoftmaxCrossEntropy => node[0].DType == DType.Float32,
        Op.SparseSoftmaxCrossEntropy => node[0].DType == DType.Float32 && node[1].DType == DType.Int32,
        Op.Variance => AreNeighbours(node.Get<AxesAttributes>().Axes),
        Op.Lstm or Op.LstmGradient or Op.GruGradient => node[0].DType == DType.Float32,
        Op.Gru => node[0].DType == DType.Float32 && node.Get<GruAttributes>().ResetAfter,
        Op.AffineTransform => node[0].DType == DType.Float32 && node[0].Shape[3] <= AffineTransformStep.MostChannels,
        _ => false,
    };

    /// <summary>The step of a work, or null where there is nothing to compute.</summary>
    internal Step? Make(Work work)
    {
        if (work.Results.All(result => result.Shape.ElementCount == 0))
            return null;
        if (work.IsElementwise)
            return new ElementwiseStep(plan.GroupOf(work), plan.Place, string.Join(' ', work.Nodes.Select(node => node.Op)));
        Node node = work.Nodes[0];
        return node.Op switch
        {
            Op.Transpose => BoxCopyStep.Transpose(node, plan.Place),
            Op.Slice => BoxCopyStep.Slice(node, plan.Place),
            Op.Reverse => BoxCopyStep.Reverse(node, plan.Place),
            Op.Pad => BoxCopyStep.Pad(node, plan.Place),
            Op.Concatenate => BoxCopyStep.Concatenate(node, plan.Place),
            Op.MatMul => MatMul(node, plan.ProductOf(work)),
            Op.Convolution or Op.ConvolutionInputGradient or Op.ConvolutionFilterGradient when ConvolutionPlan.IsProduct(node) =>
                Convolution(node, plan.ProductOf(work)),
            Op.RandomBits => new RandomBitsStep(node.Output.Shape.ElementCount, plan.Place(node[0]), plan.Place(node.Output)),
            Op.Scan => ScanStep.Make(node, plan),
            Op.Softmax => Rows<SoftmaxRow>(node),
            Op.SoftmaxGradient => Rows<SoftmaxGradientRow>(node),
            Op.LogSoftmax => Rows<LogSoftmaxRow>(node),
            Op.LogSumExp => Rows<LogSumExpRow>(node),
            Op.SoftmaxCrossEntropy => Rows<SoftmaxCrossEntropyRow>(node),
            Op.SparseSoftmaxCrossEntropy => Rows<SparseSoftmaxCrossEntropyRow>(node),
            Op.AffineTransform => AffineTransformStep.Make(Describe(node), node, plan.Place),
            Op.Lstm => LstmStep.Make(node, plan),
            Op.LstmGradient => LstmGradientStep.Make(node, plan),
            Op.Gru => GruStep.Make(node, plan),
            Op.GruGradient => GruGradientStep.Make(node, plan),
            Op.ScatterAdd => ByType(node, node[1].DType),
            _ => ByType(node, node[0].DType),
        };
    }

    private Step ByType(Node node, DType type) => type switch
    {
        DType.Float32 => Typed<float>(node),
        DType.Float64 => Typed<double>(node),
        DType.Int32 => Typed<int>(node),
        DType.Int64 => Typed<long>(node),
        _ => Typed<byte>(node),
    };

    private Step Typed<T>(Node node)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        // Truth values: a sum says whether any is true, a product whether all are.
        bool truth = node.Outputs[0].DType == DType.Bool;
        switch (node.Op)
        {
            case Op.Sum:
                return truth ? Reduce<T, MaxOf<T>>(node) : Reduce<T, SumOf<T>>(node);
            case Op.Variance:
                return Variance<T>(node);
            case Op.Product:
                return truth ? Reduce<byte, AllOf>(node) : Reduce<T, ProductOf<T>>(node);
            case Op.Max:
                return Reduce<T, MaxOf<T>>(node);
            case Op.Min:
                return Reduce<T, MinOf<T>>(node);
            case Op.ArgMax:
                AxisSplit split = AxisSplit.Of(node[0].Shape, node.Get<AxisAttributes>().Axis);
                return new ArgMaxStep<T>(Describe(node), split, plan.Place(node[0]), plan.Place(node.Output));
            case Op.CumulativeSum:
                return truth ? Cumulative<T, MaxOf<T>>(node) : Cumulative<T, SumOf<T>>(node);
            case Op.CumulativeProduct:
                return truth ? Cumulative<byte, AllOf>(node) : Cumulative<T, ProductOf<T>>(node);
            case Op.Sort:
                return Sort<T>(node);
            case Op.Convolution or Op.ConvolutionInputGradient or Op.ConvolutionFilterGradient:
                return ConvolutionPlan.IsByDepth(node) ? ByDepth<T>(node) : ConvolutionTable<T>(node);
            case Op.MaxPool:
                return Pool<T, CombineCells<T, MaxOf<T>>>(node, node.Output.Shape, plan.Place(node[0]), -1);
            case Op.SumPool:
                return Pool<T, CombineCells<T, SumOf<T>>>(node, node.Output.Shape, plan.Place(node[0]), -1);
            case Op.MaxPoolGradient:
                return Pool<T, SendToLargest<T>>(node, node[1].Shape, plan.Place(node[0]), plan.Place(node[1]));
            case Op.SumPoolGradient:
                return Pool<T, SendToAll<T>>(node, node[0].Shape, -1, plan.Place(node[0]));
            case Op.Gather:
                return Gather(node);
            case Op.ScatterAdd:
                return truth ? Scatter<T, MaximumOp<T>>(node) : Scatter<T, AddOp<T>>(node);
            default:
                throw new NotSupportedException($"The CPU engine has no step for {node}.");
        }
    }

    private ReduceStep<T, TOp, Itself<T>> Reduce<T, TOp>(Node node)
        where T : unmanaged, INumber<T>
        where TOp : struct, IReduction<T> =>
        new(node.Op.ToString(), SplitOf(node), plan.Place(node[0]), -1, plan.Place(node.Output), plan.Scratch);

    /// <summary>A variance reads its elements once, without their distances from the mean being written down.</summary>
    private ReduceStep<T, SumOf<T>, SquaredDistance<T>> Variance<T>(Node node)
        where T : unmanaged, INumber<T> =>
        new(node.Op.ToString(), SplitOf(node), plan.Place(node[0]), plan.Place(node[1]), plan.Place(node.Output), plan.Scratch, isMean: true);

    private static AxisSplit SplitOf(Node reduction)
    {
        int[] axes = reduction.Attributes is AxesAttributes several ? several.Axes : [reduction.Get<AxisAttributes>().Axis];
        return AxisSplit.Of(reduction[0].Shape, axes[0], axes[^1]);
    }

    private static bool AreNeighbours(int[] axes) => axes[^1] - axes[0] < axes.Length;

    private CumulativeStep<T, TOp> Cumulative<T, TOp>(Node node)
        where T : unmanaged, INumber<T>
        where TOp : struct, IReduction<T>
    {
        (int axis, bool reverse, bool exclusive) = node.Get<CumulativeAttributes>();
        return new(Describe(node), AxisSplit.Of(node[0].Shape, axis), reverse, exclusive, plan.Place(node[0]), plan.Place(node.Output));
    }

    private SortStep<T> Sort<T>(Node node)
        where T : unmanaged, INumber<T>
    {
        AxisSplit split = AxisSplit.Of(node[0].Shape, node[0].Rank - 1);
        (int values, int indices) = (Written(node.Outputs[0]), Written(node.Outputs[1]));
        return new(Describe(node), split, node.Get<SortAttributes>().Descending, plan.Place(node[0]), values, indices, plan.Scratch(split.Size * sizeof(int)));
    }

    /// <summary>The place of an output, or memory to throw away if nobody reads it.</summary>
    private int Written(KerasTensor output) => plan.IsRead(output) ? plan.Place(output) : plan.Scratch(output.Shape.ElementCount * output.DType.Size());

    private ConvolutionTableStep<T> ConvolutionTable<T>(Node node)
        where T : unmanaged, INumber<T>
    {
        (int first, int second, int result) = (plan.Place(node[0]), plan.Place(node[1]), plan.Place(node.Output));
        ConvolutionAttributes geometry = node.Get<ConvolutionAttributes>();
        return node.Op switch
        {
            Op.Convolution => new(Describe(node), ConvolutionKind.Forward, geometry, node.Output.Shape, (first, second, result), plan.Scratch),
            Op.ConvolutionInputGradient =>
                new(Describe(node), ConvolutionKind.InputGradient, geometry, node[0].Shape, (result, second, first), plan.Scratch),
            _ => new(Describe(node), ConvolutionKind.FilterGradient, geometry, node[1].Shape, (first, result, second), plan.Scratch),
        };
    }

    private Step ByDepth<T>(Node node)
        where T : unmanaged, INumber<T>
    {
        (int first, int second, int result) = (plan.Place(node[0]), plan.Place(node[1]), plan.Place(node.Output));
        ConvolutionAttributes geometry = node.Get<ConvolutionAttributes>();
        WindowWalk Walk(Shape output) => new(ConvolutionPlan.SpaceOf(geometry, output));
        return node.Op switch
        {
            Op.Convolution => new WindowStep<T, WeighCells<T>>(Describe(node), Walk(node.Output.Shape), first, second, result),
            Op.ConvolutionInputGradient => new WindowStep<T, SendWeighed<T>>(Describe(node), Walk(node[0].Shape), second, first, result),
            _ => new DepthFilterGradientStep<T>(
                Describe(node), Walk(node[1].Shape), geometry.FilterShape.ElementCount, (first, second, result), plan.Scratch),
        };
    }

    private Step Convolution(Node node, ProductPattern? pattern)
    {
        ConvolutionAttributes geometry = node.Get<ConvolutionAttributes>();
        (int first, int second) = (plan.Place(node[0]), plan.Place(node[1]));
        if (pattern is null)
        {
            ConvolutionFilterGradient gradient = ConvolutionPlan.FilterGradient(geometry, node[1].Shape);
            return new ConvolutionFilterGradientStep(Describe(node), gradient, (first, second, plan.Place(node.Output)), plan.Scratch);
        }

        ConvolutionProduct[] products = node.Op == Op.Convolution
            ? ConvolutionPlan.Forward(geometry, node.Output.Shape)
            : ConvolutionPlan.Backward(geometry, node[0].Shape);
        int bias = pattern.Bias is null ? -1 : plan.Place(pattern.Bias);
        string text = string.Join(' ', pattern.Taken.Where(taken => taken.Op != Op.Reshape).Select(taken => $"{taken.Op} of").Reverse().Append(Describe(node)));
        return new ConvolutionStep(text, products, (first, second, bias, plan.Place(pattern.Result)), pattern.Activation, plan.Scratch);
    }

    private WindowStep<T, TKernel> Pool<T, TKernel>(Node node, Shape output, int x, int dy)
        where T : unmanaged, INumber<T>
        where TKernel : struct, IWindowKernel<T>
    {
        WindowAttributes window = node.Get<WindowAttributes>();
        int[] ones = new int[window.Window.Length];
        Array.Fill(ones, 1);
        Space space = new(window.InputShape, output, window.Window, window.Strides, ones, window.PadLow);
        return new(Describe(node), new(space), x, dy, plan.Place(node.Output));
    }

    private Step Gather(Node node)
    {
        (int axis, int batch) = node.Get<GatherAttributes>();
        IndexedSplit split = IndexedSplit.Of(node[0].Shape, node[1].Shape, axis, batch);
        (int size, int from, int indices, int to) = (node[0].DType.Size(), plan.Place(node[0]), plan.Place(node[1]), plan.Place(node.Output));
        return node[1].DType switch
        {
            DType.Int32 => new GatherStep<int>(Describe(node), split, size, from, indices, to),
            DType.Int64 => new GatherStep<long>(Describe(node), split, size, from, indices, to),
            _ => new GatherStep<byte>(Describe(node), split, size, from, indices, to),
        };
    }

    private Step Scatter<T, TOp>(Node node)
        where T : unmanaged, INumber<T>
        where TOp : struct, IVectorBinary<T>
    {
        (int axis, int batch, Shape shape) = node.Get<ScatterAttributes>();
        IndexedSplit split = IndexedSplit.Of(shape, node[0].Shape, axis, batch);
        (int Indices, int Updates, int To) places = (plan.Place(node[0]), plan.Place(node[1]), plan.Place(node.Output));
        return node[0].DType switch
        {
            DType.Int32 => new ScatterAddStep<T, int, TOp>(Describe(node), split, places, plan.Scratch),
            DType.Int64 => new ScatterAddStep<T, long, TOp>(Describe(node), split, places, plan.Scratch),
            _ => new ScatterAddStep<T, byte, TOp>(Describe(node), split, places, plan.Scratch),
        };
    }

    /// <summary>The sizes of a matrix product.</summary>
    internal static MatMulShape ShapeOf(Node node)
    {
        (bool transposeA, bool transposeB) = node.Get<MatMulAttributes>();
        Shape result = node.Output.Shape;
        return new(result[^2], result[^1], node[0].Shape[transposeA ? ^2 : ^1], transposeA, transposeB);
    }

    private RowStep<TKernel> Rows<TKernel>(Node node)
        where TKernel : struct, IRowKernel
    {
        Shape shape = node[0].Shape;
        int columns = shape[^1];
        bool two = node.Inputs.Count > 1;
        int otherBytes = two ? (node[1].Rank == shape.Rank ? columns : 1) * node[1].DType.Size() : 0;
        int other = two ? plan.Place(node[1]) : -1;
        return new(node.Op.ToString(), shape[..^1].ElementCount, columns, plan.Place(node[0]), other, otherBytes, plan.Place(node.Output));
    }

    private Step MatMul(Node node, ProductPattern? pattern)
    {
        MatMulShape shape = ShapeOf(node);
        long batch = node.Output.Shape[..^2].ElementCount;
        (int a, int b) = (plan.Place(node[0]), plan.Place(node[1]));
        if (pattern is null)
            return node.Output.DType switch
            {
                DType.Float64 => new PlainMatMulStep<double>(Describe(node), batch, shape, a, b, plan.Place(node.Output)),
                DType.Int32 => new PlainMatMulStep<int>(Describe(node), batch, shape, a, b, plan.Place(node.Output)),
                DType.Int64 => new PlainMatMulStep<long>(Describe(node), batch, shape, a, b, plan.Place(node.Output)),
                _ => new PlainMatMulStep<byte>(Describe(node), batch, shape, a, b, plan.Place(node.Output)),
            };
        string text = string.Join(' ', pattern.Taken.Where(taken => taken.Op != Op.Reshape).Select(taken => taken.Op).Prepend(Op.MatMul));
        return new MatMulStep(text, batch, shape, a, b, pattern.Bias is null ? -1 : plan.Place(pattern.Bias), pattern.Activation, plan.Place(pattern.Result));
    }

    private static string Describe(Node node)
    {
        string attributes = node.Attributes.Text.Length > 0 ? $" {{{node.Attributes}}}" : "";
        string layer = node.Scope.Length > 0 ? $" in layer '{node.Scope}'" : "";
        return $"{node.Op} {string.Join(", ", node.Inputs)}{attributes}{layer}";
    }
}
