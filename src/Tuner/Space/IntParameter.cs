namespace KerasNet.Tuning;

/// <summary>A whole number between two bounds, both inclusive.</summary>
/// <remarks>A logarithmic sampling without a step draws between min and max + 1 and cuts to whole numbers, so that max is as likely as its neighbours.</remarks>
public sealed class IntParameter : NumericParameter
{
    private readonly int? _default;

    internal IntParameter(string name, int minValue, int maxValue, int? step, Sampling sampling, int? defaultValue, IReadOnlyList<Condition> conditions)
        : base(name, minValue, maxValue, step ?? (sampling == Sampling.Linear ? 1 : null), sampling, conditions)
    {
        _default = defaultValue;
        if (defaultValue is { } given)
            CheckBounds(given);
    }

    /// <summary>The least value.</summary>
    public int MinValue => (int)Minimum;

    /// <summary>The greatest value, if the steps reach it.</summary>
    public int MaxValue => (int)Maximum;

    /// <summary>The distance between values (1 unless given), or the factor with a logarithmic sampling; null for one without steps.</summary>
    public new int? Step => (int?)base.Step;

    /// <summary>The default that was asked for, if any.</summary>
    internal int? GivenDefault => _default;

    /// <summary>The default: the least value unless given.</summary>
    public override object Default => _default ?? MinValue;

    /// <inheritdoc/>
    public override IReadOnlyList<object> Values => base.Step is null ? Ten() : [.. Enumerable.Range(0, StepCount).Select(index => (object)Whole(AtStep(index)))];

    internal override string Kind => "Int";

    internal override double? Count => base.Step is null ? (double)MaxValue - MinValue + 1 : StepCount;

    /// <inheritdoc/>
    public override object ProbabilityToValue(double probability) => base.Step is null
        ? Math.Min((int)Between(probability, Maximum + 1), MaxValue)
        : Whole(StepOf(probability));

    /// <inheritdoc/>
    public override double ValueToProbability(object value)
    {
        double number = HyperValue.Number(value);
        CheckBounds(number);

        // Half a unit more: the value was cut down to a whole number.
        return base.Step is null ? ProbabilityBetween(number + 0.5, Maximum + 1) : ProbabilityOfStep(number);
    }

    private static int Whole(double value) => (int)Math.Round(value);
}
