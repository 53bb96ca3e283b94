namespace KerasNet;

public static partial class Ops
{
    /// <summary>Matrix product over the last two axes; leading axes broadcast. A vector is taken as a row on the left, as a column on the right.</summary>
    public static KerasTensor MatMul(KerasTensor a, KerasTensor b, bool transposeA = false, bool transposeB = false)
    {
        DType type = DTypes.Promote(a.DType, b.DType);
        return Shaped(nameof(MatMul), x => MatrixProduct(x[0], x[1], transposeA, transposeB), Cast(a, type), Cast(b, type));
    }

    private static KerasTensor MatrixProduct(KerasTensor a, KerasTensor b, bool transposeA, bool transposeB)
    {
        if (a.Rank == 1)
            return Squeeze(MatMul(ExpandDims(a, 0), b, false, transposeB), b.Rank == 1 ? -1 : -2);
        if (b.Rank == 1)
            return Squeeze(MatMul(a, ExpandDims(b, 1), transposeA, false), -1);

        // Rows of a batch that all meet the same matrix are one matrix: (…, m, k)·(k, n) is (…·m, k)·(k, n).
        if (b.Rank == 2 && a.Rank > 2 && !transposeA)
        {
            KerasTensor rows = Reshape(a, [checked((int)a.Shape[..^1].ElementCount), a.Shape[^1]]);
            return Reshape(MatMul(rows, b, false, transposeB), a.Shape[..^1].Append(b.Shape[transposeB ? 0 : 1]));
        }

        if (a.Rank > 2 || b.Rank > 2)
        {
            Shape batch = Shape.Broadcast(a.Shape[..^2], b.Shape[..^2]);
            a = BroadcastTo(a, Shape.Of([.. batch, .. a.Shape[^2..]]));
            b = BroadcastTo(b, Shape.Of([.. batch, .. b.Shape[^2..]]));
        }

        return Node.Create(Op.MatMul, [a, b], new MatMulAttributes(transposeA, transposeB)).Output;
    }

    /// <summary>Cross-correlation of (batch, space…, channels) with (kernel…, channels / groups, filters), the convolution of deep learning.</summary>
    /// <param name="x">The input.</param>
    /// <param name="filters">The filters.</param>
    /// <param name="strides">Step of the windows per space axis.</param>
    /// <param name="dilation">Distance of neighbouring filter cells per space axis.</param>
    /// <param name="padLow">Zeros before the input per space axis.</param>
    /// <param name="padHigh">Zeros after the input per space axis.</param>
    /// <param name="groups">Channels are divided into so many parts that do not mix.</param>
    public static KerasTensor Convolution(KerasTensor x, KerasTensor filters, int[] strides, int[] dilation, int[] padLow, int[] padHigh, int groups = 1) =>
        Shaped(
            nameof(Convolution),
            t => Node.Create(Op.Convolution, t, new ConvolutionAttributes(strides, dilation, padLow, padHigh, groups, t[0].Shape, t[1].Shape)).Output,
            x,
            filters);

    /// <summary>The gradient of a convolution for its input; also the transposed convolution of dy.</summary>
    public static KerasTensor ConvolutionInputGradient(KerasTensor dy, KerasTensor filters, ConvolutionAttributes geometry) =>
        Node.Create(Op.ConvolutionInputGradient, [dy, filters], geometry).Output;

    /// <summary>The gradient of a convolution for its filters.</summary>
    public static KerasTensor ConvolutionFilterGradient(KerasTensor x, KerasTensor dy, ConvolutionAttributes geometry) =>
        Node.Create(Op.ConvolutionFilterGradient, [x, dy], geometry).Output;

    /// <summary>Maximum over windows of (batch, space…, channels). Among equal cells the first gets the gradient.</summary>
    public static KerasTensor MaxPool(KerasTensor x, int[] window, int[] strides, int[] padLow, int[] padHigh) =>
        Shaped(nameof(MaxPool), t => Node.Create(Op.MaxPool, t, new WindowAttributes(window, strides, padLow, padHigh, t[0].Shape)).Output, x);

    /// <summary>Sum over windows of (batch, space…, channels).</summary>
    public static KerasTensor SumPool(KerasTensor x, int[] window, int[] strides, int[] padLow, int[] padHigh) =>
        Shaped(nameof(SumPool), t => Node.Create(Op.SumPool, t, new WindowAttributes(window, strides, padLow, padHigh, t[0].Shape)).Output, x);

    /// <summary>Slices of x along an axis at integer indices; the first <paramref name="batchAxes"/> axes of both go together.</summary>
    public static KerasTensor Gather(KerasTensor x, KerasTensor indices, int axis = 0, int batchAxes = 0) =>
        Node.Create(Op.Gather, [x, indices], new GatherAttributes(x.Shape.Axis(axis), batchAxes)).Output;

    /// <summary>One element per index along the last axis: x (…, n), indices (…, k) → (…, k).</summary>
    public static KerasTensor TakeAlongLastAxis(KerasTensor x, KerasTensor indices) => Gather(x, indices, -1, x.Rank - 1);

    /// <summary>Zeros of <paramref name="shape"/> to which updates are added at integer indices: what <see cref="Gather"/> sends back.</summary>
    public static KerasTensor ScatterAdd(KerasTensor indices, KerasTensor updates, Shape shape, int axis = 0, int batchAxes = 0) =>
        Node.Create(Op.ScatterAdd, [indices, updates], new ScatterAttributes(shape.Axis(axis), batchAxes, shape)).Output;
}
