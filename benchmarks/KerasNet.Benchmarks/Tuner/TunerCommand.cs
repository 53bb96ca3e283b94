using System.Globalization;
using System.Text.Json;

namespace KerasNet.Benchmarks.Tuner;

/// <summary>How soon searches find good points, against a search by chance: a JSON line for each seed, and one for all seeds of a case.</summary>
internal static class TunerCommand
{
    private static readonly Dictionary<string, Func<long, Duel>> s_cases = new()
    {
        ["branin-lower-bound"] = seed => FunctionSearches.Branin(seed, Tuning.Acquisition.LowerBound),
        ["branin-improvement"] = seed => FunctionSearches.Branin(seed, Tuning.Acquisition.ExpectedImprovement),
        ["mnist-lower-bound"] = seed => MnistSearches.Bayes(seed, Tuning.Acquisition.LowerBound),
        ["mnist-improvement"] = seed => MnistSearches.Bayes(seed, Tuning.Acquisition.ExpectedImprovement),
        ["mnist-hyperband"] = MnistSearches.Hyperband,
    };

    internal static int Run(string[] arguments)
    {
        int seeds = 10;
        List<string> cases = [];
        for (int i = 0; i < arguments.Length; i++)
            switch (arguments[i])
            {
                case "--seeds": seeds = int.Parse(arguments[++i], CultureInfo.InvariantCulture); break;
                case var name when s_cases.ContainsKey(name): cases.Add(name); break;
                default:
                    Console.Error.WriteLine($"Unknown: {arguments[i]}. Usage: tuner [CASE…] [--seeds N]. Cases: {string.Join(", ", s_cases.Keys)}.");
                    return 2;
            }

        foreach (string name in cases.Count > 0 ? cases : [.. s_cases.Keys])
        {
            int wins = 0;
            for (int seed = 1; seed <= seeds; seed++)
            {
                Duel duel = s_cases[name](seed);
                wins += duel.Won ? 1 : 0;
                Console.WriteLine(JsonSerializer.Serialize(new { @case = name, seed, random = Round(duel.Random), search = Round(duel.Search), won = duel.Won, share = Round(duel.Share) }));
            }

            Console.WriteLine(JsonSerializer.Serialize(new { @case = name, seeds, wins }));
        }

        return 0;
    }

    private static double Round(double value) => Math.Round(value, 5);
}

/// <summary>A search against one by chance.</summary>
/// <param name="Random">The best score of the search by chance; less is better.</param>
/// <param name="Search">The best score of the other one.</param>
/// <param name="Share">What part of the epochs of the search by chance the other one needed for a better score; 1 where that is not measured.</param>
/// <param name="Won">Whether the other one did what it is to do.</param>
internal readonly record struct Duel(double Random, double Search, double Share, bool Won);
