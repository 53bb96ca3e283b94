namespace KerasNet.Tuning;

/// <summary>One quantity of a search space: its name, the values it may have, and how they lie on the probabilities 0 to 1.</summary>
/// <remarks>Every draw goes through a probability, and the Gaussian process of <see cref="BayesianOptimizationOracle"/> sees the same map.</remarks>
public abstract class HyperParameter
{
    private protected HyperParameter(string name, IReadOnlyList<Condition> conditions)
    {
        if (string.IsNullOrEmpty(name))
            throw new ArgumentException("A hyperparameter needs a name.", nameof(name));
        Name = name;
        Conditions = conditions;
    }

    /// <summary>The name, with those of the name scopes before it, joined by <c>/</c>.</summary>
    public string Name { get; }

    /// <summary>All that must hold for the hyperparameter to count; empty if it always does.</summary>
    public IReadOnlyList<Condition> Conditions { get; }

    /// <summary>The value of the first trial and of models built without a search.</summary>
    public abstract object Default { get; }

    /// <summary>The values that a grid goes through. For a range without a step: those of ten evenly spaced probabilities.</summary>
    public abstract IReadOnlyList<object> Values { get; }

    /// <summary>Keras Tuner's name of the kind: Int, Float, Choice, Boolean, Fixed.</summary>
    internal abstract string Kind { get; }

    /// <summary>The value at a probability.</summary>
    /// <param name="probability">0 (inclusive) to 1.</param>
    public abstract object ProbabilityToValue(double probability);

    /// <summary>The probability of a value: the middle of its share.</summary>
    /// <param name="value">One of the values.</param>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public abstract double ValueToProbability(object value);

    /// <summary>The number of values, or null where there are infinitely many.</summary>
    internal virtual double? Count => Values.Count;

    /// <summary>Whether all conditions hold for these values.</summary>
    public bool IsActive(IReadOnlyDictionary<string, object> values) => Conditions.All(condition => condition.IsActive(values));

    /// <summary>Kind, name and values, for example <c>Int 'units'</c>.</summary>
    public override string ToString() => $"{Kind} '{Name}'";

    /// <summary>The share that a probability falls into, of a number of equal shares.</summary>
    private protected static int Share(double probability, int count) => Math.Min((int)Math.Floor(probability / (1.0 / count)), count - 1);

    /// <summary>The middle of a share.</summary>
    private protected static double Middle(double share, int count) => (share + 0.5) / count;

    private protected ArgumentException NoValue(object value) =>
        new($"{value} is not a value of hyperparameter '{Name}'. Its values: {string.Join(", ", Values.Take(20).Select(HyperValue.Text))}{(Values.Count > 20 ? "…" : "")}.", nameof(value));
}
