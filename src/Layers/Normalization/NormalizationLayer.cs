namespace KerasNet.Layers;

/// <summary>A layer that brings numbers to mean 0 and variance 1, then multiplies by a learned gamma and adds a learned beta.</summary>
public abstract class NormalizationLayer : Layer
{
    private protected NormalizationLayer(
        double epsilon,
        bool center,
        bool scale,
        Initializer? betaInitializer,
        Initializer? gammaInitializer,
        Regularizer? betaRegularizer,
        Regularizer? gammaRegularizer,
        Constraint? betaConstraint,
        Constraint? gammaConstraint,
        string? name)
        : base(name)
    {
        Epsilon = Check.NotNegative(epsilon, nameof(epsilon), this);
        Center = center;
        Scale = scale;
        BetaInitializer = betaInitializer ?? new Zeros();
        GammaInitializer = gammaInitializer ?? new Ones();
        BetaRegularizer = betaRegularizer;
        GammaRegularizer = gammaRegularizer;
        BetaConstraint = betaConstraint;
        GammaConstraint = gammaConstraint;
    }

    /// <summary>Added to the variance, so that it can be divided by.</summary>
    /// <value>Default: 0.001.</value>
    public double Epsilon { get; }

    /// <summary>Whether a learned beta is added.</summary>
    /// <value>Default: true.</value>
    public bool Center { get; }

    /// <summary>Whether the result is multiplied by a learned gamma.</summary>
    /// <value>Default: true.</value>
    public bool Scale { get; }

    /// <summary>First values of beta.</summary>
    /// <value>Default: zeros.</value>
    public Initializer BetaInitializer { get; }

    /// <summary>First values of gamma.</summary>
    /// <value>Default: ones.</value>
    public Initializer GammaInitializer { get; }

    /// <summary>A penalty on beta.</summary>
    public Regularizer? BetaRegularizer { get; }

    /// <summary>A penalty on gamma.</summary>
    public Regularizer? GammaRegularizer { get; }

    /// <summary>Applied to beta after each step.</summary>
    public Constraint? BetaConstraint { get; }

    /// <summary>Applied to gamma after each step.</summary>
    public Constraint? GammaConstraint { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <summary>The learned factor; null where there is none.</summary>
    private protected Variable? Gamma { get; private set; }

    /// <summary>The learned summand; null where there is none.</summary>
    private protected Variable? Beta { get; private set; }

    /// <summary>Makes gamma and beta.</summary>
    private protected void BuildAffine(Shape shape, bool scale, bool center)
    {
        if (scale)
            Gamma = AddWeight("gamma", shape, GammaInitializer, GammaRegularizer, GammaConstraint);
        if (center)
            Beta = AddWeight("beta", shape, BetaInitializer, BetaRegularizer, BetaConstraint);
    }

    /// <summary>x times gamma plus beta, both in the given shape, as far as they exist.</summary>
    private protected KerasTensor Affine(KerasTensor x, Shape shape)
    {
        if (Gamma is not null)
            x *= Ops.Reshape(Gamma, shape);
        return Beta is null ? x : x + Ops.Reshape(Beta, shape);
    }

    /// <summary>The shape that stretches to an input's along all but some of its axes.</summary>
    private protected static Shape Along(Shape input, params ReadOnlySpan<int> axes)
    {
        int[] shape = [.. Enumerable.Repeat(1, input.Rank)];
        foreach (int axis in axes)
            shape[axis] = input[axis];
        return shape;
    }
}
