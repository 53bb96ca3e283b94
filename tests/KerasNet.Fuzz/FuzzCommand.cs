using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace KerasNet.Fuzz;

/// <summary>The console program: <c>dotnet run -c Release --project tests/KerasNet.Fuzz -- images --count 100000 --seed 1</c>.</summary>
internal static class FuzzCommand
{
    private static readonly TimeSpan s_hang = TimeSpan.FromMinutes(1);

    private static int Main(string[] args)
    {
        FuzzTarget? target = FuzzTargets.All.FirstOrDefault(target => args.Contains(target.Name));
        if (target is null || args.Length % 2 == 0)
            return Usage();
        (int count, int seed, int first, string folder) = (10_000, 1, 0, Path.Combine(Path.GetTempPath(), "kerasnet-fuzz"));
        for (int i = 1; i < args.Length; i += 2)
            switch (args[i])
            {
                case "--count": count = Number(args[i + 1]); break;
                case "--seed": seed = Number(args[i + 1]); break;
                case "--first": first = Number(args[i + 1]); break;
                case "--out": folder = args[i + 1]; break;
                default: return Usage();
            }

        Fuzzer fuzzer = new(target, seed);
        Stopwatch watch = Stopwatch.StartNew();
        using Timer timer = new(_ => StopIfHanging(fuzzer, target, folder), null, s_hang, TimeSpan.FromSeconds(5));
        FuzzSummary summary = AnsiConsole.Progress().Start(context =>
        {
            ProgressTask task = context.AddTask(target.Name, maxValue: count);
            return fuzzer.Run(first, count, so => task.Value = so.Read + so.Refused + so.Failures.Count);
        });
        foreach (FuzzFailure failure in summary.Failures)
            Console.WriteLine($"FAILED {failure.Index}: {failure.What}. Written to {Write(folder, target, failure.Index, failure.File)}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Name}: {count:N0} files of seed {seed} in {watch.Elapsed.TotalSeconds:F0} s: {summary.Read:N0} read, {summary.Refused:N0} refused, "
            + $"{summary.Failures.Count} failed; at most {summary.MostMilliseconds:F0} ms and {summary.MostBytes / 1048576.0:F1} MiB"));
        return summary.Failures.Count > 0 ? 1 : 0;
    }

    private static int Usage()
    {
        Console.Error.WriteLine($"""
            Usage: KerasNet.Fuzz TARGET [--count N] [--seed N] [--first INDEX] [--out FOLDER]
              Breaks real files and reads them: any exception but a refusal, a second, or too much memory is a failure, and the file is written to the folder.
              --first INDEX --count 1 repeats one file. Targets: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}.
            """);
        return 2;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void StopIfHanging(Fuzzer fuzzer, FuzzTarget target, string folder)
    {
        (int index, long since) = fuzzer.Current;
        if (since == 0 || Stopwatch.GetElapsedTime(since) < s_hang)
            return;
        Console.WriteLine($"FAILED {index}: does not return. Written to {Write(folder, target, index, fuzzer.File(index))}");
        Environment.Exit(1);
    }

    private static string Write(string folder, FuzzTarget target, int index, byte[] file)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{target.Name}-{index}");
        File.WriteAllBytes(path, file);
        return path;
    }
}
