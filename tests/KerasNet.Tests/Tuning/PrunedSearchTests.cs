using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

/// <summary>Searches that stop trials early.</summary>
public sealed class PrunedSearchTests : IDisposable
{
    private const int Epochs = 6;

    private static readonly float[,] s_x = new float[8, 2];
    private static readonly float[] s_y = new float[8];

    private readonly string _folder = Directory.CreateTempSubdirectory("keras-pruned").FullName;

    static PrunedSearchTests()
    {
        for (int i = 0; i < 8; i++)
        {
            (s_x[i, 0], s_x[i, 1]) = (i / 8f, 1 - (i * i / 64f));
            s_y[i] = (2 * s_x[i, 0]) - s_x[i, 1];
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void BadTrialsEndEarlyAndKeepTheirScores()
    {
        using RandomSearch tuner = Search(new MedianPruner(startupTrials: 3));
        Trial[] pruned = [.. tuner.Trials.Where(trial => trial.Status == TrialStatus.Pruned)];
        Assert.NotEmpty(pruned);
        Assert.Equal(12, tuner.Trials.Count);
        Assert.All(pruned, trial =>
        {
            Assert.InRange(trial.Epochs.Count, 1, Epochs);
            Assert.Equal(trial.Epochs.Min(epoch => epoch.Logs["loss"]), trial.Score);
            Assert.StartsWith("After epoch ", trial.Message, StringComparison.Ordinal);
        });
        Assert.Contains(pruned, trial => trial.Epochs.Count < Epochs);
        Assert.All(tuner.Trials.Except(pruned), trial => Assert.Equal(Epochs, trial.Epochs.Count));
        Assert.All(tuner.GetBestHyperParameters(12), hp => Assert.DoesNotContain(pruned, trial => trial.HyperParameters == hp));
    }

    [Fact]
    public void ASearchThatIsTakenUpDoesNotDecideAgain()
    {
        string[] before;
        using (RandomSearch tuner = Search(new SuccessiveHalvingPruner(factor: 2)))
            before = Describe(tuner);
        using RandomSearch again = Search(new NotAgain());
        Assert.Equal(before, Describe(again));
        Assert.Contains(before, line => line.Contains(nameof(TrialStatus.Pruned), StringComparison.Ordinal));
    }

    [Fact]
    public void ThePrunersFirstExecutionDecides()
    {
        using RandomSearch tuner = Search(new MedianPruner(startupTrials: 3), executions: 3);
        foreach (Trial trial in tuner.Trials)
            Assert.Equal(trial.Status == TrialStatus.Pruned ? 1 : 3, trial.Epochs.Select(epoch => epoch.Execution).Distinct().Count());
        Assert.Contains(tuner.Trials, trial => trial.Status == TrialStatus.Pruned);
    }

    [Fact]
    public void HyperbandTakesNoPruner() => Assert.Contains(
        "by brackets", Assert.Throws<ArgumentException>(() => new Hyperband(Build, "loss", options: new TunerOptions { Directory = _folder, Pruner = new MedianPruner() })).Message,
        StringComparison.Ordinal);

    private RandomSearch Search(Pruner pruner, int executions = 1)
    {
        RandomSearch tuner = new(
            Build, "loss", maxTrials: 12, seed: 5, options: new TunerOptions { Directory = _folder, Pruner = pruner, ExecutionsPerTrial = executions, Verbose = 0 });
        tuner.Search(s_x, s_y, epochs: Epochs);
        return tuner;
    }

    private static string[] Describe(Tuner tuner) =>
        [.. tuner.Trials.Select(trial => $"{trial.Id} {trial.Status} {trial.Score:R} {trial.Epochs.Count} {trial.Message}")];

    private static Sequential Build(HyperParameters hp)
    {
        Sequential model = [new Input([2]), new Dense(1)];
        model.Compile(new SGD(hp.Float("rate", 1e-5, 0.3, sampling: Sampling.Log)), "mse");
        return model;
    }

    private sealed class NotAgain : Pruner
    {
        public override string? Judge(LearningCurve curve, IReadOnlyList<LearningCurve> others, Direction direction) => throw new InvalidOperationException("decided again");
    }
}
