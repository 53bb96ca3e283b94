namespace KerasNet.Tuning;

/// <summary>Tries all combinations: the defaults first, then the other values in their order, the last declared hyperparameter fastest.</summary>
/// <remarks>A range without a step gives its default and up to ten values between. Hyperparameters that become known on the way are put in where they belong.</remarks>
/// <param name="options">What all searches share. Without <see cref="OracleOptions.MaxTrials"/> the grid is gone through to its end.</param>
public sealed class GridSearchOracle(OracleOptions options) : Oracle(options)
{
    // The trials in the order of their combinations, which is not that of their numbers once hyperparameters join on the way.
    private readonly LinkedList<string> _order = [];

    // Trials whose next combination has not been looked at since they ended.
    private readonly Queue<string> _ended = [];

    // A grid ends by itself, however many of its points are left out.
    private protected override int MaxInfeasibleInARow => int.MaxValue;

    private protected override Proposal Propose(string trialId)
    {
        if (StartOrder.Count == 0)
        {
            _order.AddLast(trialId);
            HyperParameters first = new();
            foreach (HyperParameter parameter in Space.Space)
                if (parameter.IsActive(first.Values))
                    first.Set(parameter.Name, parameter.Default);
            return Proposal.Of(first.Values);
        }

        while (_ended.TryDequeue(out string? ended))
            if (After(ended) is { } next)
                return Place(trialId, ended, next);

        // Workers need not wait for the trials that run: what these ask for anew is put in when they end.
        foreach (string running in Ongoing.Values.Order(StringComparer.Ordinal))
            if (After(running) is { } next)
                return Place(trialId, running, next);
        return Ongoing.Count > 0 ? Proposal.Idle : Proposal.Stopped("All combinations have been tried.");
    }

    private protected override void Ended(Trial trial) => _ended.Enqueue(trial.Id);

    private Proposal Place(string trialId, string before, IReadOnlyDictionary<string, object> values)
    {
        _order.AddAfter(_order.Find(before)!, trialId);
        return Proposal.Of(values);
    }

    /// <summary>The combination after that of a trial; null if there is none, or if it has been tried.</summary>
    private IReadOnlyDictionary<string, object>? After(string trialId)
    {
        IReadOnlyDictionary<string, object>? next = Next(Trials[trialId].HyperParameters.Values);
        if (next is null)
            return null;
        string? follower = _order.Find(trialId)!.Next?.Value;
        return follower is not null && Compare(next, Trials[follower].HyperParameters.Values) >= 0 ? null : next;
    }

    private IReadOnlyDictionary<string, object>? Next(IReadOnlyDictionary<string, object> values)
    {
        HyperParameters point = Space.Copy();
        point.SetValues(values);
        foreach (HyperParameter parameter in point.Space.Reverse())
        {
            if (!parameter.IsActive(point.Values) || !point.Values.TryGetValue(parameter.Name, out object? value))
                continue;
            IReadOnlyList<object> all = InOrder(parameter);
            int place = Place(all, value);
            if (place < all.Count - 1)
            {
                point.Set(parameter.Name, all[place + 1]);
                point.EnsureActiveValues(missing => missing.Default);
                return point.Values;
            }

            point.Set(parameter.Name, parameter.Default);
        }

        return null;
    }

    /// <summary>Which of two combinations comes first: below 0 for <paramref name="a"/>.</summary>
    private int Compare(IReadOnlyDictionary<string, object> a, IReadOnlyDictionary<string, object> b)
    {
        foreach (HyperParameter parameter in Space.Space)
        {
            if (!parameter.IsActive(a) || !parameter.IsActive(b)
                || !a.TryGetValue(parameter.Name, out object? x) || !b.TryGetValue(parameter.Name, out object? y) || HyperValue.Same(x, y))
                continue;
            IReadOnlyList<object> all = InOrder(parameter);
            return Place(all, x) - Place(all, y);
        }

        return 0;
    }

    private static IReadOnlyList<object> InOrder(HyperParameter parameter) =>
        [parameter.Default, .. parameter.Values.Where(value => !HyperValue.Same(value, parameter.Default))];

    private static int Place(IReadOnlyList<object> values, object value)
    {
        for (int i = 0; i < values.Count; i++)
            if (HyperValue.Same(values[i], value))
                return i;
        return values.Count - 1;
    }
}
