using System.Collections.Concurrent;
using KerasNet.Data;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

public sealed class FoldsTests : IDisposable
{
    private const int Folds = 5;

    private readonly TemporaryStudy _study = new();

    private TunerOptions Options => _study.Options with { Folds = Folds };

    public void Dispose() => _study.Dispose();

    [Fact]
    public void Each_sample_is_validated_on_in_one_fold_and_trained_on_in_the_others()
    {
        RecordedFits fits = Search(Options, RecordedFits.Y);

        Assert.Equal(Folds, fits.Fits.Count);
        Assert.Equal(Enumerable.Range(0, RecordedFits.Samples), fits.Fits.Values.SelectMany(Held).Order());
        foreach (TrialFit fit in fits.Fits.Values)
            Assert.Equal(Enumerable.Range(0, RecordedFits.Samples).Except(Held(fit)), RecordedFits.NumbersOf(fit.X!));
    }

    [Theory]
    [InlineData("int", true)]
    [InlineData("long column", true)]
    [InlineData("byte", true)]
    [InlineData("one-hot", true)]
    [InlineData("one-hot bytes", true)]
    [InlineData("binary floats", true)]
    [InlineData("numbers", false)]
    [InlineData("several labels", false)]
    public void Folds_have_their_share_of_each_class(string targets, bool areClasses)
    {
        int[] y = RecordedFits.Y;
        DataArrays given = targets switch
        {
            "int" => y,
            "long column" => DataArray.Of(y.Select(label => (long)label).ToArray(), [y.Length, 1]),
            "byte" => y.Select(label => (byte)label).ToArray(),
            "one-hot" => RecordedFits.OneHot,
            "one-hot bytes" => DataArray.Of(RecordedFits.OneHot.Cast<float>().Select(value => (byte)value).ToArray(), [y.Length, 3]),
            "binary floats" => y.Select(label => label == 2 ? 1f : 0).ToArray(),
            "numbers" => y.Select(label => label + 0.5f).ToArray(),
            _ => DataArray.Of(y.SelectMany(label => new float[] { 1, label == 2 ? 1 : 0 }).ToArray(), [y.Length, 2]),
        };

        int[][] shares = [.. Search(Options, given).Fits.Values.Select(Held).Select(rows => Enumerable.Range(0, 3).Select(label => rows.Count(row => y[row] == label)).ToArray())];

        // The last class, ten of 60 samples, is two in each of five folds; by chance that is as good as impossible.
        Assert.Equal(areClasses, shares.All(share => share[2] == 2));
        Assert.All(shares, share => Assert.Equal(RecordedFits.Samples / Folds, share.Sum()));
    }

    [Fact]
    public void All_trials_have_the_same_folds_and_each_execution_its_own()
    {
        RecordedFits fits = Search(Options with { ExecutionsPerTrial = 2 }, RecordedFits.Y, trials: 2);

        Assert.Equal(2 * 2 * Folds, fits.Fits.Count);
        for (int execution = 0; execution < 2 * Folds; execution++)
            Assert.Equal(Held(fits.Fits[("0", execution)]), Held(fits.Fits[("1", execution)]));
        Assert.NotEqual(Held(fits.Fits[("0", 0)]), Held(fits.Fits[("0", Folds)]));
    }

    [Fact]
    public void The_seed_decides_on_the_folds()
    {
        int[] Of(long seed)
        {
            using TemporaryStudy study = new();
            return Held(Search(study.Options with { Folds = Folds }, RecordedFits.Y, seed: seed).Fits[("0", 0)]);
        }

        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
    }

    [Fact]
    public void Weights_go_with_their_samples()
    {
        RecordedFits fits = new() { Change = (_, fit) => fit with { SampleWeight = Enumerable.Range(0, RecordedFits.Samples).Select(i => (float)i).ToArray() } };
        Search(Options, RecordedFits.Y, model: fits);

        foreach (TrialFit fit in fits.Fits.Values)
        {
            Assert.Equal(RecordedFits.NumbersOf(fit.X!), fit.SampleWeight![0].AsSpan<float>().ToArray().Select(weight => (int)weight));
            Assert.Equal(Held(fit), fit.ValidationSampleWeight![0].AsSpan<float>().ToArray().Select(weight => (int)weight));
        }
    }

    [Fact]
    public void Weights_count_where_a_fold_is_validated()
    {
        // Class 2 alone has weight, so what the loss says of the held samples is what it says of those of class 2.
        float[] weights = [.. RecordedFits.Y.Select(label => label == 2 ? 1f : 0)];
        List<double> differences = [];
        RecordedFits fits = new()
        {
            Change = (_, fit) => fit with { SampleWeight = weights },
            Train = (_, model, fit) =>
            {
                double logged = fit.Run(model)["val_loss"][^1];
                int[] held = Held(fit);
                float[] ofHeld = [.. held.Select(row => weights[row])];
                differences.Add(logged - model.Evaluate(fit.ValidationData!.Value.X, fit.ValidationData.Value.Y, verbose: 0, sampleWeight: ofHeld)["loss"]);
                return logged;
            },
        };
        Search(Options, RecordedFits.Y, model: fits);

        Assert.Equal(Folds, differences.Count);
        Assert.All(differences, difference => Assert.Equal(0, difference, 1e-6));
    }

    [Fact]
    public void The_score_is_the_mean_of_each_folds_best_epoch()
    {
        using RandomSearch tuner = new(hp => RecordedFits.Classifier(hp), "val_loss", 2, seed: 4, options: Options);
        tuner.Search(new TrialFit { X = RecordedFits.X, Y = RecordedFits.Y, Epochs = 3 });

        foreach (Trial trial in tuner.Trials)
        {
            IGrouping<int, TrialEpoch>[] folds = [.. trial.Epochs.GroupBy(epoch => epoch.Execution)];
            Assert.Equal(Enumerable.Range(0, Folds), folds.Select(fold => fold.Key));
            Assert.Equal(folds.Average(fold => fold.Min(epoch => epoch.Logs["val_loss"])), trial.Score!.Value, 1e-12);
        }
    }

    [Fact]
    public void A_model_that_goes_on_learns_from_nothing_it_is_validated_on()
    {
        ConcurrentDictionary<(string, int), float[]> after = new();
        RecordedFits fits = new()
        {
            Train = (hp, model, fit) =>
            {
                if (hp.TryGet("tuner/trial_id", out object? past))
                    Assert.Equal(after[((string)past, fit.Execution)], Weights(model));
                TrialResult result = fit.Run(model);
                after[(fit.TrialId, fit.Execution)] = Weights(model);
                return result;
            },
        };
        using Hyperband tuner = new(fits, new HyperbandOracle(new OracleOptions { Objective = "val_loss", MaxTrials = null, Seed = 1 }, maxEpochs: 3), _study.Options with { Folds = 2 });
        tuner.Search(new TrialFit { X = RecordedFits.X, Y = RecordedFits.Y });

        Assert.Contains(tuner.Trials, trial => trial.HyperParameters.Contains("tuner/trial_id"));
        Assert.All(tuner.Trials, trial => Assert.True(trial.Status == TrialStatus.Completed, trial.Message));
    }

    [Fact]
    public void A_study_goes_on_with_its_folds_only()
    {
        Search(Options, RecordedFits.Y);

        StudyMismatchException e = Assert.Throws<StudyMismatchException>(() => Search(Options with { Folds = 3 }, RecordedFits.Y));
        Assert.Contains("folds = 5", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batches", "batches are given")]
    [InlineData("validation split", "validated on in turn")]
    [InlineData("validation data", "validated on in turn")]
    [InlineData("no targets", "no targets are given")]
    [InlineData("small class", "of class 2 there are only 4")]
    [InlineData("few samples", "5 folds need at least as many samples. Received: 4")]
    [InlineData("no classes", "Stratify is asked for")]
    public void What_cannot_be_divided_is_said_before_any_training(string what, string message)
    {
        DataArrays x = RecordedFits.X, y = RecordedFits.Y;
        TrialFit whole = new() { X = x, Y = y };
        (TunerOptions options, TrialFit fit) = what switch
        {
            "batches" => (Options, new TrialFit { Batches = [new DataBatch(x, y)] }),
            "validation split" => (Options, whole with { ValidationSplit = 0.2 }),
            "validation data" => (Options, whole with { ValidationData = (x, y) }),
            "no targets" => (Options, new TrialFit { X = x }),
            "small class" => (Options, new TrialFit { X = x.Rows([.. Enumerable.Range(0, 54)]), Y = y.Rows([.. Enumerable.Range(0, 54)]) }),
            "few samples" => (Options, new TrialFit { X = x.Rows([0, 1, 2, 3]), Y = y.Rows([0, 1, 2, 3]) }),
            _ => (Options with { Stratify = true }, whole with { Y = RecordedFits.X }),
        };
        RecordedFits fits = new();
        using RandomSearch tuner = new(fits, new OracleOptions { MaxTrials = 1, Seed = 1 }, options);

        SearchException e = Assert.Throws<SearchException>(() => tuner.Search(fit));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Empty(fits.Fits);
    }

    [Fact]
    public void Targets_that_are_no_classes_may_be_divided_by_chance()
    {
        DataArrays years = Enumerable.Range(1, RecordedFits.Samples).ToArray();

        Assert.Equal(Folds, Search(Options with { Stratify = false }, years).Fits.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Fewer_than_two_folds_are_none(int folds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Search(Options with { Folds = folds }, RecordedFits.Y));

    private static float[] Weights(Model model) => [.. model.GetWeights().SelectMany(weight => weight.ToArray())];

    private static int[] Held(TrialFit fit) => RecordedFits.NumbersOf(fit.ValidationData!.Value.X);

    private static RecordedFits Search(TunerOptions options, DataArrays y, int trials = 1, long seed = 7, RecordedFits? model = null)
    {
        model ??= new RecordedFits();
        using RandomSearch tuner = new(model, new OracleOptions { MaxTrials = trials, Seed = seed }, options);
        tuner.Search(new TrialFit { X = RecordedFits.X, Y = y });
        return model;
    }
}
