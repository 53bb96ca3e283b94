namespace KerasNet.Tuning;

/// <summary>What must hold for a hyperparameter to count: another one, its parent, has one of some values. Keras Tuner's Parent.</summary>
/// <param name="Name">The name of the parent.</param>
/// <param name="Values">The values of the parent for which the hyperparameter is active.</param>
public sealed record Condition(string Name, IReadOnlyList<object> Values)
{
    /// <summary>Whether the condition holds for these values.</summary>
    public bool IsActive(IReadOnlyDictionary<string, object> values) =>
        values.TryGetValue(Name, out object? value) && Values.Any(expected => HyperValue.Same(expected, value));

    /// <inheritdoc/>
    public bool Equals(Condition? other) => other is not null && Name == other.Name && HyperValue.Same(Values, other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Values.Count);

    /// <summary>The condition as one would say it, for example <c>model is mlp or cnn</c>.</summary>
    public override string ToString() => $"{Name} is {string.Join(" or ", Values.Select(HyperValue.Text))}";
}
