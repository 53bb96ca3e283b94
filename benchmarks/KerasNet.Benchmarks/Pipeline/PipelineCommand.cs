using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using KerasNet.Benchmarks.Steps;
using KerasNet.Layers;

namespace KerasNet.Benchmarks.Pipeline;

/// <summary>How many photographs a second the data pipeline gives, stage by stage, and what training loses to it; one JSON line per stage.</summary>
internal static class PipelineCommand
{
    private const string Archive = "../shared/datasets/cats-vs-dogs/cats_vs_dogs_180.zip/train";
    private const int BatchSize = 32;

    internal static int Run(string[] arguments)
    {
        (int workers, int rounds, bool train) = (Environment.ProcessorCount, 3, false);
        string data = Archive;
        for (int i = 0; i < arguments.Length; i++)
            switch (arguments[i])
            {
                case "--workers": workers = int.Parse(arguments[++i], CultureInfo.InvariantCulture); break;
                case "--rounds": rounds = int.Parse(arguments[++i], CultureInfo.InvariantCulture); break;
                case "--data": data = arguments[++i]; break;
                case "--train": train = true; break;
                default:
                    Console.Error.WriteLine($"Unknown: {arguments[i]}. Usage: pipeline [--workers N] [--rounds N] [--data FOLDER|ZIP] [--train].");
                    return 2;
            }

        Dataset<DataBatch> decoded = Read((180, 180)), resized = Read((150, 150));
        Dataset<DataBatch> augmented = resized.Map(Augmentation(), workers: workers);
        foreach ((string stage, Dataset<DataBatch> dataset) in new[] { ("decode", decoded), ("resize", resized), ("augment", augmented) })
            Console.WriteLine(JsonSerializer.Serialize(Measure(stage, dataset, workers, rounds)));
        if (train)
            Console.WriteLine(JsonSerializer.Serialize(Train(augmented.Prefetch(), resized.Cache(), rounds)));
        return 0;

        Dataset<DataBatch> Read((int, int) size) =>
            ImageDataset.FromDirectory(data, LabelMode.Binary, imageSize: size, batchSize: BatchSize, seed: 1, workers: workers);
    }

    /// <summary>The tutorial's: flip, rotation, zoom, shift.</summary>
    private static Sequential Augmentation() =>
    [
        new RandomFlip("horizontal", seed: 1),
        new RandomRotation(0.1, fillMode: "nearest", seed: 2),
        new RandomZoom(0.2, fillMode: "nearest", seed: 3),
        new RandomTranslation(0.2, 0.2, fillMode: "nearest", seed: 4),
    ];

    /// <summary>The best of several walks, after one that warms up.</summary>
    private static Dictionary<string, object> Measure(string stage, Dataset<DataBatch> dataset, int workers, int rounds)
    {
        Walk(dataset);
        (double best, double processor, long bytes, int pictures) = (0, double.MaxValue, 0, 0);
        for (int round = 0; round < rounds; round++)
        {
            long allocated = GC.GetTotalAllocatedBytes();
            TimeSpan used = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            pictures = Walk(dataset);
            best = Math.Max(best, pictures / Stopwatch.GetElapsedTime(start).TotalSeconds);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - used).TotalMilliseconds / pictures);
            bytes = GC.GetTotalAllocatedBytes() - allocated;
        }

        return new()
        {
            ["stage"] = stage,
            ["workers"] = workers,
            ["pictures"] = pictures,
            ["pictures_per_s"] = Math.Round(best),
            ["processor_ms_per_picture"] = Math.Round(processor, 3),
            ["pictures_per_s_of_two_processors"] = Math.Round(2000 / processor),
            ["managed_bytes_per_picture"] = bytes / pictures,
        };
    }

    /// <summary>A walk as Fit takes it: memory is used again.</summary>
    private static int Walk(Dataset<DataBatch> dataset)
    {
        using Data.DatasetSource source = new(dataset, batch => new([.. batch.Inputs], [.. batch.Targets!], []));
        source.Start(null);
        int pictures = 0;
        while (source.Next() is { } batch)
            pictures += batch.Size;
        return pictures;
    }

    /// <summary>An epoch on the pipeline beside one on the same pictures in memory, in alternation.</summary>
    private static Dictionary<string, object> Train(Dataset<DataBatch> pipeline, Dataset<DataBatch> memory, int rounds)
    {
        (Sequential one, Sequential other) = (Network(), Network());
        (double fromPipeline, double fromMemory) = (double.MaxValue, double.MaxValue);
        for (int round = 0; round <= rounds; round++)
        {
            (double piped, double held) = (Epoch(one, pipeline), Epoch(other, memory));
            if (round > 0)
                (fromPipeline, fromMemory) = (Math.Min(fromPipeline, piped), Math.Min(fromMemory, held));
        }

        return new()
        {
            ["stage"] = "train",
            ["epoch_s_from_pipeline"] = Math.Round(fromPipeline, 2),
            ["epoch_s_from_memory"] = Math.Round(fromMemory, 2),
            ["lost_percent"] = Math.Round(100 * (fromPipeline / fromMemory - 1), 1),
        };
    }

    private static double Epoch(Sequential model, Dataset<DataBatch> data)
    {
        long start = Stopwatch.GetTimestamp();
        model.Fit(data, verbose: 0);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Sequential Network()
    {
        Sequential model = [new Input([150, 150, 3]), new Rescaling(1 / 255.0), .. StepCases.PhotographLayers()];
        model.Compile("adam", "binary_crossentropy", ["accuracy"]);
        return model;
    }
}
