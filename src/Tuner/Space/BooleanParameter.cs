namespace KerasNet.Tuning;

/// <summary>True or false: true from probability 0.5 on.</summary>
public sealed class BooleanParameter : HyperParameter
{
    private readonly bool _default;

    internal BooleanParameter(string name, bool defaultValue, IReadOnlyList<Condition> conditions)
        : base(name, conditions) => _default = defaultValue;

    /// <summary>The default: false unless given.</summary>
    public override object Default => _default;

    /// <summary>True, then false.</summary>
    public override IReadOnlyList<object> Values => [true, false];

    internal override string Kind => "Boolean";

    /// <inheritdoc/>
    public override object ProbabilityToValue(double probability) => probability >= 0.5;

    /// <inheritdoc/>
    public override double ValueToProbability(object value) => value is bool truth ? (truth ? 0.75 : 0.25) : throw NoValue(value);
}
