using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

/// <summary>Drives oracles without training: a space, a function of its points, a requirement.</summary>
internal static class OracleRun
{
    /// <summary>Runs a search to its end with one worker.</summary>
    /// <param name="oracle">The search; its objective is called <c>score</c>.</param>
    /// <param name="score">What a point comes to.</param>
    /// <param name="isFeasible">What the model requires; all points hold if not given.</param>
    /// <returns>The trial that said why the search is over.</returns>
    internal static Trial ToEnd(Oracle oracle, Func<Trial, double> score, Func<Trial, bool>? isFeasible = null)
    {
        while (true)
        {
            Trial trial = oracle.CreateTrial("w");
            if (trial.Status != TrialStatus.Running)
                return trial;
            if (isFeasible?.Invoke(trial) == false)
            {
                oracle.EndTrial(trial.Id, TrialStatus.Infeasible);
                continue;
            }

            oracle.UpdateTrial(trial.Id, new Dictionary<string, double> { ["score"] = score(trial) });
            oracle.EndTrial(trial.Id, TrialStatus.Completed);
        }
    }

    /// <summary>Options of a search for the least score.</summary>
    internal static OracleOptions Options(HyperParameters space, int? maxTrials, long seed = 1) =>
        new() { Objective = new Objective("score", Direction.Min), MaxTrials = maxTrials, Seed = seed, HyperParameters = space };
}
