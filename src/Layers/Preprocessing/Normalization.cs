using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>(x − mean) / max(√variance, 1e-7), with means and variances that are given, or learnt from data.</summary>
/// <remarks>
/// <para>Input: numbers of any shape; output of the same shape in the layer's dtype. Weights, unless mean and variance are given: mean and variance, one number
/// for each place along the kept axes, and count, which stays 0. None is trained.</para>
/// <para>Keras: <c>keras.layers.Normalization</c>.</para>
/// </remarks>
public sealed class Normalization : PreprocessingLayer
{
    private const double SmallestDeviation = 1e-7;

    private Moments? _moments;
    private int[] _kept = [];
    private Shape _sizes = Shape.Scalar;
    private Variable? _mean;
    private Variable? _variance;
    private Shape? _builtOn;

    /// <summary>Makes the layer.</summary>
    /// <param name="axis">The axes that keep a mean of their own for each place; the last if not given. <c>[]</c>: one mean of all numbers.</param>
    /// <param name="mean">The means, if they are known: one number, or as many as places along the last kept axis.</param>
    /// <param name="variance">The variances, likewise.</param>
    /// <param name="invert">Whether normalized numbers are turned back: mean + x·√variance.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">Only one of mean and variance is given, or they do not fit each other or the axes.</exception>
    public Normalization(Axes? axis = null, Numbers? mean = null, Numbers? variance = null, bool invert = false, string? name = null)
        : base(name)
    {
        Axis = Axes.Of([.. axis ?? -1]);
        if (mean is null != variance is null)
            throw new ArgumentException($"{this}: mean and variance go together. Pass both, or neither to learn them.", nameof(mean));
        if (mean is not null && mean.Shape != variance!.Shape)
            throw new ArgumentException($"{this}: mean and variance must have one shape. Received: {mean.Shape} and {variance.Shape}.", nameof(variance));
        if (mean?.Shape.Rank > Axis.Count)
            throw new ArgumentException($"{this}: means {mean.Shape} have more axes than are kept, {Axis}.", nameof(mean));
        (Mean, Variance, Invert) = (mean, variance, invert);
    }

    /// <summary>The axes that keep a mean of their own for each place.</summary>
    /// <value>Default: the last.</value>
    public Axes Axis { get; }

    /// <summary>The means that were given; null if they are learnt.</summary>
    public Numbers? Mean { get; }

    /// <summary>The variances that were given; null if they are learnt.</summary>
    public Numbers? Variance { get; }

    /// <summary>Whether normalized numbers are turned back.</summary>
    /// <value>Default: false.</value>
    public bool Invert { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    internal override Shape? BuiltOn => _builtOn;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        (_kept, _builtOn) = (Kept(inputShape), inputShape);
        _sizes = Shape.Of(_kept.Select(axis => inputShape[axis]));
        if (!_sizes.IsKnown)
            throw new ShapeException($"{this} keeps a mean for each place along axis {Axis}, whose sizes must be known. Received: {inputShape}.");
        if (Mean is not null)
            return;
        _mean = AddWeight("mean", _sizes, new Zeros(), trainable: false);
        _variance = AddWeight("variance", _sizes, new Ones(), trainable: false);
        AddWeight("count", Shape.Scalar, new Zeros(), trainable: false, dtype: DType.Int64);
    }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        CheckSizes(input.Shape);
        KerasTensor mean = Spread(_mean?.Read() ?? Mean!.Constant(DType), input.Shape);
        KerasTensor deviation = Ops.Maximum(Ops.Sqrt(Spread(_variance?.Read() ?? Variance!.Constant(DType), input.Shape)), SmallestDeviation);
        KerasTensor x = Ops.Cast(input, DType);
        return Invert ? mean + x * deviation : (x - mean) / deviation;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        if (Mean is not null)
            throw new InvalidOperationException($"{this} was given mean and variance, so there is nothing to learn. Leave both out to learn them from data.");
        _moments = null;
    }

    /// <inheritdoc/>
    protected override void UpdateState(DataArray batch)
    {
        EnsureBuilt(batch.Shape);
        CheckSizes(batch.Shape);
        (_moments ??= new Moments((int)_sizes.ElementCount)).Add(batch, _kept);
    }

    /// <inheritdoc/>
    protected override void FinalizeState()
    {
        for (int i = 0; i < _moments!.Mean.Length; i++)
        {
            _mean!.Value.SetDouble(i, _moments.Mean[i]);
            _variance!.Value.SetDouble(i, _moments.Variance[i]);
        }

        _moments = null;
    }

    private int[] Kept(Shape shape)
    {
        if (Axis.Any(axis => axis >= shape.Rank || axis < -shape.Rank))
            throw new ShapeException($"{this}: axis {Axis} is not one of the {shape.Rank} axes of the input {shape}.");
        int[] kept = [.. Axis.Select(shape.Axis).Order()];
        return kept.Distinct().Count() == kept.Length ? kept : throw new ShapeException($"{this}: axis {Axis} names an axis of the input {shape} twice.");
    }

    private void CheckSizes(Shape shape)
    {
        if (!Kept(shape).SequenceEqual(_kept) || Shape.Of(_kept.Select(axis => shape[axis])) != _sizes)
            throw new ShapeException($"{this} was built for inputs with the sizes {_sizes} along axis {Axis}. Received: {shape}.");
    }

    /// <summary>Numbers for the kept places, with a size of 1 along the other axes.</summary>
    private KerasTensor Spread(KerasTensor numbers, Shape input) =>
        Ops.Reshape(Ops.BroadcastTo(numbers, _sizes), Shape.Of(input.Select((size, axis) => _kept.Contains(axis) ? size : 1)));
}
