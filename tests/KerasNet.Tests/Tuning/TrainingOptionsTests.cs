using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

public sealed class TrainingOptionsTests : IDisposable
{
    private readonly TemporaryStudy _study = new();

    public void Dispose() => _study.Dispose();

    [Fact]
    public void Batch_size_epochs_and_class_weights_are_searched_like_anything_else()
    {
        RecordedFits fits = new()
        {
            Change = (hp, fit) => fit with
            {
                BatchSize = hp.Int("batch_size", 4, 32, step: 4),
                Epochs = hp.Int("epochs", 1, 3),
                ClassWeight = hp.Boolean("weigh") ? new Dictionary<int, double> { [2] = 3 } : null,
            },
            Train = (_, model, fit) => fit.Run(model),
        };
        using RandomSearch tuner = Search(fits, trials: 6);

        Assert.Equal(["batch_size", "epochs", "weigh", "units"], tuner.Oracle.Space.Space.Select(one => one.Name));
        foreach (Trial trial in tuner.Trials)
        {
            TrialFit fit = fits.Fits[(trial.Id, 0)];
            Assert.Equal(trial.HyperParameters.Get<int>("batch_size"), fit.BatchSize);
            Assert.Equal(trial.HyperParameters.Get<int>("epochs"), trial.Epochs.Count);
            Assert.Equal(trial.HyperParameters.Get<bool>("weigh"), fit.ClassWeight is not null);
        }

        Assert.True(tuner.Trials.Select(trial => trial.Epochs.Count).Distinct().Count() > 1);
    }

    [Fact]
    public void Augmentation_is_searched_too()
    {
        int augmented = 0;
        RecordedFits fits = new()
        {
            Change = (hp, fit) =>
            {
                bool augment = hp.Boolean("augment");
                double noise = hp.Float("noise", 0.1, 1, parentName: "augment", parentValues: [true]);
                return augment ? fit with { Callbacks = [() => new Augmentation([new GaussianNoise(noise)], seed: 1), Counted] } : fit;
            },
            Train = (_, model, fit) => fit.Run(model),
        };
        Callback Counted()
        {
            augmented++;
            return new LambdaCallback();
        }

        using RandomSearch tuner = Search(fits, trials: 6);

        Assert.All(tuner.Trials, trial => Assert.True(trial.Status == TrialStatus.Completed, trial.Message));
        Assert.Equal(tuner.Trials.Count(trial => trial.HyperParameters.Get<bool>("augment")), augmented);
        Assert.InRange(augmented, 1, 5);
        Assert.All(tuner.Trials, trial => Assert.Equal(trial.HyperParameters.Get<bool>("augment"), trial.HyperParameters.Contains("noise")));
    }

    [Fact]
    public void Each_execution_makes_its_own_callbacks_and_knows_its_trial()
    {
        string logs = Path.Combine(_study.Folder, "logs");
        RecordedFits fits = new()
        {
            Change = (_, fit) => fit with { Callbacks = [() => new CSVLogger(Path.Combine(Directory.CreateDirectory(logs).FullName, $"{fit.TrialId}-{fit.Execution}.csv"))] },
            Train = (_, model, fit) => fit.Run(model),
        };
        using RandomSearch tuner = Search(fits, trials: 2, _study.Options with { ExecutionsPerTrial = 2 });

        Assert.Equal(["0-0.csv", "0-1.csv", "1-0.csv", "1-1.csv"], Directory.GetFiles(logs).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private RandomSearch Search(RecordedFits fits, int trials, TunerOptions? options = null)
    {
        RandomSearch tuner = new(fits, new OracleOptions { Objective = "loss", MaxTrials = trials, Seed = 2 }, options ?? _study.Options);
        tuner.Search(new TrialFit { X = RecordedFits.X, Y = RecordedFits.Y });
        return tuner;
    }
}
