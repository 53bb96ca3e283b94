using KerasNet.Callbacks;
using KerasNet.Metrics;

namespace KerasNet.Goldens.Topics;

/// <summary>A training in which nothing is trained: one weight with its average, a learning rate, and the metrics of a case.</summary>
internal sealed class ScriptedTraining(GoldenCase golden) : ITrained
{
    private readonly string[] _metrics = golden.Has("metrics") ? [.. golden["metrics"].EnumerateArray().Select(metric => metric.GetString()!)] : [];
    private float _learningRate = (float)(golden.Number("learning_rate") ?? 0.1);

    /// <summary>Kept in float32, as optimizers do.</summary>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = (float)value;
    }

    public long Iterations => 0;

    public bool HasAverages { get; init; } = true;

    internal double Weight { get; set; }

    internal double Average { get; private set; }

    public IReadOnlyList<TensorData> GetWeights() => [TensorData.Scalar(Weight, DType.Float32)];

    public void SetWeights(IReadOnlyList<TensorData> weights) => Weight = weights[0].GetDouble(0);

    public void SwapAverages() => (Weight, Average) = (Average, Weight);

    public void TakeAverages() => Average = Weight;

    public MetricDirection? DirectionOf(string name)
    {
        name = name.StartsWith("val_", StringComparison.Ordinal) ? name[4..] : name;
        return name == "loss" ? MetricDirection.Down : _metrics.Contains(name) ? MetricNames.Create(name).Direction : null;
    }
}
