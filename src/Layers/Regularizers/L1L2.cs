namespace KerasNet.Layers;

/// <summary>l1·Σ|x|. Drives numbers to exactly 0.</summary>
public sealed class L1 : Regularizer
{
    /// <summary>Makes the regularizer.</summary>
    /// <param name="l1">The factor, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public L1(double l1 = 0.01) => Factor = CheckFactor(l1, nameof(l1));

    /// <summary>The factor.</summary>
    /// <value>Default: 0.01.</value>
    [KerasName("l1")]
    public double Factor { get; }

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor x) => Factor * Ops.Sum(Ops.Abs(x));
}

/// <summary>l2·Σx², without a factor of ½. Keeps numbers small.</summary>
public sealed class L2 : Regularizer
{
    /// <summary>Makes the regularizer.</summary>
    /// <param name="l2">The factor, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public L2(double l2 = 0.01) => Factor = CheckFactor(l2, nameof(l2));

    /// <summary>The factor.</summary>
    /// <value>Default: 0.01.</value>
    [KerasName("l2")]
    public double Factor { get; }

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor x) => Factor * Ops.Sum(Ops.Square(x));
}

/// <summary>l1·Σ|x| + l2·Σx².</summary>
public sealed class L1L2 : Regularizer
{
    /// <summary>Makes the regularizer.</summary>
    /// <param name="l1">The factor of the sum of magnitudes, 0 or more.</param>
    /// <param name="l2">The factor of the sum of squares, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is negative or not finite.</exception>
    public L1L2(double l1 = 0, double l2 = 0)
    {
        L1 = CheckFactor(l1, nameof(l1));
        L2 = CheckFactor(l2, nameof(l2));
    }

    /// <summary>The factor of the sum of magnitudes.</summary>
    /// <value>Default: 0.</value>
    public double L1 { get; }

    /// <summary>The factor of the sum of squares.</summary>
    /// <value>Default: 0.</value>
    public double L2 { get; }

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor x)
    {
        KerasTensor? magnitudes = L1 == 0 ? null : L1 * Ops.Sum(Ops.Abs(x));
        KerasTensor? squares = L2 == 0 ? null : L2 * Ops.Sum(Ops.Square(x));
        return magnitudes is null ? squares ?? Ops.Scalar(0, x)
            : squares is null ? magnitudes
            : magnitudes + squares;
    }
}
