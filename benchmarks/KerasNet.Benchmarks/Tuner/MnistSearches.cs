using System.Numerics.Tensors;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Tuning;

namespace KerasNet.Benchmarks.Tuner;

/// <summary>Searches for a small network for 2,000 digits, judged by the loss on 2,000 others.</summary>
internal static class MnistSearches
{
    private const int Samples = 2000;
    private const int Trials = 30;
    private const int Epochs = 5;
    private const int MaxEpochs = 27;
    private const string Objective = "val_loss";

    private static readonly Lazy<TrialFit> s_data = new(Load);

    /// <summary>The best of as many trials: a process against chance.</summary>
    internal static Duel Bayes(long seed, Acquisition acquisition)
    {
        double random = Best(Search(Chance(seed), Epochs));
        double bayes = Best(Search(new BayesianOptimizationOracle(Options(seed), acquisition: acquisition), Epochs));
        return new Duel(random, bayes, 1, bayes < random);
    }

    /// <summary>The epochs until a trial is as good as the best of a search by chance that trains all of its trials to the end.</summary>
    internal static Duel Hyperband(long seed)
    {
        IReadOnlyList<Trial> all = Search(Chance(seed), MaxEpochs);
        double random = Best(all);
        IReadOnlyList<Trial> trials = Search(new HyperbandOracle(Options(seed) with { MaxTrials = null }, MaxEpochs), MaxEpochs);
        int needed = 0;
        foreach (Trial trial in trials)
        {
            needed += trial.Epochs.Count;
            if (trial.Score <= random)
                break;
        }

        double share = Best(trials) <= random ? (double)needed / all.Sum(trial => trial.Epochs.Count) : double.PositiveInfinity;
        return new Duel(random, Best(trials), double.IsFinite(share) ? share : -1, share <= 1.0 / 3);
    }

    private static RandomSearchOracle Chance(long seed) => new(Options(seed));

    private static OracleOptions Options(long seed) => new() { Objective = Objective, MaxTrials = Trials, Seed = seed };

    private static double Best(IReadOnlyList<Trial> trials) => trials.Where(trial => trial.Status == TrialStatus.Completed).Min(trial => trial.Score!.Value);

    private static IReadOnlyList<Trial> Search(Oracle oracle, int epochs)
    {
        string folder = Directory.CreateTempSubdirectory("keras-tuner").FullName;
        try
        {
            HyperModel model = HyperModel.From(Build, (hp, fit) => fit with { BatchSize = hp.Choice("batch_size", [16, 32, 64, 128]) });
            TunerOptions options = new() { Directory = folder, Verbose = 0 };
            using Tuning.Tuner tuner = oracle is HyperbandOracle hyperband ? new Hyperband(model, hyperband, options) : new Tuning.Tuner(model, oracle, options);
            tuner.Search(s_data.Value with { Epochs = epochs });
            return tuner.Trials;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Model Build(HyperParameters hp)
    {
        Sequential model =
        [
            new Input([784]),
            new Dense(hp.Int("units", 16, 256, sampling: Sampling.Log), "relu"),
            new Dropout(hp.Float("dropout", 0, 0.7)),
            new Dense(10, "softmax"),
        ];
        model.Compile(new Adam(hp.Float("learning_rate", 1e-5, 1e-1, sampling: Sampling.Log)), "sparse_categorical_crossentropy");
        return model;
    }

    private static TrialFit Load()
    {
        var ((x, y), _) = Datasets.Mnist.Load();
        return new TrialFit { X = Pixels(x, 0), Y = Labels(y, 0), ValidationData = (Pixels(x, Samples), Labels(y, Samples)) };
    }

    private static DataArrays Pixels(Tensor<byte> images, int from)
    {
        byte[] bytes = new byte[images.FlattenedLength];
        images.FlattenTo(bytes);
        return Tensor.Create([.. bytes.AsSpan(from * 784, Samples * 784).ToArray().Select(value => value / 255f)], [(nint)Samples, 784]);
    }

    private static DataArrays Labels(Tensor<byte> labels, int from)
    {
        byte[] bytes = new byte[labels.FlattenedLength];
        labels.FlattenTo(bytes);
        return bytes[from..(from + Samples)].Select(value => (int)value).ToArray();
    }
}
