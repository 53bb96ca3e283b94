namespace KerasNet.Optimizers;

/// <summary>How far one step goes: a fixed number, which a callback may change while training, or a schedule over the steps. Both convert by themselves.</summary>
public sealed class LearningRate
{
    private LearningRate(double value, LearningRateSchedule? schedule) => (Value, Schedule) = (value, schedule);

    /// <summary>The number; 0 for a schedule.</summary>
    public double Value { get; }

    /// <summary>The schedule, if there is one.</summary>
    public LearningRateSchedule? Schedule { get; }

    /// <summary>A fixed number.</summary>
    public static implicit operator LearningRate(double value) => new(value, null);

    /// <summary>A schedule.</summary>
    public static implicit operator LearningRate(LearningRateSchedule schedule) => new(0, schedule);

    /// <inheritdoc/>
    public override string ToString() => Schedule?.ToString() ?? Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
