using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using KerasNet.Benchmarks.Steps;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Tuning;

namespace KerasNet.Benchmarks.Tuner;

/// <summary>
/// Searches networks of MNIST's size one trial at a time, with one thread and with all, and as many side by side as there are threads; in alternation, a JSON line for each:
/// <c>trials [--trials N] [--samples N] [--epochs N] [--rounds N] [--threads N]</c>.
/// </summary>
internal static class TrialsCommand
{
    private const int Pixels = 784;
    private const int Classes = 10;

    internal static int Run(string[] arguments)
    {
        Dictionary<string, int> options = new() { ["--trials"] = 8, ["--samples"] = 20_000, ["--epochs"] = 2, ["--rounds"] = 3, ["--threads"] = 2 };
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (!options.ContainsKey(arguments[i]) || i + 1 == arguments.Length)
            {
                Console.Error.WriteLine($"Unknown, or without a number: {arguments[i]}. Usage: trials [{string.Join(" N] [", options.Keys)} N].");
                return 2;
            }

            options[arguments[i]] = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture);
        }

        int threads = options["--threads"];
        TrialFit fit = Data(options["--samples"]) with { Epochs = options["--epochs"] };
        Way[] ways = [new("one, one thread", 1, 1), new("one, all threads", threads, 1), new("side by side", threads, threads)];

        // The first study compiles the library.
        Search(fit with { Epochs = 1 }, threads, threads, threads);
        for (int round = 0; round < options["--rounds"]; round++)
            foreach (Way one in ways)
            {
                TimeSpan used = Environment.CpuUsage.TotalTime;
                long waits = Monitor.LockContentionCount;
                long start = Stopwatch.GetTimestamp();
                Search(fit, options["--trials"], one.Threads, one.Parallel);
                one.Seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                one.Processor.Add((Environment.CpuUsage.TotalTime - used).TotalSeconds);
                one.Waits.Add(Monitor.LockContentionCount - waits);
            }

        foreach (Way one in ways)
            Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["case"] = one.Name,
                ["trials"] = options["--trials"],
                ["best_s"] = Math.Round(one.Seconds.Min(), 2),
                ["seconds"] = one.Seconds.Select(value => Math.Round(value, 2)),
                ["processor_s"] = one.Processor.Select(value => Math.Round(value, 2)),
                ["waits_for_locks"] = one.Waits,
                ["times_as_fast_as_one_thread"] = Math.Round(ways[0].Seconds.Min() / one.Seconds.Min(), 2),
                ["mb"] = Math.Round(ProcessMemory.Resident, 1),
            }));
        return 0;
    }

    private static void Search(TrialFit fit, int trials, int threads, int parallel)
    {
        string folder = Directory.CreateTempSubdirectory("kerasnet-trials-").FullName;
        int before = Keras.Threads;
        try
        {
            Keras.Threads = threads;
            using RandomSearch tuner = new(Build, "val_accuracy", trials, seed: 1, options: new TunerOptions { Directory = folder, ParallelTrials = parallel, Verbose = 0 });
            tuner.Search(fit);
        }
        finally
        {
            Keras.Threads = before;
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Sequential Build(HyperParameters hp)
    {
        // Of about the same cost each, so that no worker is left with the longest.
        Sequential model = [new Input([Pixels]), new Dense(hp.Int("units", 120, 136, step: 4), "relu"), new Dense(Classes, "softmax")];
        model.Compile(new Adam(hp.Choice("learning_rate", [1e-2, 1e-3, 1e-4])), "sparse_categorical_crossentropy", ["accuracy"]);
        return model;
    }

    private static TrialFit Data(int samples)
    {
        Random random = new(1);
        float[,] x = new float[samples, Pixels];
        int[] y = new int[samples];
        for (int i = 0; i < samples; i++)
        {
            y[i] = random.Next(Classes);
            for (int j = 0; j < Pixels; j++)
                x[i, j] = random.NextSingle() + (j % Classes == y[i] ? 0.1f : 0);
        }

        return new TrialFit { X = x, Y = y, ValidationSplit = 0.2 };
    }

    /// <summary>A way to run a study: the engine's threads and the trials at once; and how long it took each time.</summary>
    private sealed record Way(string Name, int Threads, int Parallel)
    {
        internal List<double> Seconds { get; } = [];

        internal List<double> Processor { get; } = [];

        internal List<long> Waits { get; } = [];
    }
}
