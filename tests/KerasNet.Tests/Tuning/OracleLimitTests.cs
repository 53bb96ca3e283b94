using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

/// <summary>Where searches end, and what they leave out on the way.</summary>
public sealed class OracleLimitTests
{
    public static TheoryData<string> Searches => ["random", "grid", "hyperband", "bayes"];

    [Theory]
    [MemberData(nameof(Searches))]
    public void InfeasiblePointsAreDrawnAgainAndDoNotCount(string kind)
    {
        Oracle oracle = Make(kind, Space(), kind is "grid" or "hyperband" ? null : 20);
        OracleRun.ToEnd(oracle, Sum, IsFeasible);
        Trial[] trained = [.. oracle.Trials.Values.Where(trial => trial.Status == TrialStatus.Completed)];
        Assert.Contains(oracle.Trials.Values, trial => trial.Status == TrialStatus.Infeasible);
        Assert.Equal(kind switch { "grid" => 13 * 3, "hyperband" => Planned(), _ => 20 }, trained.Length);
        Assert.All(trained, trial => Assert.True(IsFeasible(trial)));
        Assert.Equal(trained.Select(trial => trial.Id), oracle.EndOrder);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("grid")]
    [InlineData("bayes")]
    public void ASpaceThatIsUsedUpEndsTheSearchWithAReason(string kind)
    {
        Oracle oracle = Make(kind, Space(), 1000);
        Trial end = OracleRun.ToEnd(oracle, Sum);
        Assert.Equal(TrialStatus.Stopped, end.Status);
        Assert.Equal(kind == "grid" ? "All combinations have been tried." : "All 48 points of the space have been tried.", end.Message);
        Assert.Equal(48, oracle.Trials.Values.Select(trial => Oracle.Hash(trial.HyperParameters.Values)).Distinct().Count());
        Assert.Equal(48, oracle.Trials.Count);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("grid")]
    [InlineData("bayes")]
    public void ASpaceWithoutAFeasiblePointEndsTheSearch(string kind)
    {
        Oracle oracle = Make(kind, Space(), 10);
        Trial end = OracleRun.ToEnd(oracle, Sum, _ => false);
        Assert.Equal(TrialStatus.Stopped, end.Status);
        Assert.All(oracle.Trials.Values, trial => Assert.Equal(TrialStatus.Infeasible, trial.Status));
        Assert.Equal(10, oracle.RemainingTrials);
    }

    [Fact]
    public void AnEndlessSpaceWithoutAFeasiblePointIsAnError()
    {
        HyperParameters space = new();
        space.Float("x", 0, 1);
        Assert.Contains("broke what the model requires", Assert.Throws<TooManyFailuresException>(
            () => OracleRun.ToEnd(Make("random", space, 10), Sum, _ => false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AllTrialsStartedIsAReasonToo() =>
        Assert.Equal("All 5 trials have been started.", OracleRun.ToEnd(Make("random", Space(), 5), Sum).Message);

    [Fact]
    public void AProcessLearnsWhereNotToLookForFeasiblePoints()
    {
        HyperParameters space = new();
        space.Float("x", 0, 1);
        space.Float("y", 0, 1);

        // The best point lies behind the border: without that lesson the search would go on proposing its surroundings.
        Oracle oracle = Make("bayes", space, 25);
        OracleRun.ToEnd(oracle, trial => 1 - Number(trial, "x") - Number(trial, "y"), trial => Number(trial, "x") + Number(trial, "y") <= 1);
        Assert.InRange(oracle.Trials.Values.Count(trial => trial.Status == TrialStatus.Infeasible), 1, 60);
        Assert.InRange(oracle.GetBestTrials()[0].Score!.Value, 0, 0.02);
    }

    private static Oracle Make(string kind, HyperParameters space, int? maxTrials)
    {
        OracleOptions options = OracleRun.Options(space, maxTrials);
        return kind switch
        {
            "random" => new RandomSearchOracle(options),
            "grid" => new GridSearchOracle(options),
            "bayes" => new BayesianOptimizationOracle(options),
            _ => new HyperbandOracle(options, maxEpochs: 9),
        };
    }

    private static int Planned()
    {
        HyperbandOracle oracle = (HyperbandOracle)Make("hyperband", Space(), null);
        return Enumerable.Range(0, oracle.Brackets).Sum(bracket => oracle.Plan(bracket).Sum(round => round.Size));
    }

    /// <summary>48 points: 4 · (4 + 8).</summary>
    private static HyperParameters Space()
    {
        HyperParameters space = new();
        space.Int("units", 1, 4);
        space.Choice("kind", ["plain", "deep"]);
        space.Int("rate", 1, 4);
        space.Boolean("pool", parentName: "kind", parentValues: ["deep"]);
        return space;
    }

    private static bool IsFeasible(Trial trial) => Number(trial, "units") + Number(trial, "rate") <= 6;

    private static double Sum(Trial trial) => Number(trial, "units") + Number(trial, "rate");

    private static double Number(Trial trial, string name) => Convert.ToDouble(trial.HyperParameters[name], System.Globalization.CultureInfo.InvariantCulture);
}
