namespace KerasNet.Tuning;

/// <summary>How much of the differences between scores each hyperparameter explains.</summary>
/// <remarks>
/// Functional analysis of variance with a random forest (fANOVA; Hutter, Hoos and Leyton-Brown, 2014): trees, each grown on a sample drawn with
/// replacement, say what the score would be anywhere in the space; the share of a hyperparameter is the
/// variance of that over its values, everything else averaged, in the variance of all. What is left to 1 is
/// what hyperparameters do together. A hyperparameter that a trial did not ask for is taken to have its default.
/// </remarks>
internal static class Importance
{
    private const int Trees = 64;

    /// <summary>Fewer trials say nothing.</summary>
    internal const int LeastTrials = 5;

    /// <summary>The share of each hyperparameter, greatest first; empty where there are too few trials, or none differs.</summary>
    internal static IReadOnlyList<(string Name, double Share)> Of(SearchSnapshot search)
    {
        HyperParameter[] searched =
            [.. search.Space.Space.Where(one => one is not FixedParameter && search.Names.Contains(one.Name)).DistinctBy(one => one.Name)];
        TrialSnapshot[] trials = [.. search.Trials.Where(trial => trial.Status == TrialStatus.Completed && trial.Score is { } score && double.IsFinite(score))];
        if (searched.Length == 0 || trials.Length < LeastTrials)
            return [];
        double[] shares = Shares([.. trials.Select(trial => Point(search, searched, trial))], [.. trials.Select(trial => trial.Score!.Value)]);
        return [.. searched.Select((one, i) => (one.Name, Share: shares[i])).Where(one => double.IsFinite(one.Share)).OrderByDescending(one => one.Share)];
    }

    /// <summary>The share of each dimension in the variance over the unit cube; NaN where nothing varies.</summary>
    internal static double[] Shares(IReadOnlyList<double[]> x, IReadOnlyList<double> y)
    {
        Draws draws = new(0);
        double[] sums = new double[x[0].Length];
        int grown = 0;
        for (int tree = 0; tree < Trees; tree++)
        {
            int[] sample = [.. Enumerable.Range(0, x.Count).Select(_ => (int)(draws.Next() * x.Count))];
            RegressionTree grownTree = new([.. sample.Select(i => x[i])], [.. sample.Select(i => y[i])]);
            if (!(grownTree.Variance > 0))
                continue;
            grown++;
            for (int dimension = 0; dimension < sums.Length; dimension++)
                sums[dimension] += grownTree.VarianceOf(dimension) / grownTree.Variance;
        }

        return [.. sums.Select(sum => sum / grown)];
    }

    private static double[] Point(SearchSnapshot search, HyperParameter[] searched, TrialSnapshot trial) =>
    [
        .. searched.Select(one =>
        {
            // The same name may stand under several conditions, with other bounds.
            HyperParameter own = search.Space.Space.FirstOrDefault(other => other.Name == one.Name && other.IsActive(trial.Values)) ?? one;
            return Math.Clamp(own.ValueToProbability(trial.Values.GetValueOrDefault(one.Name, own.Default)), 0, 1);
        }),
    ];
}
