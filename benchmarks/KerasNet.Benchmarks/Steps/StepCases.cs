using System.Numerics.Tensors;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Training;

namespace KerasNet.Benchmarks.Steps;

/// <summary>The benchmark cases: one row each. A case builds a model on random data and returns a function that does one unit of work.</summary>
internal static class StepCases
{
    /// <summary>Training steps walk round so many numbers, so that the data of a step is not already in the first-level cache.</summary>
    private const int NumbersWalked = 1 << 21;

    private const int Words = 10_000;

    private static readonly Dictionary<string, Func<Action>> s_cases = new()
    {
        ["mnist-mlp-32"] = () => Train(32, [784], 10, "sparse_categorical_crossentropy", [new Dense(128, "relu"), new Dense(10, "softmax")]),
        ["mnist-mlp2-64"] = () => Train(
            64, [784], 10, new Losses.SparseCategoricalCrossentropy(fromLogits: true), [new Dense(128, "relu"), new Dense(64, "relu"), new Dense(10)]),
        ["mnist-cnn-128"] = () => Train(128, [28, 28, 1], 10, "sparse_categorical_crossentropy",
        [
            new Conv2D(32, 3, activation: "relu"),
            new MaxPooling2D(),
            new Conv2D(64, 3, activation: "relu"),
            new MaxPooling2D(),
            new Flatten(),
            new Dropout(0.5),
            new Dense(10, "softmax"),
        ]),
        ["cnn-32"] = () => Train(32, [150, 150, 3], 2, "binary_crossentropy", PhotographLayers()),
        ["conv-32"] = () => Train(32, [64, 64, 3], 10, "sparse_categorical_crossentropy",
        [
            new Conv2D(32, 3, padding: "same", activation: "relu"),
            new Conv2D(32, 3, padding: "same", activation: "relu"),
            new GlobalAveragePooling2D(),
            new Dense(10, "softmax"),
        ]),
        ["conv-bn-32"] = () => Train(32, [64, 64, 3], 10, "sparse_categorical_crossentropy",
        [
            new Conv2D(32, 3, padding: "same", useBias: false),
            new BatchNormalization(),
            new ReLU(),
            new Conv2D(32, 3, padding: "same", useBias: false),
            new BatchNormalization(),
            new ReLU(),
            new GlobalAveragePooling2D(),
            new Dense(10, "softmax"),
        ]),
        ["attention-32"] = () => Train(32, [128, 128], 10, "sparse_categorical_crossentropy", AttentionBlock),
        ["embedding-32"] = () => TrainTexts(new GlobalAveragePooling1D()),
        ["lstm-32"] = () => TrainTexts(new LSTM(128)),
        ["gru-32"] = () => TrainTexts(new GRU(128)),
        ["bilstm-32"] = () => TrainTexts(new Bidirectional(new LSTM(128))),
        ["predict-1"] = PredictOne,
    };

    internal static IReadOnlyCollection<string> Names => s_cases.Keys;

    internal static Action Build(string name) => s_cases[name]();

    /// <summary>The layers of the well-known tutorial's network for cats and dogs, 150 × 150 × 3.</summary>
    internal static Layer[] PhotographLayers() =>
    [
        new Conv2D(32, 3, activation: "relu"),
        new MaxPooling2D(),
        new Conv2D(64, 3, activation: "relu"),
        new MaxPooling2D(),
        new Conv2D(128, 3, activation: "relu"),
        new MaxPooling2D(),
        new Flatten(),
        new Dense(512, "relu"),
        new Dense(1, "sigmoid"),
    ];

    /// <summary>A block of a transformer on 128 steps, and a classifier of ten.</summary>
    private static Model AttentionBlock(Input x)
    {
        KerasTensor seen = new[] { x, new MultiHeadAttention(4, 32).Apply(x, x) }.Then(new Add()).Then(new LayerNormalization());
        KerasTensor thought = seen.Then(new Dense(512, "relu")).Then(new Dense(128));
        KerasTensor block = new[] { seen, thought }.Then(new Add()).Then(new LayerNormalization());
        return new Model(x, block.Then(new GlobalAveragePooling1D()).Then(new Dense(10, "softmax")));
    }

    /// <summary>Texts of 200 words: their vectors, a layer that makes one of them, one number.</summary>
    private static Action TrainTexts(Layer layer) =>
        Train(32, [200], 2, "binary_crossentropy", [new Embedding(Words, 128), layer, new Dense(1, "sigmoid")], ids: Words);

    private static Action Train(int batchSize, Shape input, int classes, LossSet loss, Layer[] layers, int ids = 0) =>
        Train(batchSize, input, classes, loss, x => new Sequential([x, .. layers]), ids);

    /// <summary>What Fit does for a batch: gather its rows, run the step, read the loss. With ids the data are whole numbers below.</summary>
    private static Action Train(int batchSize, Shape input, int classes, LossSet loss, Func<Input, Model> build, int ids = 0)
    {
        Model model = build(new Input(input));
        model.Compile("adam", loss);
        Random random = new(0);
        int count = batchSize * (int)Math.Max(2, NumbersWalked / (batchSize * input.ElementCount));
        float[] numbers = new float[count * input.ElementCount];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = ids > 0 ? random.Next(ids) : random.NextSingle();
        Tensor<float> images = Tensor.Create(numbers, [count, .. input.Select(size => (nint)size)]);
        int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
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
