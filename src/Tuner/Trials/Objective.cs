using KerasNet.Metrics;

namespace KerasNet.Tuning;

/// <summary>What a search makes as small or as large as it can: one logged value, or several in one.</summary>
/// <remarks>Made of its name alone, an objective takes its direction from the metric itself: <c>Objective objective = "val_accuracy";</c>.</remarks>
public sealed class Objective
{
    /// <summary>The name of the objective of a search whose fit returns a number by itself.</summary>
    internal const string DefaultName = "default_objective";

    // Counts have no direction of their own as metrics; as objectives they do.
    private static readonly Dictionary<string, Direction> s_counts = new()
    {
        ["TruePositives"] = Direction.Max,
        ["TrueNegatives"] = Direction.Max,
        ["FalsePositives"] = Direction.Min,
        ["FalseNegatives"] = Direction.Min,
        ["true_positives"] = Direction.Max,
        ["true_negatives"] = Direction.Max,
        ["false_positives"] = Direction.Min,
        ["false_negatives"] = Direction.Min,
    };

    private readonly Objective[] _parts;

    /// <summary>One logged value.</summary>
    /// <param name="name">The name in the logs, for example <c>val_loss</c>.</param>
    /// <param name="direction">Whether less or more is better.</param>
    public Objective(string name, Direction direction)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (Name, Direction, _parts) = (name, direction, []);
    }

    private Objective(Objective[] parts) => (Name, Direction, _parts) = ("multi_objective", Direction.Min, parts);

    /// <summary>The name under which trials report it.</summary>
    public string Name { get; }

    /// <summary>Whether less or more is better.</summary>
    public Direction Direction { get; }

    /// <summary>The objectives that this one joins; empty for a single one.</summary>
    public IReadOnlyList<Objective> Parts => _parts;

    /// <summary>The number that a fit returns by itself, to be made small.</summary>
    internal static Objective Default { get; } = new(DefaultName, Direction.Min);

    /// <summary>An objective by the name of a logged value; loss or metric say which direction is better.</summary>
    /// <exception cref="ArgumentException">No direction is known for the name.</exception>
    public static implicit operator Objective(string name) => Of(name);

    /// <summary>An objective by the name of a logged value; loss or metric say which direction is better.</summary>
    /// <param name="name">For example <c>val_accuracy</c>.</param>
    /// <exception cref="ArgumentException">No direction is known for the name.</exception>
    public static Objective Of(string name) => new(name, DirectionOf(name) ?? throw new ArgumentException(
        $"Nothing says whether less or more of '{name}' is better. Pass new Objective(\"{name}\", Direction.Min) or Direction.Max.", nameof(name)));

    /// <summary>Several objectives in one: the sum of those to make small less the sum of those to make large, to be made small.</summary>
    /// <param name="parts">At least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Objective Of(params IReadOnlyList<Objective> parts) => parts.Count > 0
        ? new([.. parts])
        : throw new ArgumentException("A joint objective needs at least one part.", nameof(parts));

    /// <summary>Whether some logs hold all that the objective needs.</summary>
    public bool HasValue(IReadOnlyDictionary<string, double> logs) => _parts.Length == 0 ? logs.ContainsKey(Name) : _parts.All(part => part.HasValue(logs));

    /// <summary>Its value in some logs.</summary>
    /// <exception cref="KeyNotFoundException">The logs do not hold it.</exception>
    public double ValueOf(IReadOnlyDictionary<string, double> logs) => _parts.Length > 0
        ? _parts.Sum(part => part.Direction == Direction.Min ? part.ValueOf(logs) : -part.ValueOf(logs))
        : logs.TryGetValue(Name, out double value)
            ? value
            : throw new KeyNotFoundException($"The objective '{Name}' is not among the results. There are: {string.Join(", ", logs.Keys)}.");

    /// <summary>As Keras Tuner prints it.</summary>
    public override string ToString()
    {
        string direction = Direction == Direction.Min ? "min" : "max";
        return _parts.Length == 0
            ? $"Objective(name=\"{Name}\", direction=\"{direction}\")"
            : $"MultiObjective(name=\"{Name}\", direction=\"{direction}\"): [{string.Join(", ", _parts.Select(part => part.ToString()))}]";
    }

    /// <summary>The better direction of a logged value, without its prefixes; null if nothing says so.</summary>
    internal static Direction? DirectionOf(string name)
    {
        string metric = Without(Without(name, "val_"), "weighted_");
        if (metric == "loss")
            return Direction.Min;
        if (s_counts.TryGetValue(metric, out Direction direction))
            return direction;
        return Metric.DirectionOf(metric) switch
        {
            MetricDirection.Up => Direction.Max,
            MetricDirection.Down => Direction.Min,
            _ => null,
        };
    }

    private static string Without(string name, string prefix) => name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
}
