namespace KerasNet.Tuning;

/// <summary>One of some values of one type.</summary>
public sealed class ChoiceParameter : HyperParameter
{
    private readonly object[] _values;

    internal ChoiceParameter(string name, IReadOnlyList<object?> values, bool? ordered, object? defaultValue, IReadOnlyList<Condition> conditions)
        : base(name, conditions)
    {
        _values = [.. values.Select(value => HyperValue.Of(value, name))];
        if (_values.Length == 0)
            throw new ArgumentException($"Hyperparameter '{name}' needs at least one value to choose from.", nameof(values));
        Type[] types = [.. _values.Select(value => value.GetType()).Distinct()];
        if (types.Length > 1)
            throw new ArgumentException($"The values of hyperparameter '{name}' must be of one type. Received: {string.Join(", ", types.Select(type => type.Name))}.", nameof(values));
        bool numbers = types[0] == typeof(int) || types[0] == typeof(double);
        if (ordered == true && !numbers)
            throw new ArgumentException($"Hyperparameter '{name}' cannot be ordered: only numbers have an order. Received: {types[0].Name}.", nameof(ordered));
        Ordered = ordered ?? numbers;
        Default = defaultValue is null ? _values[0] : HyperValue.Of(defaultValue, name);
        if (!_values.Any(value => HyperValue.Same(value, Default)))
            throw new ArgumentException($"The default of hyperparameter '{name}' must be one of its values. Received: {HyperValue.Text(Default)}.", nameof(defaultValue));
    }

    /// <summary>Whether neighbours are alike; numbers are unless said otherwise.</summary>
    public bool Ordered { get; }

    /// <summary>The default: the first value unless given.</summary>
    public override object Default { get; }

    /// <summary>The values, in the order in which they were given.</summary>
    public override IReadOnlyList<object> Values => _values;

    internal override string Kind => "Choice";

    internal override double? Count => _values.Distinct().Count();

    /// <inheritdoc/>
    public override object ProbabilityToValue(double probability) => _values[Share(probability, _values.Length)];

    /// <inheritdoc/>
    public override double ValueToProbability(object value) =>
        Array.FindIndex(_values, own => HyperValue.Same(own, value)) is >= 0 and int index ? Middle(index, _values.Length) : throw NoValue(value);
}
