using KerasNet.Optimizers;

namespace KerasNet.Training;

/// <summary>What a model was compiled with.</summary>
internal sealed record CompileArguments(
    Optimizer Optimizer,
    LossSet? Loss,
    double[]? LossWeights,
    IReadOnlyDictionary<string, double>? LossWeightsByName,
    MetricSet? Metrics,
    MetricSet? WeightedMetrics,
    IBackend Backend,
    int StepsPerExecution = 1);
