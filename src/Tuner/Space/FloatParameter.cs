namespace KerasNet.Tuning;

/// <summary>A number between two bounds, both inclusive; in steps or without.</summary>
public sealed class FloatParameter : NumericParameter
{
    private readonly double? _default;

    internal FloatParameter(string name, double minValue, double maxValue, double? step, Sampling sampling, double? defaultValue, IReadOnlyList<Condition> conditions)
        : base(name, minValue, maxValue, step, sampling, conditions)
    {
        _default = defaultValue;
        if (defaultValue is { } given)
            CheckBounds(given);
    }

    /// <summary>The least value.</summary>
    public double MinValue => Minimum;

    /// <summary>The greatest value, if the steps reach it.</summary>
    public double MaxValue => Maximum;

    /// <summary>The distance between values, or the factor with a logarithmic sampling; null for a range without steps.</summary>
    public new double? Step => base.Step;

    /// <summary>The default: the least value unless given.</summary>
    public override object Default => _default ?? Minimum;

    /// <inheritdoc/>
    public override IReadOnlyList<object> Values => base.Step is null ? Ten() : [.. Enumerable.Range(0, StepCount).Select(index => (object)AtStep(index))];

    internal override string Kind => "Float";

    internal override double? Count => base.Step is not null ? StepCount : Minimum == Maximum ? 1 : null;

    /// <inheritdoc/>
    public override object ProbabilityToValue(double probability) => base.Step is null ? Between(probability, Maximum) : StepOf(probability);

    /// <inheritdoc/>
    public override double ValueToProbability(object value)
    {
        double number = HyperValue.Number(value);
        return base.Step is null ? ProbabilityBetween(number, Maximum) : ProbabilityOfStep(number);
    }
}
