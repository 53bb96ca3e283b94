using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Training;

namespace KerasNet.Benchmarks.Steps;

/// <summary>The benchmark cases: one row each. A case builds a model on random data and returns a function that does one unit of work.</summary>
internal static class StepCases
{
    /// <summary>Training steps walk round this many batches, so that the data of a step is not already in the first-level cache.</summary>
    private const int Batches = 32;

    private static readonly Dictionary<string, Func<Action>> s_cases = new()
    {
        ["mnist-mlp-32"] = () => TrainMlp(32, "sparse_categorical_crossentropy", [new Input([784]), new Dense(128, "relu"), new Dense(10, "softmax")]),
        ["mnist-mlp2-64"] = () => TrainMlp(
            64, new Losses.SparseCategoricalCrossentropy(fromLogits: true), [new Input([784]), new Dense(128, "relu"), new Dense(64, "relu"), new Dense(10)]),
        ["predict-1"] = PredictOne,
    };

    internal static IReadOnlyCollection<string> Names => s_cases.Keys;

    internal static Action Build(string name) => s_cases[name]();

    /// <summary>What Fit does for a batch: gather its rows, run the step, read the loss.</summary>
    private static Action TrainMlp(int batchSize, LossSet loss, Sequential model)
    {
        model.Compile("adam", loss);
        Random random = new(0);
        float[,] images = new float[Batches * batchSize, 784];
        int[] labels = new int[images.GetLength(0)];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = random.Next(10);
            for (int j = 0; j < 784; j++)
                images[i, j] = random.NextSingle();
        }

        ArraySource source = new([images], [labels], [], batchSize);
        return () =>
        {
            Batch? batch = source.Next();
            if (batch is null)
            {
                source.Rewind();
                batch = source.Next();
            }

            if (!double.IsFinite(model.Trainer.Run(StepMode.Train, batch!)))
                throw new InvalidOperationException("The loss is not finite.");
        };
    }

    private static Action PredictOne()
    {
        Sequential model = [new Input([784]), new Dense(128, "relu"), new Dense(10)];
        float[,] row = new float[1, 784];
        for (int j = 0; j < 784; j++)
            row[0, j] = j / 784f;
        return () => model.Predict(row);
    }
}
