using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using KerasNet.Benchmarks.Steps;
using KerasNet.Data;

namespace KerasNet.Benchmarks.Text;

/// <summary>
/// Turns the 25,000 IMDb reviews to train on into numbers, with <c>--peer python</c> also in plain Python as Keras does it; one JSON line per case.
/// Everything is done on one thread.
/// </summary>
internal static class TextCommand
{
    private const string Python = "/usr/bin/python3";

    internal static int Run(string[] arguments)
    {
        (int rounds, bool peer) = (5, false);
        List<string> cases = [];
        for (int i = 0; i < arguments.Length; i++)
            switch (arguments[i])
            {
                case "--rounds": rounds = int.Parse(arguments[++i], CultureInfo.InvariantCulture); break;
                case "--peer" when arguments.ElementAtOrDefault(i + 1) == "python": (peer, i) = (true, i + 1); break;
                case var name when TextCases.All.ContainsKey(name): cases.Add(name); break;
                default:
                    Console.Error.WriteLine(
                        $"Unknown: {arguments[i]}. Usage: text [CASE…] [--rounds N] [--peer python]. Cases: {string.Join(", ", TextCases.All.Keys)}.");
                    return 2;
            }

        string? file = DatasetPlaces.FromEnvironment().SharedFolders().Select(folder => Path.Combine(folder, "imdb", "aclImdb_train.tsv.gz")).FirstOrDefault(File.Exists);
        if (file is null)
        {
            Console.Error.WriteLine("There is no shared/datasets/imdb/aclImdb_train.tsv.gz.");
            return 2;
        }

        string[] reviews = Read(file);
        foreach (string name in cases.Count > 0 ? cases : [.. TextCases.All.Keys])
            Console.WriteLine(JsonSerializer.Serialize(Measure(name, reviews, rounds, peer ? file : null)));
        return 0;
    }

    private static Dictionary<string, object> Measure(string name, string[] reviews, int rounds, string? peerFile)
    {
        Func<string[], long> run = TextCases.All[name];
        long result = run(reviews);
        double best = double.MaxValue, processor = double.MaxValue;
        long bytes = 0;
        for (int round = 0; round < rounds; round++)
        {
            GC.Collect();
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan used = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            run(reviews);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
            bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        Dictionary<string, object> line = new()
        {
            ["case"] = name,
            ["reviews"] = reviews.Length,
            ["result"] = result,
            ["min_ms"] = Math.Round(best, 1),
            ["processor_ms"] = Math.Round(processor, 1),
            ["allocated_mb"] = Math.Round(bytes / 1e6, 1),
        };
        if (peerFile is null)
            return line;
        (long theirs, double milliseconds) = Peer(name, peerFile, rounds);
        if (theirs != result)
            throw new InvalidDataException($"{name} gave {result}, and in Python {theirs}.");
        line["python_min_ms"] = Math.Round(milliseconds, 1);
        line["ratio"] = Math.Round(milliseconds / best, 1);
        return line;
    }

    /// <summary>What the same case gives in Python, and how long it took there.</summary>
    private static (long Result, double Milliseconds) Peer(string name, string file, int rounds)
    {
        ProcessStartInfo start = new(Python, [StepsCommand.PeerScript("text.py"), name, file, $"{rounds}"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{Python} could not be started.");
        string[] output = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
        process.WaitForExit();
        return (long.Parse(output[0], CultureInfo.InvariantCulture), double.Parse(output[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The texts: what is behind the third tab of each line.</summary>
    private static string[] Read(string file)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().TrimEnd('\n').Split('\n').Select(line => line.Split('\t', 4)[3])];
    }
}
