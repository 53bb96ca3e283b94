using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

public sealed class HeldOutTests : IDisposable
{
    private readonly TemporaryStudy _study = new();

    private TunerOptions Options => _study.Options with { TestSplit = 0.2 };

    public void Dispose() => _study.Dispose();

    [Fact]
    public void No_trial_sees_the_test_set_and_each_class_is_in_it()
    {
        RecordedFits fits = Trained();
        using RandomSearch tuner = Search(fits, Options with { Folds = 2 });

        int[] seen = [.. fits.Fits.Values.SelectMany(fit => RecordedFits.NumbersOf(fit.X!).Concat(RecordedFits.NumbersOf(fit.ValidationData!.Value.X))).Distinct()];
        int[] test = [.. Enumerable.Range(0, RecordedFits.Samples).Except(seen)];
        Assert.Equal([6, 4, 2], Enumerable.Range(0, 3).Select(label => test.Count(row => RecordedFits.Y[row] == label)));
    }

    [Fact]
    public void The_best_model_is_measured_on_it_once()
    {
        RecordedFits fits = Trained();
        using (RandomSearch tuner = Search(fits, Options))
        {
            int[] test = [.. Enumerable.Range(0, RecordedFits.Samples).Except(fits.Fits.Values.SelectMany(fit => RecordedFits.NumbersOf(fit.X!)))];
            DataArrays x = RecordedFits.X, y = RecordedFits.Y;
            Logs expected = tuner.GetBestModels()[0].Evaluate(x.Rows(test), y.Rows(test), verbose: 0);
            Assert.Equal(tuner.Oracle.GetBestTrials()[0].Id, tuner.TestResult!.TrialId);
            Assert.Equal(expected["loss"], tuner.TestResult.Results["loss"]);
            Assert.Equal(expected["accuracy"], tuner.TestResult.Results["accuracy"]);
            tuner.Search(Data);
        }

        using RandomSearch again = Search(fits, Options);
        Assert.Equal(1, fits.Evaluations);
        Assert.NotNull(again.TestResult);
    }

    [Fact]
    public void Another_best_model_is_measured_too()
    {
        RecordedFits fits = Trained();
        using (Search(fits, Options, trials: 1))
            Assert.Equal(1, fits.Evaluations);
        using RandomSearch tuner = Search(fits, Options, trials: 6);

        string best = tuner.Oracle.GetBestTrials()[0].Id;
        Assert.NotEqual("0", best);
        Assert.Equal(best, tuner.TestResult!.TrialId);
        Assert.Equal(2, fits.Evaluations);
    }

    [Fact]
    public void Data_of_its_own_may_be_given()
    {
        RecordedFits fits = Trained();
        DataArrays x = RecordedFits.X, y = RecordedFits.Y;
        int[] rows = [0, 1, 35, 55];
        using RandomSearch tuner = new(fits, new OracleOptions { Objective = "loss", MaxTrials = 1, Seed = 1 }, _study.Options);
        tuner.Search(Data with { TestData = (x.Rows(rows), y.Rows(rows)), TestSampleWeight = new float[] { 0, 0, 0, 1 } });

        Assert.Equal(tuner.GetBestModels()[0].Evaluate(x.Rows([55]), y.Rows([55]), verbose: 0)["loss"] / 4, tuner.TestResult!.Results["loss"], 1e-6);
        Assert.All(fits.Fits.Values, fit => Assert.Null(fit.TestData));
    }

    [Fact]
    public void Without_a_test_set_there_is_no_result()
    {
        using RandomSearch tuner = Search(Trained(), _study.Options);

        Assert.Null(tuner.TestResult);
    }

    [Theory]
    [InlineData("batches", "batches are given")]
    [InlineData("both", "Both TestSplit and TestData are given")]
    [InlineData("few", "TestSplit 0.2 of 3 samples leaves 3 to search with and 0 to test on")]
    public void What_cannot_be_held_out_is_said(string what, string message)
    {
        DataArrays x = RecordedFits.X, y = RecordedFits.Y;
        TrialFit fit = what switch
        {
            "batches" => new TrialFit { Batches = [new DataBatch(x, y)] },
            "both" => Data with { TestData = (x, y) },
            _ => new TrialFit { X = x.Rows([0, 1, 2]), Y = y.Rows([0, 1, 2]) },
        };
        using RandomSearch tuner = new(Trained(), new OracleOptions { Objective = "loss", MaxTrials = 1, Seed = 1 }, Options);

        Assert.Contains(message, Assert.Throws<SearchException>(() => tuner.Search(fit)).Message, StringComparison.Ordinal);
    }

    private static TrialFit Data => new() { X = RecordedFits.X, Y = RecordedFits.Y, Epochs = 2 };

    private static RecordedFits Trained() => new() { Train = (_, model, fit) => fit.Run(model) };

    private static RandomSearch Search(RecordedFits fits, TunerOptions options, int trials = 2)
    {
        RandomSearch tuner = new(fits, new OracleOptions { Objective = "loss", MaxTrials = trials, Seed = 5 }, options);
        tuner.Search(Data);
        return tuner;
    }
}
