namespace KerasNet.Layers;

/// <summary>A rectified linear unit that learns its slope below 0: x where x &gt; 0, alpha·x elsewhere. He et al., 2015.</summary>
/// <remarks>
/// <para>Input (batch, …), output of the same shape. Weight: alpha, of the input's shape without the batch, with size 1 on the shared axes.</para>
/// <para>Keras: <c>keras.layers.PReLU</c>.</para>
/// </remarks>
public sealed class PReLU : Layer
{
    private Variable _alpha = null!;

    /// <summary>Makes the layer.</summary>
    /// <param name="alphaInitializer">First values of alpha; <c>zeros</c> if not given.</param>
    /// <param name="alphaRegularizer">A penalty on alpha.</param>
    /// <param name="alphaConstraint">Applied to alpha after each step.</param>
    /// <param name="sharedAxes">Axes, counted from 1 after the batch, along which one slope serves all: [1, 2] gives an image one slope per channel.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    public PReLU(
        Initializer? alphaInitializer = null,
        Regularizer? alphaRegularizer = null,
        Constraint? alphaConstraint = null,
        Axes? sharedAxes = null,
        string? name = null)
        : base(name)
    {
        AlphaInitializer = alphaInitializer ?? new Zeros();
        AlphaRegularizer = alphaRegularizer;
        AlphaConstraint = alphaConstraint;
        SharedAxes = sharedAxes is null ? null : Axes.Of(sharedAxes.ToArray());
    }

    /// <summary>First values of alpha.</summary>
    /// <value>Default: zeros.</value>
    public Initializer AlphaInitializer { get; }

    /// <summary>A penalty on alpha.</summary>
    public Regularizer? AlphaRegularizer { get; }

    /// <summary>Applied to alpha after each step.</summary>
    public Constraint? AlphaConstraint { get; }

    /// <summary>Axes, counted from 1 after the batch, along which one slope serves all.</summary>
    /// <value>Default: none.</value>
    public Axes? SharedAxes { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        Shape shape = inputShape[1..];
        foreach (int axis in SharedAxes ?? [])
            shape = axis >= 1 && axis < inputShape.Rank
                ? shape.With(axis - 1, 1)
                : throw new ShapeException(
                    $"Layer '{Name}' (PReLU) shares axis {axis}, but the input {inputShape} has the axes 1 to {inputShape.Rank - 1} after the batch.");
        _alpha = AddWeight("alpha", shape, AlphaInitializer, AlphaRegularizer, AlphaConstraint);
    }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        Check.SameFeatures(this, input.Shape, _alpha.Shape, SharedAxes ?? []);
        return Ops.Relu(input) - _alpha.Read() * Ops.Relu(-input);
    }
}
