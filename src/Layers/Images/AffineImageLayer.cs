namespace KerasNet.Layers;

/// <summary>A random layer that turns, moves, stretches or slants pictures: each pixel of the output is read at another place of the input.</summary>
public abstract class AffineImageLayer : RandomImageLayer
{
    private readonly bool _bilinear;
    private readonly FillMode _fill;

    private protected AffineImageLayer(string fillMode, string interpolation, long? seed, double fillValue, string? dataFormat, string? name)
        : base(seed, dataFormat, name)
    {
        _fill = ImageModes.Fill(fillMode);
        _bilinear = ImageModes.IsBilinear(interpolation);
        (FillMode, Interpolation, FillValue) = (fillMode, interpolation, fillValue);
    }

    /// <summary>What lies beyond the edges: <c>reflect</c>, <c>constant</c>, <c>nearest</c> or <c>wrap</c>; see <see cref="KerasNet.FillMode"/>.</summary>
    /// <value>Default: <c>reflect</c>.</value>
    public string FillMode { get; }

    /// <summary>How values between pixels are worked out: <c>bilinear</c> or <c>nearest</c>.</summary>
    /// <value>Default: <c>bilinear</c>.</value>
    public string Interpolation { get; }

    /// <summary>The value beyond the edges where <see cref="FillMode"/> is <c>constant</c>.</summary>
    /// <value>Default: 0.</value>
    public double FillValue { get; }

    /// <inheritdoc/>
    protected sealed override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation) =>
        Ops.AffineTransform(images, Transforms(transformation, images.Shape), _bilinear, _fill, FillValue);

    /// <summary>From drawn numbers to the transforms of <see cref="Op.AffineTransform"/>, (pictures, 8).</summary>
    private protected abstract KerasTensor Transforms(IReadOnlyDictionary<string, KerasTensor> transformation, Shape images);

    /// <summary>Transforms without perspective from their columns, each (pictures, 1) or one number for all.</summary>
    private protected static KerasTensor Affine(Shape images, KerasTensor a0, KerasTensor a1, KerasTensor a2, KerasTensor b0, KerasTensor b1, KerasTensor b2)
    {
        KerasTensor zero = Number(0);
        return Ops.Concatenate([.. new[] { a0, a1, a2, b0, b1, b2, zero, zero }.Select(column => Ops.BroadcastTo(column, [images[0], 1]))], 1);
    }

    private protected static KerasTensor Number(double value) => Ops.Scalar(value);
}
