using KerasNet.Saving;

namespace KerasNet.Metrics;

/// <summary>A metric as a user gives it to <c>Compile</c>: a name, an object or a function. All three convert by themselves.</summary>
public sealed class MetricSpec
{
    private readonly Func<Shape, Shape, Metric> _resolve;

    private MetricSpec(string text, Func<Shape, Shape, Metric> resolve, object? given = null) => (Text, _resolve, Given) = (text, resolve, given);

    /// <summary>The name as it was written, under which the result is logged; the metric's own for an object or a function.</summary>
    public string Text { get; }

    /// <summary>The metric or function that was given; null for a name.</summary>
    internal object? Given { get; }

    /// <summary>The metric with this name. <c>accuracy</c> (or <c>acc</c>) is chosen by the shapes when the model is first traced.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names and the nearest.</exception>
    public static implicit operator MetricSpec(string name)
    {
        if (MetricNames.IsAccuracy(name))
            return new(name, (yTrue, yPred) => Named(MetricNames.Accuracy(yTrue, yPred), name));

        // What a user calls so now may be called otherwise when the model is traced.
        if (CustomObjects.FindFunction<Func<KerasTensor, KerasTensor, KerasTensor>>(name) is { } function)
            return new(name, (_, _) => Metric.From(function, name), function);

        // A mistake in the name shall show at once, not when the model is traced.
        _ = MetricNames.Create(name);
        return new(name, (_, _) => Named(MetricNames.Create(name), name));
    }

    /// <summary>A metric.</summary>
    public static implicit operator MetricSpec(Metric metric) => new(metric.Name, (_, _) => metric, metric);

    /// <summary>A function from (yTrue, yPred) to one value per sample, whose mean is taken.</summary>
    public static implicit operator MetricSpec(Func<KerasTensor, KerasTensor, KerasTensor> function) =>
        new(Metric.From(function).Name, (_, _) => Metric.From(function), function);

    /// <summary>The metric for these shapes, batch axis included: a new one for each call, unless an object was given.</summary>
    /// <param name="yTrue">The shape of the truth.</param>
    /// <param name="yPred">The shape of the predictions.</param>
    public Metric Resolve(Shape yTrue, Shape yPred) => _resolve(yTrue, yPred);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static Metric Named(Metric metric, string name)
    {
        metric.Name = name;
        return metric;
    }
}
