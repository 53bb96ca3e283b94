using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Training;

namespace KerasNet.Tests.Training;

/// <summary>Models of a handful of weights with weights that are not random, and data to match.</summary>
internal static class Toy
{
    /// <summary>y = Σ x of <paramref name="columns"/> columns to begin with, SGD, MSE.</summary>
    internal static Sequential Line(int columns = 1, double learningRate = 0.1, MetricSet? metrics = null, MetricSet? weightedMetrics = null)
    {
        Sequential model = [new Input([columns]), new Dense(1, kernelInitializer: new Ones(), useBias: false)];
        model.Compile(new SGD(learningRate), "mse", metrics, weightedMetrics: weightedMetrics);
        return model;
    }

    /// <summary>Two layers with random weights, softmax over three classes.</summary>
    internal static Sequential Classifier(int columns = 4, Optimizer? optimizer = null)
    {
        Sequential model = [new Input([columns]), new Dense(8, "relu"), new Dense(3, "softmax")];
        model.Compile(optimizer ?? "adam", "sparse_categorical_crossentropy", ["accuracy"]);
        return model;
    }

    /// <summary>Two heads on one input: "reg" with one column, "cls" with three.</summary>
    internal static Model TwoHeads()
    {
        Input x = new([2], name: "x");
        return new Model([x], [x.Then(new Dense(1, name: "reg")), x.Then(new Dense(3, "softmax", name: "cls"))]);
    }

    /// <summary>0, 1, 2… in rows of <paramref name="columns"/>, times <paramref name="scale"/>.</summary>
    internal static float[,] Rows(int rows, int columns = 1, float scale = 1)
    {
        float[,] values = new float[rows, columns];
        for (int i = 0; i < values.Length; i++)
            values[i / columns, i % columns] = i * scale;
        return values;
    }

    /// <summary>0, 1, 2, 0, 1…</summary>
    internal static int[] Labels(int rows, int classes = 3) => [.. Enumerable.Range(0, rows).Select(i => i % classes)];

    /// <summary>The only weight of <see cref="Line"/>, or the first number of the first one.</summary>
    internal static float Weight(Model model) => model.GetWeights()[0].ToArray()[0];

    internal static float[] Flat(Model model) => [.. model.GetWeights().SelectMany(weight => weight.ToArray())];
}

/// <summary>Writes down every hook with its index and the keys of its logs.</summary>
internal sealed class Recorder : Callback
{
    internal List<string> Events { get; } = [];

    internal List<double> BatchLosses { get; } = [];

    internal Action<Recorder, string>? Then { get; init; }

    public override void OnTrainBegin() => Note("train_begin");

    public override void OnTrainEnd(Logs logs) => Note("train_end", logs: logs);

    public override void OnEpochBegin(int epoch) => Note("epoch_begin", epoch);

    public override void OnEpochEnd(int epoch, Logs logs) => Note("epoch_end", epoch, logs);

    public override void OnTrainBatchBegin(int batch) => Note("train_batch_begin", batch);

    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        BatchLosses.Add(logs["loss"]);
        Note("train_batch_end", batch, logs);
    }

    public override void OnTestBegin() => Note("test_begin");

    public override void OnTestEnd(Logs logs) => Note("test_end", logs: logs);

    public override void OnTestBatchBegin(int batch) => Note("test_batch_begin", batch);

    public override void OnTestBatchEnd(int batch, Logs logs) => Note("test_batch_end", batch, logs);

    public override void OnPredictBegin() => Note("predict_begin");

    public override void OnPredictEnd() => Note("predict_end");

    public override void OnPredictBatchBegin(int batch) => Note("predict_batch_begin", batch);

    public override void OnPredictBatchEnd(int batch) => Note("predict_batch_end", batch);

    private void Note(string hook, int? index = null, Logs? logs = null)
    {
        Events.Add($"{hook}{(index is null ? "" : $" {index}")}{(logs is null ? "" : $" [{string.Join(" ", logs.Keys)}]")}");
        Then?.Invoke(this, Events[^1]);
    }
}
