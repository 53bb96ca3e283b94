using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Optimizers;

namespace KerasNet.Kills;

/// <summary>Trainings that between them use all that a backup must hold.</summary>
internal static class TrainedRuns
{
    /// <summary>The folder of the backup below that of a run.</summary>
    internal const string Backup = "backup";

    /// <summary>The file that a run writes when it has ended.</summary>
    internal const string Result = "result.txt";

    internal const int Classes = 3;

    /// <summary>By name.</summary>
    internal static IReadOnlyDictionary<string, Action<string>> All { get; } = new Dictionary<string, Action<string>>
    {
        ["arrays"] = Arrays,
        ["pipeline"] = Pipeline,
        ["sequences"] = Sequences,
    }.Concat(SearchedRuns.All).ToDictionary();

    /// <summary>Arrays that are shuffled, dropout, moving statistics, augmented batches, callbacks that remember; a backup after every batch.</summary>
    private static void Arrays(string folder)
    {
        (float[,,,] x, int[] y) = Pictures(192);
        Sequential model =
        [
            new Input([8, 8, 1]), new Conv2D(8, 3, activation: "relu"), new BatchNormalization(), new Flatten(), new Dropout(0.3), new Dense(24, "tanh"),
            new GaussianNoise(0.1), new Dense(Classes, "softmax"),
        ];
        model.Compile(new Adam(0.01), "sparse_categorical_crossentropy", ["accuracy"]);
        History history = model.Fit(x, y, batchSize: 16, epochs: 12, verbose: 0, validationSplit: 0.2, callbacks:
        [
            new BackupAndRestore(Path.Combine(folder, Backup), saveFreq: 1),
            new Augmentation([new RandomFlip("horizontal"), new RandomContrast(0.2)]),
            new EarlyStopping("val_loss", patience: 2, restoreBestWeights: true),
            new ReduceLROnPlateau(patience: 1, factor: 0.5),
            new CSVLogger(Path.Combine(folder, "log.csv")),
            new ModelCheckpoint(Path.Combine(folder, "best", "{epoch}.weights.h5"), saveBestOnly: true, saveWeightsOnly: true),
            new TellsThatItBegins(),
        ]);
        WriteResult(folder, model, history);
    }

    /// <summary>A dataset that is mapped at random, cached, shuffled, augmented by threads and has no end, so that epochs go on in it; two backups are kept.</summary>
    private static void Pipeline(string folder)
    {
        (float[,,,] x, int[] y) = Pictures(96);
        Sequential augment = [new RandomFlip("horizontal"), new RandomTranslation(0.1, 0.1)];
        Dataset<DataBatch> data = Dataset.FromArrays(x, y)
            .Map((batch, random) => batch.WithInputs(Brighter(batch.Inputs[0], random.NextSingle())))
            .Cache().Shuffle(40).Batch(12).Map(augment, workers: 2).Repeat().Prefetch(2);
        Sequential model = [new Input([8, 8, 1]), new Flatten(), new Dense(32, "relu"), new Dropout(0.2, seed: 5), new Dense(Classes, "softmax")];
        model.Compile(new SGD(0.05, momentum: 0.9, useEma: true, emaMomentum: 0.9), "sparse_categorical_crossentropy", ["accuracy"]);
        History history = model.Fit(data, epochs: 8, stepsPerEpoch: 5, verbose: 0, validationData: Dataset.FromArrays(x, y).Shuffle().Batch(32), callbacks:
        [
            new LearningRateScheduler((_, rate) => rate * 0.9),
            new SwapEMAWeights(swapOnEpoch: true),
            new BackupAndRestore(Path.Combine(folder, Backup), saveFreq: 3, doubleCheckpoint: true),
            new ModelCheckpoint(Path.Combine(folder, "last.weights.h5"), saveWeightsOnly: true, saveFreq: 4),
            new TellsThatItBegins(),
        ]);
        WriteResult(folder, model, history);
    }

    /// <summary>A stateful layer that drops out, gradients that are summed up, a schedule, weighed batches, shuffled whole; a backup after each epoch, which stays.</summary>
    /// <remarks>A log that is appended to would get the lines twice if a run whose backup was deleted began again.</remarks>
    private static void Sequences(string folder)
    {
        Random random = new(3);
        int[,] x = new int[128, 6];
        float[] y = new float[128], weights = new float[128];
        for (int i = 0; i < 128; i++)
        {
            for (int j = 0; j < 6; j++)
                x[i, j] = random.Next(20);
            (y[i], weights[i]) = (x[i, 0] > x[i, 5] ? 1 : 0, random.NextSingle());
        }

        Sequential model =
        [
            new Input([6], batchSize: 16, dtype: DType.Int32), new Embedding(20, 8), new LSTM(12, stateful: true, dropout: 0.1, recurrentDropout: 0.1),
            new Dense(1, "sigmoid"),
        ];
        model.Compile(
            new RMSprop(new ExponentialDecay(0.01, 20, 0.9), gradientAccumulationSteps: 3), "binary_crossentropy", ["accuracy", "auc"], weightedMetrics: ["mae"]);
        History history = model.Fit(x, y, batchSize: 16, epochs: 10, verbose: 0, sampleWeight: weights, shuffle: "batch", callbacks:
        [
            new CSVLogger(Path.Combine(folder, "log.csv"), append: true),
            new BackupAndRestore(Path.Combine(folder, Backup), deleteCheckpoint: false),
            new TellsThatItBegins(),
        ]);
        WriteResult(folder, model, history);
    }

    private static DataArray Brighter(DataArray pixels, float light) =>
        DataArray.Of(pixels.AsSpan<float>().ToArray().Select(pixel => pixel + light).ToArray(), pixels.Shape);

    internal static (float[,,,] X, int[] Y) Pictures(int count)
    {
        Random random = new(7);
        float[,,,] x = new float[count, 8, 8, 1];
        int[] y = new int[count];
        for (int i = 0; i < count; i++)
        {
            y[i] = random.Next(Classes);
            for (int row = 0; row < 8; row++)
                for (int column = 0; column < 8; column++)
                    x[i, row, column, 0] = random.NextSingle() + (row / 3 == y[i] ? 1 : 0);

            // Some labels are wrong, so that training has its ups and downs.
            if (random.Next(4) == 0)
                y[i] = random.Next(Classes);
        }

        return (x, y);
    }

    /// <summary>All numbers that a run ends with; written last, and in one piece.</summary>
    private static void WriteResult(string folder, Model model, History history)
    {
        StringBuilder text = new();
        text.Append("weights ").AppendLine(Hash(model.Weights)).Append("optimizer ").AppendLine(Hash(model.Optimizer.Variables));
        foreach ((string name, IReadOnlyList<double> values) in history.ToDictionary())
            text.AppendLine(CultureInfo.InvariantCulture, $"{name} {string.Join(' ', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}");

        // The next number of the process-wide stream shows that this, too, is where it would have been.
        text.AppendLine(CultureInfo.InvariantCulture, $"next seed {new SeedGenerator().State.Value.AsSpan<long>()[0]}");
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsOfRun).Order(StringComparer.Ordinal))
            text.AppendLine(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(folder, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}");
        WriteResult(folder, text);
    }

    /// <summary>Writes a result in one piece.</summary>
    internal static void WriteResult(string folder, StringBuilder text)
    {
        string temporary = Path.Combine(folder, $"{Result}.tmp");
        File.WriteAllText(temporary, text.ToString());
        File.Move(temporary, Path.Combine(folder, Result));
    }

    /// <summary>Whether a file is what the run made; of the backup, the end of the run shows whether it was right.</summary>
    private static bool IsOfRun(string file) =>
        !file.EndsWith(".tmp", StringComparison.Ordinal) && Path.GetFileName(Path.GetDirectoryName(file)) != Backup;

    internal static string Hash(IEnumerable<Variable> variables)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Variable variable in variables)
            hash.AppendData(variable.Value.AsBytes());
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
