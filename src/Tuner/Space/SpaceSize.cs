namespace KerasNet.Tuning;

/// <summary>Counts the points of a space, conditions minded, and finds them by number.</summary>
/// <remarks>Only hyperparameters that others depend on are gone through value by value; the others multiply. What depends on nothing in common multiplies too.</remarks>
internal static class SpaceSize
{
    // So many cases of parents are a search of years anyway.
    private const int MaxCases = 1_000_000;

    /// <summary>The number of points; infinity where a range has no steps, or where the conditions are too many to go through.</summary>
    internal static double Of(IReadOnlyList<HyperParameter> space)
    {
        double points = 1;
        foreach (HyperParameter[] group in Groups(space))
        {
            int cases = 0;
            points *= Of(group, 0, [], [.. group.SelectMany(one => one.Conditions).Select(condition => condition.Name)], ref cases);
        }

        return points;
    }

    /// <summary>All points of a space that is not infinite, in the order of the grid that begins with each hyperparameter's first value.</summary>
    internal static IEnumerable<IReadOnlyDictionary<string, object>> Points(IReadOnlyList<HyperParameter> space) => Points(space, 0, []);

    private static IEnumerable<Dictionary<string, object>> Points(IReadOnlyList<HyperParameter> space, int from, Dictionary<string, object> values)
    {
        int next = NextActive(space, from, values);
        if (next == space.Count)
            return [new(values)];
        return All(space[next]).SelectMany(value => Points(space, next + 1, new(values) { [space[next].Name] = value }));
    }

    private static double Of(HyperParameter[] group, int from, Dictionary<string, object> values, HashSet<string> parents, ref int cases)
    {
        int next = NextActive(group, from, values);
        if (next == group.Length)
            return 1;
        HyperParameter parameter = group[next];
        if (parameter.Count is not { } count)
            return double.PositiveInfinity;
        if (!parents.Contains(parameter.Name))
            return count * Of(group, next + 1, new(values) { [parameter.Name] = parameter.Default }, parents, ref cases);
        double points = 0;
        foreach (object value in All(parameter))
        {
            if (++cases > MaxCases)
                return double.PositiveInfinity;
            points += Of(group, next + 1, new(values) { [parameter.Name] = value }, parents, ref cases);
        }

        return points;
    }

    /// <summary>The next hyperparameter that is active and has no value yet. One name counts once, also where it stands under two conditions that both hold.</summary>
    private static int NextActive(IReadOnlyList<HyperParameter> space, int from, Dictionary<string, object> values)
    {
        while (from < space.Count && (values.ContainsKey(space[from].Name) || !space[from].IsActive(values)))
            from++;
        return from;
    }

    /// <summary>All values; those of a whole number without steps are not the ten of the grid.</summary>
    private static IEnumerable<object> All(HyperParameter parameter) => parameter is IntParameter { Step: null } range
        ? Enumerable.Range(0, (int)range.Count!.Value).Select(i => (object)(range.MinValue + i))
        : parameter.Values.Distinct();

    /// <summary>Hyperparameters that depend on each other, directly or not, in the order of the space.</summary>
    private static IEnumerable<HyperParameter[]> Groups(IReadOnlyList<HyperParameter> space)
    {
        Dictionary<string, string> root = [];
        string Root(string name)
        {
            while (root.TryGetValue(name, out string? up) && up != name)
                name = up;
            return name;
        }

        foreach (HyperParameter parameter in space)
            foreach (Condition condition in parameter.Conditions)
                root[Root(parameter.Name)] = Root(condition.Name);
        return space.GroupBy(parameter => Root(parameter.Name)).Select(group => group.ToArray());
    }
}
