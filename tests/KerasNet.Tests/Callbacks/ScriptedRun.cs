using KerasNet.Callbacks;
using KerasNet.Metrics;

namespace KerasNet.Tests.Callbacks;

/// <summary>A run without training: one weight that is set to the number of the epoch, from 1, and logs that a test makes up.</summary>
internal sealed class ScriptedRun : ITrained
{
    private readonly Dictionary<string, MetricDirection> _directions = new() { ["accuracy"] = MetricDirection.Up, ["mae"] = MetricDirection.Down };

    internal ScriptedRun() => Progress = new TrainingProgress(this, 10, null, 0);

    internal TrainingProgress Progress { get; }

    internal double Weight { get; private set; }

    double ITrained.LearningRate { get; set; } = 0.1;

    long ITrained.Iterations => 0;

    bool ITrained.HasAverages => false;

    IReadOnlyList<TensorData> ITrained.GetWeights() => [TensorData.Scalar(Weight, DType.Float32)];

    void ITrained.SetWeights(IReadOnlyList<TensorData> weights) => Weight = weights[0].GetDouble(0);

    void ITrained.SwapAverages() => throw new InvalidOperationException("Nothing is trained here.");

    void ITrained.TakeAverages() => throw new InvalidOperationException("Nothing is trained here.");

    MetricDirection? ITrained.DirectionOf(string name) =>
        _directions.TryGetValue(name.StartsWith("val_", StringComparison.Ordinal) ? name[4..] : name, out MetricDirection direction) ? direction : null;

    /// <summary>Plays epochs with these values under one name until the callback stops the run; returns the epochs played.</summary>
    internal int Play(Callback callback, string name, params double[] values)
    {
        callback.Attach(Progress);
        callback.OnTrainBegin();
        int epoch = 0;
        while (epoch < values.Length && !Progress.StopTraining)
        {
            Weight = epoch + 1;
            callback.OnEpochEnd(epoch, new Logs { [name] = values[epoch++] });
        }

        callback.OnTrainEnd([]);
        return epoch;
    }
}
