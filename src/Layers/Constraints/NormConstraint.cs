namespace KerasNet.Layers;

/// <summary>
/// A constraint on the Euclidean norms of a weight's parts, taken over one axis or several: for a dense kernel axis 0 means the weights that lead into one
/// unit.
/// </summary>
public abstract class NormConstraint : Constraint
{
    private protected NormConstraint(Axes? axis) => Axis = axis ?? 0;

    /// <summary>The axis or axes over which the norms are taken.</summary>
    /// <value>Default: 0.</value>
    public Axes Axis { get; }

    /// <summary>weight · wanted(norms) / (1e−7 + norms).</summary>
    private protected KerasTensor Rescale(KerasTensor weight, Func<KerasTensor, KerasTensor> wanted)
    {
        KerasTensor norms = Ops.Sqrt(Ops.Sum(Ops.Square(weight), Axis.ToArray(), keepDims: true));
        return weight * (wanted(norms) / (Keras.Epsilon + norms));
    }
}

/// <summary>Shortens parts of a weight whose norm exceeds a maximum. Srivastava et al., 2014.</summary>
public sealed class MaxNorm : NormConstraint
{
    /// <summary>Makes the constraint.</summary>
    /// <param name="maxValue">The largest norm.</param>
    /// <param name="axis">The axis or axes over which norms are taken; 0 if not given, [0, 1, 2] for one norm per filter of a 2-D convolution.</param>
    public MaxNorm(double maxValue = 2, Axes? axis = null)
        : base(axis) => MaxValue = maxValue;

    /// <summary>The largest norm.</summary>
    /// <value>Default: 2.</value>
    public double MaxValue { get; }

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor weight) => Rescale(weight, norms => Ops.Clip(norms, 0, MaxValue));
}

/// <summary>Gives each part of a weight the norm 1.</summary>
public sealed class UnitNorm : NormConstraint
{
    /// <summary>Makes the constraint.</summary>
    /// <param name="axis">The axis or axes over which norms are taken; 0 if not given.</param>
    public UnitNorm(Axes? axis = null)
        : base(axis)
    {
    }

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor weight) => Rescale(weight, Ops.OnesLike);
}

/// <summary>Brings the norm of each part of a weight towards an interval: rate 1 moves it there at once, rate 0 not at all.</summary>
public sealed class MinMaxNorm : NormConstraint
{
    /// <summary>Makes the constraint.</summary>
    /// <param name="minValue">The smallest norm.</param>
    /// <param name="maxValue">The largest norm.</param>
    /// <param name="rate">The part of the way that is gone in one step.</param>
    /// <param name="axis">The axis or axes over which norms are taken; 0 if not given.</param>
    public MinMaxNorm(double minValue = 0, double maxValue = 1, double rate = 1, Axes? axis = null)
        : base(axis)
    {
        MinValue = minValue;
        MaxValue = maxValue;
        Rate = rate;
    }

    /// <summary>The smallest norm.</summary>
    /// <value>Default: 0.</value>
    public double MinValue { get; }

    /// <summary>The largest norm.</summary>
    /// <value>Default: 1.</value>
    public double MaxValue { get; }

    /// <summary>The part of the way that is gone in one step.</summary>
    /// <value>Default: 1.</value>
    public double Rate { get; }

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor weight) =>
        Rescale(weight, norms => Rate * Ops.Clip(norms, MinValue, MaxValue) + (1 - Rate) * norms);
}
