namespace KerasNet.Tuning;

/// <summary>Learns a search space by building models: with the defaults, then once for each conditional scope that was not active yet.</summary>
internal static class SpaceExplorer
{
    /// <summary>Asks a model for its hyperparameters until all conditional scopes that can be active have been.</summary>
    /// <param name="space">What is known beforehand.</param>
    /// <param name="build">Builds the model.</param>
    /// <param name="update">Told after each build what the model asked for; gives the space as it is known then.</param>
    internal static void Explore(HyperParameters space, Action<HyperParameters> build, Func<HyperParameters, HyperParameters> update)
    {
        List<IReadOnlyList<Condition>> pending = [];
        List<IReadOnlyList<Condition>> settled = [];
        HyperParameters point = space.Copy();
        while (true)
        {
            try
            {
                build(point);
            }
            catch (Exception) when (point.Infeasible is not null)
            {
                // The model cannot be built where its requirements do not hold; what it asked for before is known now.
            }

            space = update(point);
            settled.AddRange(point.ActiveScopes);
            pending.AddRange(point.InactiveScopes);
            pending.RemoveAll(scope => settled.Exists(other => other.SequenceEqual(scope)));
            if (pending.Count == 0)
                return;

            // A scope that its own values do not make active, such as one within another that excludes it, is visited once only.
            settled.Add(pending[0]);
            point = space.Copy();
            foreach (Condition condition in pending[0])
                point.Set(condition.Name, condition.Values[0]);
            point.EnsureActiveValues(missing => missing.Default);
        }
    }
}
