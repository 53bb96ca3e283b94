namespace KerasNet;

public static partial class Ops
{
    /// <summary>eˣ / Σ eˣ along an axis, shifted by the maximum so that nothing overflows.</summary>
    public static KerasTensor Softmax(KerasTensor x, int axis = -1) => AlongAxis(Op.Softmax, x, axis);

    /// <summary>ln(softmax(x)) along an axis.</summary>
    public static KerasTensor LogSoftmax(KerasTensor x, int axis = -1) => AlongAxis(Op.LogSoftmax, x, axis);

    /// <summary>ln Σ eˣ along an axis.</summary>
    public static KerasTensor LogSumExp(KerasTensor x, int axis = -1, bool keepDims = false)
    {
        KerasTensor result = AlongAxis(Op.LogSumExp, x, axis);
        return keepDims ? result : Squeeze(result, axis);
    }

    /// <summary>ln(1 + eˣ), exact for large |x|: max(x, 0) + ln(1 + e^−|x|).</summary>
    public static KerasTensor Softplus(KerasTensor x)
    {
        // −|x| as a minimum: its slope at 0 is 1, which gives the sum the right one, ½; that of |x| is 0.
        x = ToFloat(x);
        return Relu(x) + Log1p(Exp(Minimum(x, -x)));
    }

    /// <summary>−Σ t·log softmax(x) along the last axis.</summary>
    public static KerasTensor SoftmaxCrossEntropy(KerasTensor logits, KerasTensor targets) =>
        Node.Create(Op.SoftmaxCrossEntropy, [ToFloat(logits), Cast(targets, ToFloat(logits).DType)]).Output;

    /// <summary>−log softmax(x) at integer labels along the last axis. A label out of range gives NaN.</summary>
    public static KerasTensor SparseSoftmaxCrossEntropy(KerasTensor logits, KerasTensor labels) =>
        Node.Create(Op.SparseSoftmaxCrossEntropy, [ToFloat(logits), Cast(labels, DType.Int32)]).Output;

    /// <summary>Pictures read at other places; <see cref="Op.AffineTransform"/> says where.</summary>
    /// <param name="images">Pictures (pictures, rows, columns, channels).</param>
    /// <param name="transforms">Eight numbers a picture, (pictures, 8).</param>
    /// <param name="bilinear">Whether the four pixels around a place are blended; if not, the nearest is taken, halves away from zero.</param>
    /// <param name="fill">What lies beyond the edges.</param>
    /// <param name="fillValue">The value of <see cref="FillMode.Constant"/>.</param>
    public static KerasTensor AffineTransform(
        KerasTensor images, KerasTensor transforms, bool bilinear = true, FillMode fill = FillMode.Constant, double fillValue = 0)
    {
        images = ToFloat(images);
        return Node.Create(Op.AffineTransform, [images, Cast(transforms, images.DType)], new AffineTransformAttributes(bilinear, fill, fillValue)).Output;
    }

    /// <summary>(x − mean) / √(variance + ε) · scale + offset with the mean and the population variance over axes: what normalization layers do.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="axes">The axes that mean and variance are taken over.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="scale">Multiplies the result; it has size 1 along the axes. None if not given.</param>
    /// <param name="offset">Added to the result; it has size 1 along the axes. None if not given.</param>
    public static KerasTensor Standardize(KerasTensor x, int[] axes, double epsilon, KerasTensor? scale = null, KerasTensor? offset = null)
    {
        x = ToFloat(x);
        KerasTensor[] operands = [x, scale ?? Scalar(1, x), offset ?? Scalar(0, x)];
        return Node.Create(Op.Standardize, operands, new StandardizeAttributes(Axes(x, axes), epsilon)).Output;
    }

    private static KerasTensor AlongAxis(Op op, KerasTensor x, int axis) =>
        Node.Create(op, [ToFloat(x)], new AxisAttributes(x.Shape.Axis(axis))).Output;
}
