namespace KerasNet.Goldens;

/// <summary>The console program: <c>dotnet run -c Release --project tests/KerasNet.Goldens -- [--verbose] [topic…]</c>.</summary>
internal static class GoldensCommand
{
    private static int Main(string[] args)
    {
        bool verbose = args.Contains("--verbose");
        GoldenFolder folder = GoldenFolder.Find();
        string[] wanted = [.. args.Where(arg => !arg.StartsWith('-'))];
        List<(string Topic, IReadOnlyList<Outcome> Outcomes)> results = [];
        foreach (string topic in wanted.Length > 0 ? wanted : folder.Topics)
        {
            IReadOnlyList<Outcome> outcomes = GoldenRunner.Run(folder, topic);
            Report.Details(topic, outcomes, verbose);
            results.Add((topic, outcomes));
        }

        Report.Totals(results);
        return results.Any(result => result.Outcomes.Any(outcome => outcome.Verdict == Verdict.Failed)) ? 1 : 0;
    }
}
