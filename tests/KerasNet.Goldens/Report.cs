using Spectre.Console;

namespace KerasNet.Goldens;

/// <summary>Prints what came out.</summary>
internal static class Report
{
    /// <summary>Prints a topic's failures, what it does not cover, and with <paramref name="verbose"/> every case that did not pass.</summary>
    internal static void Details(string topic, IReadOnlyList<Outcome> outcomes, bool verbose)
    {
        foreach (Outcome failed in outcomes.Where(outcome => outcome.Verdict == Verdict.Failed))
            Console.WriteLine($"FAILED {topic}/{failed.Name}: {failed.Reason}");
        foreach (IGrouping<string, Outcome> decided in outcomes.Where(outcome => outcome.Verdict == Verdict.Decided).GroupBy(outcome => outcome.Reason))
            Console.WriteLine($"decided {topic}: {decided.Key}: {string.Join(", ", decided.Select(outcome => outcome.Name))}");
        IGrouping<string, Outcome>[] missing =
        [
            .. outcomes.Where(outcome => outcome.Verdict == Verdict.NotCovered).GroupBy(outcome => outcome.Reason).OrderByDescending(group => group.Count()),
        ];
        if (verbose)
            foreach (Outcome outcome in missing.SelectMany(group => group))
                Console.WriteLine($"not covered {topic}/{outcome.Name}: {outcome.Reason}");
        else if (missing.Length > 0)
            Console.WriteLine($"not covered {topic}: {string.Join(", ", missing.Select(group => $"{group.Key} {group.Count()}"))}");
    }

    /// <summary>Prints the table of all topics and the last line.</summary>
    internal static void Totals(IReadOnlyList<(string Topic, IReadOnlyList<Outcome> Outcomes)> topics)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("topic");
        foreach (string column in (string[])["passed", "failed", "not covered", "decided"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach ((string topic, IReadOnlyList<Outcome> outcomes) in topics)
            table.AddRow([topic, .. Enum.GetValues<Verdict>().Select(verdict => $"{Count(outcomes, verdict)}")]);
        AnsiConsole.Write(table);
        Outcome[] all = [.. topics.SelectMany(topic => topic.Outcomes)];
        int skipped = Count(all, Verdict.NotCovered) + Count(all, Verdict.Decided);
        Console.WriteLine($"{Count(all, Verdict.Passed)} passed, {Count(all, Verdict.Failed)} failed, {skipped} skipped");
    }

    private static int Count(IEnumerable<Outcome> outcomes, Verdict verdict) => outcomes.Count(outcome => outcome.Verdict == verdict);
}
