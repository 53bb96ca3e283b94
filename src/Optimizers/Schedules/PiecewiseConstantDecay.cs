namespace KerasNet.Optimizers;

/// <summary>A fixed rate up to each boundary: values[i] while step ≤ boundaries[i], the last value after that.</summary>
public sealed class PiecewiseConstantDecay : LearningRateSchedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="boundaries">Steps in ascending order.</param>
    /// <param name="values">Rates, one more than boundaries.</param>
    /// <param name="name">A name.</param>
    /// <exception cref="ArgumentException">The numbers of boundaries and values do not fit.</exception>
    public PiecewiseConstantDecay(IReadOnlyList<double> boundaries, IReadOnlyList<double> values, string name = "PiecewiseConstant")
        : base(name)
    {
        if (values.Count != boundaries.Count + 1)
            throw new ArgumentException($"There must be one rate more than boundaries. Received: {boundaries.Count} boundaries and {values.Count} values.", nameof(values));
        Boundaries = [.. boundaries];
        Values = [.. values];
    }

    /// <summary>Steps in ascending order.</summary>
    public IReadOnlyList<double> Boundaries { get; }

    /// <summary>Rates, one more than boundaries.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor step)
    {
        KerasTensor rate = Ops.Scalar(Values[^1]);
        for (int i = Boundaries.Count - 1; i >= 0; i--)
            rate = Ops.Where(Ops.LessEqual(step, Boundaries[i]), Ops.Scalar(Values[i]), rate);
        return rate;
    }
}
