using System.Numerics.Tensors;
using System.Text.RegularExpressions;
using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Losses;
using KerasNet.Metrics;
using KerasNet.Optimizers;
using KerasNet.Reporting;
using KerasNet.Saving;
using KerasNet.Tuning;

namespace KerasNet.Tests.Examples;

/// <summary>The samples of README.md: each is a region of this file, compiled and, where no data set is needed, run.</summary>
public sealed partial class ReadmeTests
{
    // Not run here: it would fetch MNIST. The example and the script run the same model.
    internal static void TenLines()
    {
        #region ten lines
        var ((xTrain, yTrain), (xTest, yTest)) = Datasets.Mnist.Load();

        Sequential model =
        [
            new Rescaling(1 / 255.0),
            new Flatten(),
            new Dense(128, "relu"),
            new Dense(10, "softmax"),
        ];
        model.Compile("adam", "sparse_categorical_crossentropy", ["accuracy"]);
        model.Fit(xTrain, yTrain, epochs: 5);
        model.Evaluate(xTest, yTest);
        #endregion
    }

    // Not run here: it would write the study into the folder of whoever runs the tests. SearchTests do the same elsewhere.
    internal static void Searching(Tensor<byte> xTrain, Tensor<byte> yTrain)
    {
        #region search
        Model Build(HyperParameters hp)
        {
            Sequential model = [new Rescaling(1 / 255.0), new Flatten(), new Dense(hp.Int("units", 32, 512, step: 32), "relu"), new Dense(10, "softmax")];
            model.Compile(new Adam(hp.Choice("learning_rate", [1e-2, 1e-3, 1e-4])), "sparse_categorical_crossentropy", ["accuracy"]);
            return model;
        }

        using RandomSearch tuner = new(Build, "val_accuracy", maxTrials: 5, options: new() { ProjectName = "mnist" });
        tuner.Search(xTrain, yTrain, epochs: 5, validationSplit: 0.2);
        Model best = tuner.GetBestModels()[0];
        #endregion

        best.Summary();
    }

    // Nor is this.
    internal static async Task SearchingMore(Func<HyperParameters, Model> Build, float[,] x, int[] y)
    {
        #region search with all
        using BayesianOptimization tuner = new(
            Build, "val_accuracy", maxTrials: 40,
            training: (hp, fit) => fit with { BatchSize = hp.Choice("batch_size", [16, 32, 64]), Callbacks = [() => new EarlyStopping("val_loss", patience: 3)] },
            options: new() { Folds = 5, TestSplit = 0.1, ParallelTrials = 2, Pruner = new MedianPruner() });

        await foreach (Trial trial in tuner.SearchAsync(new() { X = x, Y = y, Epochs = 20 }))
            Console.WriteLine($"{trial.Id}: {trial.Score}");

        tuner.SaveReport("search.html");
        #endregion
    }

    // Not run here: it needs photographs.
    internal static void Photographs(Model model)
    {
        #region photographs
        (ImageDataset train, ImageDataset held) = ImageDataset.SplitFromDirectory(
            "photographs", validationSplit: 0.2, seed: 7, labelMode: LabelMode.Binary, imageSize: (150, 150));
        Sequential augment = [new RandomFlip("horizontal"), new RandomRotation(0.1), new RandomZoom(0.2)];
        model.Fit(train.Map(augment).Prefetch(2), epochs: 10, validationData: held);
        #endregion
    }

    [Fact]
    public void Functional()
    {
        #region functional
        Input pixels = new([28, 28], name: "pixels"), sensor = new([4], name: "sensor");
        KerasTensor seen = pixels.Then(new Flatten()).Then(new Dense(64, "relu"));
        KerasTensor joined = new[] { seen, sensor.Output }.Then(new Concatenate());

        Model model = new(
            [pixels, sensor],
            [joined.Then(new Dense(10, "softmax", name: "digit")), joined.Then(new Dense(1, name: "weight"))]);

        model.Compile(
            optimizer: "adam",
            loss: ["sparse_categorical_crossentropy", "mse"],
            lossWeights: [1, 0.5]);
        #endregion

        Tensor<float>[] outputs = model.PredictAll([new float[3, 28, 28], new float[3, 4]]);

        Assert.Equal([3, 10], outputs[0].Lengths.ToArray().Select(length => (int)length));
        Assert.Equal([3, 1], outputs[1].Lengths.ToArray().Select(length => (int)length));
        Assert.True(double.IsFinite(model.TrainOnBatch([new float[3, 28, 28], new float[3, 4]], [new int[3], new float[3, 1]])["loss"]));
    }

    [Fact]
    public void Custom()
    {
        #region use of custom
        Sequential model = [new Input([8]), new Dense(16, "tanh"), new Scale(0.5), new Dense(1)];
        model.Compile(
            "sgd",
            Loss.From((yTrue, yPred) => Ops.Mean(Ops.Log(1 + Ops.Square(yPred - yTrue)), [-1]), name: "log_square"),
            [Metric.From((yTrue, yPred) => Ops.Max(Ops.Abs(yPred - yTrue), [-1]), name: "largest_error")]);
        #endregion

        Logs logs = model.TrainOnBatch(new float[5, 8], new float[5, 1]);

        Assert.Equal(["largest_error", "loss"], logs.Keys.Order());
        Assert.Contains(model.Layers.OfType<Scale>().Single().Weights, weight => weight.Name == "factor");
    }

    // Not run here: it would write into the folder of whoever runs the tests. ModelFileTests do the same elsewhere.
    internal static void Files(Model model)
    {
        #region files
        model.Save("model.keras");
        Model same = Model.Load("model.keras", customObjects: new CustomObjects
        {
            { "Mine>Scale", typeof(Scale) },
            { "Mine>double_tanh", x => 2 * Ops.Tanh(x) },
        });
        same.SaveWeights("model.weights.h5");
        #endregion
    }

    [Fact]
    public void Watching()
    {
        Sequential model = [new Input([2]), new Dense(1)];
        model.Compile("adam", "mse");
        float[,] x = { { 0, 1 }, { 1, 0 }, { 1, 1 }, { 0, 0 } };
        float[] y = [1, 0, 1, 0];

        #region callbacks
        History history = model.Fit(x, y, epochs: 100, verbose: 0, validationSplit: 0.25, callbacks:
        [
            new EarlyStopping("val_loss", patience: 3, restoreBestWeights: true),
            new HalveTheRate(every: 10),
            new LambdaCallback(onEpochEnd: (epoch, logs) => Console.WriteLine($"{epoch + 1}: {logs["loss"]}")),
        ]);
        #endregion

        Assert.InRange(history.Epoch.Count, 1, 100);
        Assert.Equal(history.Epoch.Count, history["val_loss"].Count);
    }

    // Not run here: it writes files. What they hold is tested by itself.
    internal static void Backups(Model model, float[,] x, float[,] y)
    {
        #region backups
        model.Fit(x, y, epochs: 10, verbose: 0, validationSplit: 0.25, callbacks:
        [
            new ModelCheckpoint("models/{epoch:02d}-{val_loss:.2f}.keras", saveBestOnly: true),
            new BackupAndRestore("backup", saveFreq: 100),
        ]);
        #endregion
    }

    // Nor is this, which writes files too.
    internal static void Reports(Model model, History history, int[] labels, int[] guesses)
    {
        #region reports
        history.SaveReport("run.html", confusionMatrix: new ConfusionMatrix(labels, guesses));
        model.Plot("model.svg", showShapes: true, showLayerNames: true, expandNested: true);
        #endregion
    }

    [Fact]
    public void Augmenting()
    {
        Sequential model = [new Input([6, 6, 3]), new Flatten(), new Dense(1, "sigmoid")];
        model.Compile(new SGD(0), "binary_crossentropy");
        (float[,,,] images, float[] labels) = (new float[8, 6, 6, 3], new float[8]);

        History history =
        #region augmentation
        model.Fit(images, labels, epochs: 3, verbose: 0, validationSplit: 0.25, callbacks:
        [
            new Augmentation([new RandomFlip("horizontal"), new RandomContrast(0.2), new RandomBrightness(0.1)], seed: 1),
        ]);
        #endregion

        // The pictures are black and the rate is 0: brightness alone changes the loss, and only in training.
        Assert.Equal(Math.Log(2), history["val_loss"][0], 5);
        Assert.NotEqual(Math.Log(2), history["loss"][0], 5);
    }

    [Fact]
    public void Sequences()
    {
        #region sequences
        Sequential model =
        [
            new Input([Shape.Unknown], dtype: DType.Int32),
            new Embedding(20_000, 64, maskZero: true),
            new Bidirectional(new LSTM(32, returnSequences: true)),
            new RNN([new MinimalGatedUnit(32), new GRUCell(16)]),
            new Dense(1, "sigmoid"),
        ];
        #endregion

        Tensor<float> padded = model.Predict(new int[,] { { 5, 7, 0, 0 } }), plain = model.Predict(new int[,] { { 5, 7 } });
        Assert.Equal(plain[0, 0], padded[0, 0], 1e-5f);
    }

    [Fact]
    public void Streams()
    {
        (float[,,] firstSteps, float[,,] nextSteps) = (new float[8, 10, 3], new float[8, 5, 3]);
        firstSteps[0, 9, 0] = 1;

        #region stateful
        LSTM memory = new(16, stateful: true);
        Sequential stream = [new Input([Shape.Unknown, 3], batchSize: 8), memory, new Dense(1)];
        stream.Predict(firstSteps);
        Tensor<float> y = stream.Predict(nextSteps);
        memory.ResetState();
        #endregion

        Assert.NotEqual(y[0, 0], stream.Predict(nextSteps)[0, 0]);
    }

    #region custom cell
    /// <summary>One gate that both forgets and lets in. Zhou et al., 2016.</summary>
    public sealed class MinimalGatedUnit(int units) : RNNCell
    {
        private Variable _forget = null!;
        private Variable _candidate = null!;

        public int Units { get; } = units;

        public override IReadOnlyList<Shape> StateSizes => [Units];

        protected override void Build(Shape inputShape)
        {
            _forget = AddWeight("forget", [inputShape[^1] + Units, Units]);
            _candidate = AddWeight("candidate", [inputShape[^1] + Units, Units]);
        }

        public override (KerasTensor Output, IReadOnlyList<KerasTensor> States) Step(
            KerasTensor input, IReadOnlyList<KerasTensor> states, CallContext context)
        {
            KerasTensor h = states[0];
            KerasTensor forget = Ops.Sigmoid(Ops.MatMul(Ops.Concatenate([input, h]), _forget));
            KerasTensor candidate = Ops.Tanh(Ops.MatMul(Ops.Concatenate([input, forget * h]), _candidate));
            h = (1 - forget) * h + forget * candidate;
            return (h, [h]);
        }
    }
    #endregion

    [Fact]
    public void Texts()
    {
        string[] texts = ["A wonderful film.", "What a waste of time!", "Wonderful, truly.", "A waste."];
        float[] labels = [1, 0, 1, 0];

        #region texts
        TextVectorization words = new(maxTokens: 20_000, outputSequenceLength: 200);
        words.Adapt(texts);
        Sequential model = [words, new Embedding(20_000, 64), new GlobalAveragePooling1D(), new Dense(1, "sigmoid")];
        model.Compile("adam", "binary_crossentropy", ["accuracy"]);
        model.Fit(texts, labels, epochs: 3, verbose: 0);
        Tensor<float> liked = model.Predict(new[] { "What a wonderful film!", "A waste of time." });
        #endregion

        Assert.Equal(2, liked.FlattenedLength);
        model.Fit(texts, labels, epochs: 200, verbose: 0);
        Assert.Equal([true, false, true, false], model.Predict(texts).ToArray().Select(probability => probability > 0.5f));
    }

    #region custom layer
    /// <summary>Multiplies each feature by a learnt number.</summary>
    public sealed class Scale(double start = 1) : Layer
    {
        private Variable _factor = null!;

        public double Start { get; } = start;

        protected override void Build(Shape inputShape) => _factor = AddWeight("factor", [inputShape[^1]], new Constant(Start));

        protected override KerasTensor Call(KerasTensor input, CallContext context) => input * _factor;
    }
    #endregion

    #region custom callback
    public sealed class HalveTheRate(int every) : Callback
    {
        public override void OnEpochEnd(int epoch, Logs logs)
        {
            if ((epoch + 1) % every == 0)
                Progress.LearningRate /= 2;
        }
    }
    #endregion

    [Fact]
    public void Every_sample_of_the_readme_is_a_region_of_this_file_and_the_other_way_round()
    {
        string[] samples = [.. Fence().Matches(Text("README.md")).Select(match => match.Groups["code"].Value)];
        string[] regions = [.. Region().Matches(Text("tests", "KerasNet.Tests", "Examples", "ReadmeTests.cs")).Select(match => Outdent(match.Groups["code"].Value))];

        Assert.NotEmpty(regions);
        Assert.Equal(regions.Order(), samples.Order());
    }

    private static string Text(params string[] path) => File.ReadAllText(RepositoryFolder.File(path)).ReplaceLineEndings("\n");

    private static string Outdent(string code)
    {
        string[] lines = code.Split('\n');
        int indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[indent..] : line));
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?\n)```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^ *#region [^\n]*\n(?<code>.*?\n) *#endregion$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Region();
}
