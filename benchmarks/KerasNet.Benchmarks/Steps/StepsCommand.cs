using System.Globalization;
using System.Text.Json;

namespace KerasNet.Benchmarks.Steps;

/// <summary>Times steps of whole models, and with <c>--peer torch</c> those of the same model in PyTorch, in alternation; one JSON line per case.</summary>
internal static class StepsCommand
{
    private const int TrialSteps = 3;
    private const int MostWarmUpSteps = 300;
    private const double MostWarmUpMilliseconds = 10_000;
    private const int Rounds = 20;
    private const int MostStepsPerRound = 50;
    private const double MostMillisecondsPerRound = 1_000;
    private const string Python = "/usr/bin/python3";

    internal static int Run(string[] arguments)
    {
        int threads = 2;
        bool peer = false;
        List<string> cases = [];
        for (int i = 0; i < arguments.Length; i++)
            switch (arguments[i])
            {
                case "--threads": threads = int.Parse(arguments[++i], CultureInfo.InvariantCulture); break;
                case "--peer" when arguments.ElementAtOrDefault(i + 1) == "torch": (peer, i) = (true, i + 1); break;
                case var name when StepCases.Names.Contains(name): cases.Add(name); break;
                default:
                    Console.Error.WriteLine($"Unknown: {arguments[i]}. Usage: steps CASE… [--threads N] [--peer torch]. Cases: {string.Join(", ", StepCases.Names)}.");
                    return 2;
            }

        foreach (string name in cases.Count > 0 ? cases : [.. StepCases.Names])
            Console.WriteLine(JsonSerializer.Serialize(Measure(name, threads, peer)));
        return 0;
    }

    private static Dictionary<string, object> Measure(string name, int threads, bool peer)
    {
        using StepProcess ours = new("KerasNet", Environment.ProcessPath!, StepWorker.Command, name, $"{threads}");
        using StepProcess? theirs = peer ? new("PyTorch", Python, PeerScript("steps.py"), name, "--threads", $"{threads}") : null;
        double trial = ours.Run(TrialSteps, count: false).Min();
        int warmUp = (int)Math.Clamp(MostWarmUpMilliseconds / trial, TrialSteps, MostWarmUpSteps);
        int perRound = (int)Math.Clamp(MostMillisecondsPerRound / trial, 1, MostStepsPerRound);
        ours.Run(warmUp, count: false);
        theirs?.Run(warmUp, count: false);
        for (int round = 0; round < Rounds; round++)
        {
            ours.Run(perRound);
            theirs?.Run(perRound);
        }

        (double median, double min) = (Median(ours.Times), ours.Times.Min());
        Dictionary<string, object> result = new()
        {
            ["case"] = name,
            ["threads"] = threads,
            ["steps"] = ours.Times.Count,
            ["median_ms"] = Rounded(median),
            ["min_ms"] = Rounded(min),
            ["managed_bytes_per_step"] = Math.Round((double)ours.ManagedBytes / ours.Times.Count, 1),
            ["peak_mb"] = Math.Round(ours.Quit(), 1),
            ["first_step_s"] = Rounded(ours.FirstStepSeconds),
        };
        if (theirs is null)
            return result;
        result["peer"] = "torch";
        result["peer_median_ms"] = Rounded(Median(theirs.Times));
        result["peer_min_ms"] = Rounded(theirs.Times.Min());
        result["ratio_median"] = Math.Round(Median(theirs.Times) / median, 2);
        result["ratio_min"] = Math.Round(theirs.Times.Min() / min, 2);
        result["peer_first_step_s"] = Rounded(theirs.FirstStepSeconds);
        result["peer_peak_mb"] = Math.Round(theirs.Quit(), 1);
        return result;
    }

    /// <summary>The script in the source tree, looked for upwards from the program.</summary>
    /// <summary>A script of the folder benchmarks/peers.</summary>
    internal static string PeerScript(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "benchmarks", "peers", name) is var path && File.Exists(path))
                return path;
        throw new FileNotFoundException($"benchmarks/peers/{name} was not found above the program's folder.");
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Rounded(double value) => Math.Round(value, 4);
}
