using System.Collections;
using System.Runtime.CompilerServices;
using KerasNet.Metrics;

namespace KerasNet.Training;

/// <summary>The metrics of a model: a list for its only output, a list per output in order, or lists by output name.</summary>
/// <remarks>Written as a name, a <see cref="Metric"/>, a collection expression <c>["accuracy", new Precision()]</c>, an array of sets, or a dictionary.</remarks>
[CollectionBuilder(typeof(MetricSet), nameof(Create))]
public sealed class MetricSet : IReadOnlyList<MetricSpec>
{
    private readonly MetricSpec[] _metrics;

    private MetricSet(MetricSpec[] metrics, MetricSet?[]? perOutput = null, string[]? names = null) => (_metrics, PerOutput, Names) = (metrics, perOutput, names);

    /// <summary>The number of metrics.</summary>
    public int Count => _metrics.Length;

    /// <summary>The metric at this place.</summary>
    public MetricSpec this[int index] => _metrics[index];

    /// <summary>A set per output, where they were given so.</summary>
    internal MetricSet?[]? PerOutput { get; }

    /// <summary>The output names that belong to <see cref="PerOutput"/>, where the sets were given by name.</summary>
    internal string[]? Names { get; }

    /// <summary>Metrics of one output.</summary>
    public static MetricSet Create(ReadOnlySpan<MetricSpec> metrics) => new(metrics.ToArray());

    /// <summary>One metric.</summary>
    public static implicit operator MetricSet(string name) => new([name]);

    /// <summary>One metric.</summary>
    public static implicit operator MetricSet(Metric metric) => new([metric]);

    /// <summary>Metrics per output, in order.</summary>
    public static implicit operator MetricSet(MetricSet?[] perOutput) => new([], perOutput);

    /// <summary>Metrics by output name.</summary>
    public static implicit operator MetricSet(Dictionary<string, MetricSet> byName) => new([], [.. byName.Values], [.. byName.Keys]);

    /// <inheritdoc/>
    public IEnumerator<MetricSpec> GetEnumerator() => ((IEnumerable<MetricSpec>)_metrics).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
