namespace KerasNet.Layers;

/// <summary>Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it by what is learned. Ioffe and Szegedy, 2015.</summary>
/// <remarks>
/// <para>In training <c>(x − mean) / √(variance + ε) · gamma + beta</c> with the mean and the population variance of the batch over all axes but one, while
/// moving averages follow: moving = moving · momentum + batch · (1 − momentum). In inference, and always if <see cref="Layer.Trainable"/> is false, the
/// moving averages take the place of the batch's.</para>
/// <para>With a mask only steps that are kept count for mean and variance. With renorm (Ioffe, 2017) the batch's are corrected towards longer averages, which
/// helps with small batches.</para>
/// <para>Input of rank 2 or more, output of the same shape. Weights: gamma, beta, moving_mean, moving_variance, of the size of the axis; with renorm also
/// moving_stddev, renorm_mean, renorm_stddev. Keras: <c>keras.layers.BatchNormalization</c>.</para>
/// </remarks>
public sealed partial class BatchNormalization : NormalizationLayer
{
    private const double DefaultEpsilon = 1e-3;

    private Shape _built = Shape.Scalar;
    private Variable _movingMean = null!;
    private Variable _movingVariance = null!;

    /// <summary>Makes the layer.</summary>
    /// <param name="axis">The axis of the channels, whose entries are normalized one by one; −1 is the last.</param>
    /// <param name="momentum">How much of the moving averages stays at each step.</param>
    /// <param name="epsilon">Added to the variance, 0 or more.</param>
    /// <param name="center">Whether a learned beta is added.</param>
    /// <param name="scale">Whether the result is multiplied by a learned gamma.</param>
    /// <param name="betaInitializer">First values of beta; <c>zeros</c> if not given.</param>
    /// <param name="gammaInitializer">First values of gamma; <c>ones</c> if not given.</param>
    /// <param name="movingMeanInitializer">First values of the moving mean; <c>zeros</c> if not given.</param>
    /// <param name="movingVarianceInitializer">First values of the moving variance; <c>ones</c> if not given.</param>
    /// <param name="betaRegularizer">A penalty on beta.</param>
    /// <param name="gammaRegularizer">A penalty on gamma.</param>
    /// <param name="betaConstraint">Applied to beta after each step.</param>
    /// <param name="gammaConstraint">Applied to gamma after each step.</param>
    /// <param name="renorm">Whether the batch's mean and variance are corrected towards averages over many batches.</param>
    /// <param name="renormClipping">Bounds of that correction: any of <c>rmin</c>, <c>rmax</c> and <c>dmax</c>, 0 or more; none if not given.</param>
    /// <param name="renormMomentum">How much of those averages stays at each step.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">epsilon is negative, or a bound has another name or is negative.</exception>
    public BatchNormalization(
        int axis = -1,
        double momentum = 0.99,
        double epsilon = DefaultEpsilon,
        bool center = true,
        bool scale = true,
        Initializer? betaInitializer = null,
        Initializer? gammaInitializer = null,
        Initializer? movingMeanInitializer = null,
        Initializer? movingVarianceInitializer = null,
        Regularizer? betaRegularizer = null,
        Regularizer? gammaRegularizer = null,
        Constraint? betaConstraint = null,
        Constraint? gammaConstraint = null,
        bool renorm = false,
        IReadOnlyDictionary<string, double>? renormClipping = null,
        double renormMomentum = 0.99,
        string? name = null)
        : base(epsilon, center, scale, betaInitializer, gammaInitializer, betaRegularizer, gammaRegularizer, betaConstraint, gammaConstraint, name)
    {
        Axis = axis;
        Momentum = momentum;
        MovingMeanInitializer = movingMeanInitializer ?? new Zeros();
        MovingVarianceInitializer = movingVarianceInitializer ?? new Ones();
        Renorm = renorm;
        RenormClipping = renorm ? CheckClipping(renormClipping) : null;
        RenormMomentum = renormMomentum;
    }

    /// <summary>The axis of the channels.</summary>
    /// <value>Default: −1, the last.</value>
    public int Axis { get; }

    /// <summary>How much of the moving averages stays at each step.</summary>
    /// <value>Default: 0.99.</value>
    public double Momentum { get; }

    /// <summary>First values of the moving mean.</summary>
    /// <value>Default: zeros.</value>
    public Initializer MovingMeanInitializer { get; }

    /// <summary>First values of the moving variance.</summary>
    /// <value>Default: ones.</value>
    public Initializer MovingVarianceInitializer { get; }

    /// <summary>Whether the batch's mean and variance are corrected towards averages over many batches.</summary>
    /// <value>Default: false.</value>
    public bool Renorm { get; }

    /// <summary>Bounds of that correction.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, double>? RenormClipping { get; }

    /// <summary>How much of the averages that the correction aims at stays at each step.</summary>
    /// <value>Default: 0.99.</value>
    public double RenormMomentum { get; }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        _built = inputShape;
        Shape shape = [inputShape[inputShape.Axis(Axis)]];
        BuildAffine(shape, Scale, Center);
        _movingMean = AddWeight("moving_mean", shape, MovingMeanInitializer, trainable: false);
        _movingVariance = AddWeight("moving_variance", shape, MovingVarianceInitializer, trainable: false);
        if (Renorm)
            BuildRenorm(shape);
    }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        if (input.Rank != _built.Rank || input.Shape[input.Shape.Axis(Axis)] != _movingMean.Shape[0])
            throw new ShapeException(
                $"Layer '{Name}' (BatchNormalization) was built for inputs of rank {_built.Rank} with {_movingMean.Shape[0]} entries along axis {Axis}. " +
                $"Received: {input.Shape}.");
        int axis = input.Shape.Axis(Axis);
        Shape shape = Along(input.Shape, axis);
        int[] others = [.. Enumerable.Range(0, input.Rank).Where(other => other != axis)];
        if (!context.Training || !Trainable)
            return Normalized(input, Ops.Reshape(_movingMean, shape), Ops.Reshape(_movingVariance, shape), Factor(shape), Offset(shape));

        KerasTensor? mask = context.Argument<KerasTensor>("mask") ?? context.Mask;
        (KerasTensor mean, KerasTensor variance) = mask is not null ? MaskedMoments(input, mask, others) : Moments(input, others);
        (KerasTensor? factor, KerasTensor? offset) = Renorm ? Renormed(mean, variance, shape) : (Factor(shape), Offset(shape));
        KerasTensor y = mask is null ? Ops.Standardize(input, others, Epsilon, factor, offset) : Normalized(input, mean, variance, factor, offset);
        Move(_movingMean, mean, Momentum);
        if (!Renorm)
            Move(_movingVariance, variance, Momentum);
        return y;
    }

    private static (KerasTensor Mean, KerasTensor Variance) Moments(KerasTensor x, int[] axes) =>
        (Ops.Mean(x, axes, keepDims: true), Ops.Variance(x, axes, keepDims: true));

    /// <summary>Mean and variance over the steps that a mask keeps; Keras divides by their number plus 1e−7.</summary>
    private (KerasTensor Mean, KerasTensor Variance) MaskedMoments(KerasTensor x, KerasTensor mask, int[] axes)
    {
        if (mask.Rank != x.Rank - 1)
            throw new ShapeException(
                $"Layer '{Name}' (BatchNormalization) takes masks with one axis less than its input {x.Shape}: one entry per step, not per feature. " +
                $"Received: {mask.Shape}.");
        KerasTensor kept = Ops.BroadcastTo(Ops.ExpandDims(Ops.Cast(mask, x.DType), -1), x.Shape);
        KerasTensor count = Ops.Sum(kept, axes, keepDims: true) + Keras.Epsilon;
        KerasTensor mean = Ops.Sum(x * kept, axes, keepDims: true) / count;
        return (mean, Ops.Sum(kept * Ops.Square(x - mean), axes, keepDims: true) / count);
    }

    private KerasTensor Normalized(KerasTensor x, KerasTensor mean, KerasTensor variance, KerasTensor? factor, KerasTensor? offset)
    {
        KerasTensor inverse = Ops.Rsqrt(variance + Epsilon);
        if (factor is not null)
            inverse *= factor;
        KerasTensor shift = -mean * inverse;
        return x * inverse + (offset is null ? shift : shift + offset);
    }

    private KerasTensor? Factor(Shape shape) => Gamma is null ? null : Ops.Reshape(Gamma, shape);

    private KerasTensor? Offset(Shape shape) => Beta is null ? null : Ops.Reshape(Beta, shape);

    private static void Move(Variable average, KerasTensor value, double momentum) =>
        average.Assign(average.Read() * momentum + Ops.StopGradient(Ops.Reshape(value, average.Shape)) * (1 - momentum));
}
