using KerasNet.Metrics;

namespace KerasNet.Training;

/// <summary>The metrics of all outputs, resolved when the first shapes are known, and the names of their results.</summary>
internal sealed class CompiledMetrics
{
    private readonly IReadOnlyList<string> _outputs;
    private readonly MetricSpec[][] _specs;
    private readonly MetricSpec[][] _weightedSpecs;
    private readonly string?[] _prefixes;
    private Metric[][]? _metrics;
    private Metric[][]? _weighted;

    internal CompiledMetrics(MetricSet? metrics, MetricSet? weightedMetrics, Model model)
    {
        _outputs = model.OutputNames;
        _specs = InOrder(metrics, model, "metrics");
        _weightedSpecs = InOrder(weightedMetrics, model, "weightedMetrics");
        _prefixes = [.. model.OutputNames.Select(name => model.OutputNames.Count > 1 ? name : null)];
    }

    /// <summary>Whether there are none.</summary>
    internal bool IsEmpty => _specs.All(list => list.Length == 0) && _weightedSpecs.All(list => list.Length == 0);

    /// <summary>All metrics with the names of their results, once shapes are known: metrics, then weighted ones.</summary>
    internal IReadOnlyList<(string Name, Metric Metric)> Named { get; private set; } = [];

    /// <summary>Inside a trace: takes one batch into account.</summary>
    internal void Update(IReadOnlyList<KerasTensor?> yTrue, IReadOnlyList<KerasTensor> yPred, IReadOnlyList<KerasTensor?> sampleWeights)
    {
        if (_metrics is null)
        {
            _metrics = Resolve(_specs, yTrue, yPred);
            _weighted = Resolve(_weightedSpecs, yTrue, yPred);
            Named = [.. Names()];
        }

        for (int i = 0; i < yPred.Count; i++)
        {
            foreach (Metric metric in _metrics[i])
                metric.UpdateState(Truth(yTrue, i), yPred[i]);
            foreach (Metric metric in _weighted![i])
                metric.UpdateState(Truth(yTrue, i), yPred[i], sampleWeights[i]);
        }
    }

    internal void Reset()
    {
        foreach ((_, Metric metric) in Named)
            metric.ResetState();
    }

    private KerasTensor Truth(IReadOnlyList<KerasTensor?> yTrue, int output) =>
        yTrue[output] ?? throw new ArgumentException($"The output '{_outputs[output]}' has metrics, but no targets were given for it: pass y.");

    private Metric[][] Resolve(MetricSpec[][] specs, IReadOnlyList<KerasTensor?> yTrue, IReadOnlyList<KerasTensor> yPred) =>
        [.. specs.Select((list, i) => list.Select(spec => spec.Resolve(Truth(yTrue, i).Shape, yPred[i].Shape)).ToArray())];

    /// <summary>Keras' naming: the output's name before the metric's where there are several outputs; a number behind a name that is taken, "weighted_" before a weighted one.</summary>
    private IEnumerable<(string, Metric)> Names()
    {
        Dictionary<string, int> taken = [];
        foreach ((Metric metric, string? prefix) in Flat(_metrics!))
            yield return (Numbered(Join(prefix, metric.Name), taken), metric);
        foreach ((Metric metric, string? prefix) in Flat(_weighted!))
        {
            string name = Join(prefix, metric.Name);
            yield return (Numbered(taken.ContainsKey(name) ? Join(prefix, $"weighted_{metric.Name}") : name, taken), metric);
        }
    }

    private IEnumerable<(Metric Metric, string? Prefix)> Flat(Metric[][] metrics) => metrics.SelectMany((list, i) => list.Select(metric => (metric, _prefixes[i])));

    private static string Join(string? prefix, string name) => prefix is null ? name : $"{prefix}_{name}";

    private static string Numbered(string name, Dictionary<string, int> taken)
    {
        if (taken.TryAdd(name, 1))
            return name;
        return $"{name}_{taken[name]++}";
    }

    private static MetricSpec[][] InOrder(MetricSet? set, Model model, string argument)
    {
        IReadOnlyList<string> outputs = model.OutputNames;
        if (set is null)
            return [.. outputs.Select(_ => Array.Empty<MetricSpec>())];
        if (set.PerOutput is not { } perOutput)
            return outputs.Count == 1
                ? [[.. set]]
                : set.Count == outputs.Count
                    ? [.. set.Select(metric => new[] { metric })]
                    : throw new ArgumentException($"The model has {outputs.Count} outputs ({string.Join(", ", outputs)}), so {argument} need as many entries, or names. Received: {set.Count}.");
        if (set.Names is { } names)
        {
            foreach (string name in names)
                if (!outputs.Contains(name))
                    throw Naming.Unknown($"output in {argument}", name, outputs);
            return [.. outputs.Select(name => Array.IndexOf(names, name) is >= 0 and int place ? perOutput[place]?.ToArray() ?? [] : [])];
        }

        return perOutput.Length == outputs.Count
            ? [.. perOutput.Select(list => list?.ToArray() ?? [])]
            : throw new ArgumentException($"The model has {outputs.Count} outputs ({string.Join(", ", outputs)}), so {argument} need as many entries. Received: {perOutput.Length}.");
    }
}
