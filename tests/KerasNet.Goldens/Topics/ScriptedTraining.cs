using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Metrics;
using KerasNet.Optimizers;

namespace KerasNet.Goldens.Topics;

/// <summary>A training in which nothing is trained: a model of one weight with its average, a learning rate, and the metrics of a case.</summary>
internal sealed class ScriptedTraining(GoldenCase golden) : ITrained
{
    private readonly string[] _metrics = golden.Has("metrics") ? [.. golden["metrics"].EnumerateArray().Select(metric => metric.GetString()!)] : [];
    private float _learningRate = (float)(golden.Number("learning_rate") ?? 0.1);

    /// <summary>A model whose only weight is 0.</summary>
    internal static Sequential NewModel()
    {
        Sequential model = [new Input([1]), new Dense(1, useBias: false, kernelInitializer: new Zeros())];
        model.Compile(new Adam(0.1), "mse");
        model.Optimizer.Build(model.TrainableWeights);
        return model;
    }

    /// <summary>Kept in float32, as optimizers do.</summary>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = (float)value;
    }

    public long Iterations => 0;

    public bool HasAverages { get; init; } = true;

    /// <summary>What callbacks save and load.</summary>
    internal Model Model { get; init; } = NewModel();

    internal double Weight
    {
        get => Model.Weights[0].Value.GetDouble(0);
        set => Model.Weights[0].Fill(value);
    }

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
