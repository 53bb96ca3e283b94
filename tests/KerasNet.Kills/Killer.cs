using System.Diagnostics;
using System.Globalization;

namespace KerasNet.Kills;

/// <summary>What came of killing a training again and again.</summary>
/// <param name="Kills">How often it was killed.</param>
/// <param name="WhileSaving">How many of these left a temporary file, not yet moved to its place.</param>
/// <param name="Places">At how many places, of epoch and step, a run stood when it went on.</param>
/// <param name="BeforeTraining">How many came before the first step.</param>
/// <param name="Runs">How many runs came to their end.</param>
/// <param name="Failures">What was not as it should be.</param>
internal sealed record KillSummary(int Kills, int WhileSaving, int Places, int BeforeTraining, int Runs, IReadOnlyList<string> Failures);

/// <summary>Starts a training as a process, kills it, starts it again, until it has ended; and looks whether anything shows.</summary>
internal static class Killer
{
    /// <summary>What a run prints before its first step.</summary>
    internal const string Begins = "training begins";

    private const string FirstSeed = "1";
    private const int MostThreads = 4;
    private static readonly TimeSpan s_hang = TimeSpan.FromMinutes(2);

    /// <summary>Kills a run so many times, and lets the last go to its end.</summary>
    internal static KillSummary Run(string name, int count, int seed, Action<string>? tell = null)
    {
        Random random = new(seed);
        string folder = Directory.CreateTempSubdirectory("kerasnet-kills-").FullName;
        List<string> failures = [];
        HashSet<(int Epoch, int Step)> places = [];
        (int kills, int whileSaving, int before, int runs) = (0, 0, 0, 0);
        try
        {
            string alone = Path.Combine(folder, "alone");
            (_, TimeSpan whole) = Train(name, alone, FirstSeed, 1, kill: null);
            string expected = Result(alone) ?? throw new InvalidOperationException($"The run '{name}' does not come to its end.");
            while (kills < count || runs == 0)
            {
                string killed = Path.Combine(folder, $"run-{runs}");
                while (Result(killed) is null)
                {
                    // With a backup or a journal, nothing may depend on the seed that the program starts with.
                    bool goesOn = SavedFiles.Place(killed) is not null;
                    string start = goesOn ? random.Next(2, 1000).ToString(CultureInfo.InvariantCulture) : FirstSeed;
                    TimeSpan? after = kills < count ? whole * random.NextDouble() : null;
                    Moment moment = random.Next(10) switch { 0 => Moment.FromStart, < 5 => Moment.WhileSaving, _ => Moment.Any };
                    int temporary = Directory.Exists(killed) ? Temporary(killed).Count() : 0;
                    (bool hasBegun, _) = Train(name, killed, start, random.Next(1, MostThreads + 1), after, moment);
                    if (Result(killed) is not null || after is null)
                        break;
                    kills++;
                    before += hasBegun ? 0 : 1;
                    whileSaving += Temporary(killed).Count() > temporary ? 1 : 0;
                    if (SavedFiles.Place(killed) is { } place)
                        places.Add(place);
                    failures.AddRange(SavedFiles.Problems(killed).Select(problem => $"after kill {kills} of run {runs}: {problem}"));
                }

                if (Result(killed) is not { } result)
                    failures.Add($"run {runs} did not end: its output is in {killed}.log");
                else if (result != expected)
                    failures.Add($"run {runs} ended with\n{result}expected\n{expected}");
                runs++;
                tell?.Invoke($"{name}: run {runs} ended after {kills} kills in all, {failures.Count} failures");
                if (failures.Count > 0)
                    break;
                Directory.Delete(killed, recursive: true);
            }
        }
        finally
        {
            if (failures.Count == 0)
                Directory.Delete(folder, recursive: true);
        }

        return new(kills, whileSaving, places.Count, before, runs, failures);
    }

    private static string? Result(string folder) => Path.Combine(folder, TrainedRuns.Result) is var path && File.Exists(path) ? File.ReadAllText(path) : null;

    /// <summary>Starts a training; kills it so long after its first step, or its start. Returns whether the first step was seen, and how long training took.</summary>
    private static (bool HasBegun, TimeSpan Trained) Train(string name, string folder, string seed, int threads, TimeSpan? kill, Moment moment = Moment.Any)
    {
        Directory.CreateDirectory(folder);
        HashSet<string> left = [.. Temporary(folder)];
        string[] arguments = [typeof(Killer).Assembly.Location, "train", name, folder, seed, threads.ToString(CultureInfo.InvariantCulture)];
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        using StreamWriter log = new($"{folder}.log", append: true) { AutoFlush = true };
        using ManualResetEventSlim begun = new();
        Lock writing = new();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data == Begins)
                begun.Set();
        };
        process.ErrorDataReceived += (_, line) =>
        {
            lock (writing)
                if (line.Data is not null)
                    log.WriteLine(line.Data);
        };
        Stopwatch watch = Stopwatch.StartNew();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (moment != Moment.FromStart || kill is null)
            while (!begun.Wait(1) && !process.HasExited && watch.Elapsed < s_hang)
            {
            }

        watch.Restart();
        if (!process.WaitForExit(kill ?? s_hang))
        {
            while (moment == Moment.WhileSaving && !process.HasExited && watch.Elapsed < s_hang && Temporary(folder).All(left.Contains))
                Thread.SpinWait(100);
            process.Kill();
        }

        process.WaitForExit();
        return (begun.IsSet, watch.Elapsed);
    }

    private static IEnumerable<string> Temporary(string folder) => Directory.EnumerateFiles(folder, "*.tmp", SearchOption.AllDirectories);

    private enum Moment
    {
        Any,
        FromStart,
        WhileSaving,
    }
}
