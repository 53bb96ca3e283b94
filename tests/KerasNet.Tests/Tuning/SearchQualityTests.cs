using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

/// <summary>How soon searches find good points, on functions that cost nothing; <c>benchmarks -- tuner</c> does the same with networks.</summary>
public sealed class SearchQualityTests
{
    private const int Seeds = 10;
    private const int Trials = 30;

    [Theory]
    [InlineData(Acquisition.ExpectedImprovement)]
    [InlineData(Acquisition.LowerBound)]
    public void AProcessBeatsChanceOnBranin(Acquisition acquisition)
    {
        int wins = Enumerable.Range(1, Seeds).Count(seed =>
            Best(new BayesianOptimizationOracle(Options(seed), acquisition: acquisition)) < Best(new RandomSearchOracle(Options(seed))));
        Assert.InRange(wins, 8, Seeds);
    }

    [Fact]
    public void HyperbandIsAsGoodAsChanceWithAThirdOfTheEpochs()
    {
        const int MaxEpochs = 27;
        double[] shares = [.. Enumerable.Range(1, Seeds).Select(seed =>
        {
            double chance = Best(new RandomSearchOracle(Options(seed)));
            HyperbandOracle oracle = new(Options(seed, null), MaxEpochs);
            int epochs = 0;
            for (Trial trial = oracle.CreateTrial("w"); trial.Status == TrialStatus.Running; trial = oracle.CreateTrial("w"))
            {
                int trained = trial.HyperParameters.Get<int>("tuner/epochs");
                epochs += trained - trial.HyperParameters.Get<int>("tuner/initial_epoch");

                // What a point is worth shows more and more clearly.
                double score = Branin(trial) + (20.0 / trained) - (20.0 / MaxEpochs);
                if (score <= chance)
                    break;
                oracle.UpdateTrial(trial.Id, new Dictionary<string, double> { ["score"] = score });
                oracle.EndTrial(trial.Id, TrialStatus.Completed);
            }

            return epochs / (double)(Trials * MaxEpochs);
        })];
        Assert.InRange(shares.Count(share => share <= 1.0 / 3), 8, Seeds);
    }

    [Fact]
    public void AnInfiniteScoreCountsAsTheWorstFiniteOne()
    {
        HyperParameters space = new();
        space.Float("x", 0, 1);
        BayesianOptimizationOracle oracle = new(OracleRun.Options(space, 5));
        OracleRun.ToEnd(oracle, trial => trial.Id switch { "0" => 1.0, "1" => double.PositiveInfinity, _ => 0.5 });
        Assert.Equal([1.0, 1.0, 0.5, 0.5, 0.5], oracle.Vectors().Y);
    }

    [Fact]
    public void BadValuesArePulledInAndKeepTheirOrder()
    {
        double[] y = [5, 1, 2, 3, 4, 1e9, 6, 7, 8, 9, 1e12];
        double[] pulled = GaussianProcess.PullIn(y);
        Assert.Equal(y.Where(value => value <= 6), pulled.Where(value => value <= 6));
        Assert.Equal(y.Order().Select(value => Array.IndexOf(y, value)), pulled.Order().Select(value => Array.IndexOf(pulled, value)));
        Assert.InRange(pulled.Max(), 6, 200);
    }

    private static double Best(Oracle oracle)
    {
        OracleRun.ToEnd(oracle, Branin);
        return oracle.GetBestTrials()[0].Score!.Value;
    }

    private static OracleOptions Options(long seed, int? maxTrials = Trials)
    {
        HyperParameters space = new();
        space.Float("x", -5, 10);
        space.Float("y", 0, 15);
        return OracleRun.Options(space, maxTrials, seed);
    }

    /// <summary>Branin's function: three valleys, all 0.397887 deep.</summary>
    private static double Branin(Trial trial)
    {
        double x = trial.HyperParameters.Get<double>("x");
        double valley = trial.HyperParameters.Get<double>("y") - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
        return (valley * valley) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;
    }
}
