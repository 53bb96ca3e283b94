using KerasNet.Tuning;

namespace KerasNet.Benchmarks.Tuner;

/// <summary>Searches for the least value of functions that cost nothing.</summary>
internal static class FunctionSearches
{
    private const int Trials = 30;

    /// <summary>Branin's function of two numbers: three valleys, all 0.397887 deep.</summary>
    internal static Duel Branin(long seed, Acquisition acquisition)
    {
        double random = Best(new RandomSearchOracle(Options(seed)));
        double bayes = Best(new BayesianOptimizationOracle(Options(seed), acquisition: acquisition));
        return new Duel(random, bayes, 1, bayes < random);
    }

    private static OracleOptions Options(long seed)
    {
        HyperParameters space = new();
        space.Float("x", -5, 10);
        space.Float("y", 0, 15);
        return new() { Objective = new Objective("value", Direction.Min), MaxTrials = Trials, Seed = seed, HyperParameters = space };
    }

    private static double Best(Oracle oracle)
    {
        for (Trial trial = oracle.CreateTrial("w"); trial.Status == TrialStatus.Running; trial = oracle.CreateTrial("w"))
        {
            oracle.UpdateTrial(trial.Id, new Dictionary<string, double> { ["value"] = Branin(trial.HyperParameters.Get<double>("x"), trial.HyperParameters.Get<double>("y")) });
            oracle.EndTrial(trial.Id, TrialStatus.Completed);
        }

        return oracle.GetBestTrials()[0].Score!.Value;
    }

    private static double Branin(double x, double y)
    {
        double valley = y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
        return (valley * valley) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;
    }
}
