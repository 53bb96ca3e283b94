using System.Diagnostics;
using System.Globalization;

namespace KerasNet.Kills;

/// <summary>The console program: <c>dotnet run -c Release --project tests/KerasNet.Kills -- --count 1000 --seed 1</c>.</summary>
internal static class KillsCommand
{
    private static int Main(string[] args)
    {
        if (args is ["train", var name, var folder, var seed, var threads] && TrainedRuns.All.TryGetValue(name, out Action<string>? train))
        {
            Keras.SetRandomSeed(Number(seed));
            Keras.Threads = Number(threads);
            train(folder);
            return 0;
        }

        (int count, int first, string[] names) = (100, 1, [.. TrainedRuns.All.Keys]);
        for (int i = 0; i + 1 < args.Length; i += 2)
            switch (args[i])
            {
                case "--count": count = Number(args[i + 1]); break;
                case "--seed": first = Number(args[i + 1]); break;
                case "--run" when TrainedRuns.All.ContainsKey(args[i + 1]): names = [args[i + 1]]; break;
                default: return Usage();
            }

        return args.Length % 2 == 0 ? Kill(names, count, first) : Usage();
    }

    private static int Kill(string[] names, int count, int seed)
    {
        int failures = 0;
        foreach ((int i, string name) in names.Index())
        {
            int share = (count * (i + 1) / names.Length) - (count * i / names.Length);
            Stopwatch watch = Stopwatch.StartNew();
            KillSummary summary = Killer.Run(name, share, seed, Console.WriteLine);
            failures += summary.Failures.Count;
            foreach (string failure in summary.Failures)
                Console.WriteLine($"FAILED {name}: {failure}");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {summary.Kills:N0} kills in {watch.Elapsed.TotalSeconds:F0} s, {summary.WhileSaving:N0} of them while a file was written, "
                + $"{summary.BeforeTraining:N0} before the first step; runs went on from {summary.Places:N0} places; {summary.Runs:N0} ended, "
                + $"{summary.Failures.Count} of them or of their files not as in the run without a kill"));
        }

        return failures > 0 ? 1 : 0;
    }

    private static int Usage()
    {
        Console.Error.WriteLine($"""
            Usage: KerasNet.Kills [--count N] [--seed N] [--run NAME]
              Trains with backups in a process that is killed at random moments and started again, with another number of threads and, once there is a backup, another
              random seed. Each run must end with the very weights, history and files of a run that was left alone, and no file may be unreadable after a kill.
              Runs: {string.Join(", ", TrainedRuns.All.Keys)}.
            """);
        return 2;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
