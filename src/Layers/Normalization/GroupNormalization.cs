namespace KerasNet.Layers;

/// <summary>
/// Divides the channels of each sample into groups, brings each group to mean 0 and variance 1, then scales and shifts channels by what is learned. Wu and He, 2018.
/// </summary>
/// <remarks>
/// <para><c>(x − mean) / √(variance + ε) · gamma + beta</c> with the mean and the population variance over all axes but the batch and the channels of the other
/// groups, for each sample by itself, alike in training and inference. One group is layer normalization over all axes, one per channel instance normalization.</para>
/// <para>Input (batch, …, channels), output of the same shape. Weights: gamma, beta (channels). Keras: <c>keras.layers.GroupNormalization</c>.</para>
/// </remarks>
public sealed class GroupNormalization : NormalizationLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="groups">The number of groups, which must divide the channels; −1 for one per channel.</param>
    /// <param name="axis">The axis of the channels; −1 is the last.</param>
    /// <param name="epsilon">Added to the variance, 0 or more.</param>
    /// <param name="center">Whether a learned beta is added.</param>
    /// <param name="scale">Whether the result is multiplied by a learned gamma.</param>
    /// <param name="betaInitializer">First values of beta; <c>zeros</c> if not given.</param>
    /// <param name="gammaInitializer">First values of gamma; <c>ones</c> if not given.</param>
    /// <param name="betaRegularizer">A penalty on beta.</param>
    /// <param name="gammaRegularizer">A penalty on gamma.</param>
    /// <param name="betaConstraint">Applied to beta after each step.</param>
    /// <param name="gammaConstraint">Applied to gamma after each step.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">groups is neither positive nor −1, or epsilon is negative.</exception>
    public GroupNormalization(
        int groups = 32,
        int axis = -1,
        double epsilon = 1e-3,
        bool center = true,
        bool scale = true,
        Initializer? betaInitializer = null,
        Initializer? gammaInitializer = null,
        Regularizer? betaRegularizer = null,
        Regularizer? gammaRegularizer = null,
        Constraint? betaConstraint = null,
        Constraint? gammaConstraint = null,
        string? name = null)
        : base(epsilon, center, scale, betaInitializer, gammaInitializer, betaRegularizer, gammaRegularizer, betaConstraint, gammaConstraint, name)
    {
        if (groups is 0 or < -1)
            throw new ArgumentOutOfRangeException(nameof(groups), groups, $"{this}: groups must be 1 or more, or −1 for one per channel. Received: {groups}.");
        Groups = groups;
        Axis = axis;
    }

    /// <summary>The number of groups; −1 for one per channel.</summary>
    /// <value>Default: 32.</value>
    public int Groups { get; }

    /// <summary>The axis of the channels.</summary>
    /// <value>Default: −1, the last.</value>
    public int Axis { get; }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        int channels = inputShape[inputShape.Axis(Axis)];
        if (Groups > 0 && channels % Groups != 0)
            throw new ShapeException(
                $"Layer '{Name}' (GroupNormalization) divides the {channels} channels of its input into {Groups} groups of equal size. Received: {inputShape}. " +
                $"Use groups that divide {channels}; the default is 32.");
        BuildAffine([channels], Scale, Center);
    }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        int axis = input.Shape.Axis(Axis);
        int channels = input.Shape[axis];
        int groups = Groups > 0 ? Groups : channels;
        if (channels % groups != 0 || (Gamma ?? Beta) is { } built && built.Shape[0] != channels)
            throw new ShapeException($"Layer '{Name}' (GroupNormalization) was built for another number of channels along axis {Axis}. Received: {input.Shape}.");
        KerasTensor grouped = Ops.Reshape(input, Shape.Of([.. input.Shape[..axis], groups, channels / groups, .. input.Shape[(axis + 1)..]]));
        int[] over = [.. Enumerable.Range(1, input.Rank).Where(other => other != axis)];
        return Affine(Ops.Reshape(Ops.Standardize(grouped, over, Epsilon), input.Shape), Along(input.Shape, axis));
    }
}
