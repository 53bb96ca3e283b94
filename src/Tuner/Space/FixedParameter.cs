namespace KerasNet.Tuning;

/// <summary>A value that is not searched, but recorded with the others.</summary>
public sealed class FixedParameter : HyperParameter
{
    internal FixedParameter(string name, object value, IReadOnlyList<Condition> conditions)
        : base(name, conditions) => Default = HyperValue.Of(value, name);

    /// <summary>The value.</summary>
    public override object Default { get; }

    /// <summary>The one value.</summary>
    public override IReadOnlyList<object> Values => [Default];

    internal override string Kind => "Fixed";

    /// <inheritdoc/>
    public override object ProbabilityToValue(double probability) => Default;

    /// <inheritdoc/>
    public override double ValueToProbability(object value) => 0.5;
}
