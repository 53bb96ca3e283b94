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
