namespace KerasNet.Layers;

/// <summary>Brings the features of each sample to mean 0 and variance 1, then scales and shifts them by what is learned. Ba, Kiros and Hinton, 2016.</summary>
/// <remarks>
/// <para><c>(x − mean) / √(variance + ε) · gamma + beta</c> with the mean and the population variance over the given axes, for each sample by itself, alike in
/// training and inference.</para>
/// <para>Input of any shape, output of the same shape. Weights: gamma, beta, of the sizes of the axes in ascending order. Keras:
/// <c>keras.layers.LayerNormalization</c>.</para>
/// </remarks>
/// <param name="axis">The axis or axes of the features; the last if not given.</param>
/// <param name="epsilon">Added to the variance, 0 or more.</param>
/// <param name="center">Whether a learned beta is added.</param>
/// <param name="scale">Whether the result is multiplied by a learned gamma.</param>
/// <param name="rmsScaling">Keras' deprecated variant: the mean is not subtracted, there is a gamma and no beta. RMSNormalization takes its place.</param>
/// <param name="betaInitializer">First values of beta; <c>zeros</c> if not given.</param>
/// <param name="gammaInitializer">First values of gamma; <c>ones</c> if not given.</param>
/// <param name="betaRegularizer">A penalty on beta.</param>
/// <param name="gammaRegularizer">A penalty on gamma.</param>
/// <param name="betaConstraint">Applied to beta after each step.</param>
/// <param name="gammaConstraint">Applied to gamma after each step.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentOutOfRangeException">epsilon is negative.</exception>
public sealed class LayerNormalization(
    Axes? axis = null,
    double epsilon = 1e-3,
    bool center = true,
    bool scale = true,
    bool rmsScaling = false,
    Initializer? betaInitializer = null,
    Initializer? gammaInitializer = null,
    Regularizer? betaRegularizer = null,
    Regularizer? gammaRegularizer = null,
    Constraint? betaConstraint = null,
    Constraint? gammaConstraint = null,
    string? name = null)
    : NormalizationLayer(
        epsilon, center, scale, betaInitializer, gammaInitializer, betaRegularizer, gammaRegularizer, betaConstraint, gammaConstraint, name)
{
    /// <summary>The axis or axes of the features.</summary>
    /// <value>Default: −1, the last.</value>
    public Axes Axis { get; } = axis ?? -1;

    /// <summary>Whether the mean is left in, as in Keras' deprecated variant.</summary>
    /// <value>Default: false.</value>
    public bool RmsScaling { get; } = rmsScaling;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape) => BuildAffine(Check.Features(this, inputShape, Axis), Scale || RmsScaling, Center && !RmsScaling);

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        int[] axes = [.. Axis.Select(input.Shape.Axis)];
        Check.SameFeatures(this, input.Shape, Gamma ?? Beta, Axis);
        KerasTensor y = RmsScaling
            ? input * Ops.Rsqrt(Ops.Variance(input, axes, keepDims: true) + Epsilon)
            : Ops.Standardize(input, axes, Epsilon);
        return Affine(y, Along(input.Shape, axes));
    }
}
