using System.Runtime.CompilerServices;
using KerasNet.Losses;
using KerasNet.Saving;

namespace KerasNet.Metrics;

/// <summary>The names under which Keras knows its metrics, and the shape-dependent one.</summary>
internal static class MetricNames
{
    private static readonly Dictionary<string, string> s_aliases = new()
    {
        ["bce"] = nameof(BinaryCrossentropy),
        ["BCE"] = nameof(BinaryCrossentropy),
        ["mse"] = nameof(MeanSquaredError),
        ["MSE"] = nameof(MeanSquaredError),
        ["mae"] = nameof(MeanAbsoluteError),
        ["MAE"] = nameof(MeanAbsoluteError),
        ["mape"] = nameof(MeanAbsolutePercentageError),
        ["MAPE"] = nameof(MeanAbsolutePercentageError),
        ["msle"] = nameof(MeanSquaredLogarithmicError),
        ["MSLE"] = nameof(MeanSquaredLogarithmicError),
    };

    /// <summary>A new metric with this name and its default arguments; <c>accuracy</c> is plain equality here. A user's class of that name, too.</summary>
    internal static Metric Create(string name) => CustomObjects.IsCustom(name) && CustomObjects.FindType(name, typeof(Metric)) is null
        ? throw ConfigFamily.Unregistered("metric", name, "(yTrue, yPred) => …")
        : Registry<Metric>.Create(name, "metric", s_aliases);

    /// <summary>Whether there is a metric of this name.</summary>
    internal static bool Knows(string name) => IsAccuracy(name) || Registry<Metric>.Find(s_aliases.GetValueOrDefault(name, name)) is not null;

    /// <summary>Whether the name stands for an accuracy that the shapes choose, in any mixture of cases.</summary>
    internal static bool IsAccuracy(string name) => name.ToLowerInvariant() is "accuracy" or "acc";

    /// <summary>The accuracy for these shapes.</summary>
    internal static Metric Accuracy(Shape yTrue, Shape yPred) => Losses.LabelKinds.Of(yTrue, yPred) switch
    {
        Losses.LabelKind.Binary => new BinaryAccuracy(),
        Losses.LabelKind.Sparse => new SparseCategoricalAccuracy(),
        _ => new CategoricalAccuracy(),
    };

    /// <summary>Which way a metric or a loss with this name gets better; null if nothing says so.</summary>
    internal static MetricDirection? DirectionOf(string name)
    {
        if (IsAccuracy(name))
            return MetricDirection.Up;
        if (Registry<Metric>.Find(s_aliases.GetValueOrDefault(name, name)) is { } type)
            return DirectionOf(type);
        return LossNames.IsCrossentropy(name) || Registry<Loss>.Find(LossNames.Aliases.GetValueOrDefault(name, name)) is not null ? MetricDirection.Down : null;
    }

    /// <summary>The direction of a class. Some cannot be made without arguments, on which their direction does not depend.</summary>
    private static MetricDirection? DirectionOf(Type type) =>
        type.GetConstructors().FirstOrDefault(constructor => constructor.GetParameters().All(parameter => parameter.HasDefaultValue)) is { } simple
            ? ((Metric)simple.Invoke([.. simple.GetParameters().Select(parameter => parameter.DefaultValue)])).Direction
            : type == typeof(MeanMetricWrapper) ? null : ((Metric)RuntimeHelpers.GetUninitializedObject(type)).Direction;
}
