using System.Diagnostics;
using System.Text.Json;
using KerasNet.Data;
using KerasNet.Layers;

namespace KerasNet.Benchmarks.Images;

/// <summary>What random transformations of pictures of 150 × 150 × 3 cost: <c>generator</c>.</summary>
internal static class GeneratorCommand
{
    private const int Pictures = 200;
    private const int Rounds = 25;

    internal static int Run()
    {
        PictureLayout layout = new(150, 150, 3, false);
        Random random = new(1);
        float[] source = [.. Enumerable.Range(0, layout.Length).Select(_ => (float)random.Next(256))];
        float[] target = new float[source.Length];
        ImageDataGenerator generator = new(
            rescale: 1 / 255.0, rotationRange: 40, widthShiftRange: 0.2, heightShiftRange: 0.2, shearRange: 0.2, zoomRange: 0.2, horizontalFlip: true);
        ImageTransform[] transforms = [.. Enumerable.Range(0, Pictures).Select(seed => generator.Draw(layout, new RandomStream(seed)))];
        foreach (FillMode mode in Enum.GetValues<FillMode>())
            for (int order = 0; order < 2; order++)
                Report($"resample_{mode}_order_{order}".ToLowerInvariant(), i =>
                {
                    AffineMap map = AffineMap.Of(transforms[i], layout.Height, layout.Width);
                    AffineSampler.Sample(source, target, layout.Height, layout.Width, layout.Channels, map, order, mode, 0);
                });

        Picture picture = new();
        Report("draw_transform_standardize", i =>
        {
            source.CopyTo(picture.Reset(layout));
            generator.Apply(picture, generator.Draw(layout, new RandomStream(i)));
            generator.Standardize(picture);
        });
        for (int workers = 1; workers <= 2; workers++)
            ReportFlow(generator, workers);
        return 0;
    }

    /// <summary>Batches of 32 from bytes in memory, the best of some epochs; and the processor's time, which other work on the machine hardly touches.</summary>
    private static void ReportFlow(ImageDataGenerator generator, int workers)
    {
        const int Samples = 640;
        byte[] pictures = new byte[Samples * 150 * 150 * 3];
        new Random(2).NextBytes(pictures);
        ImageFlow flow = generator.Flow(DataArray.Of(pictures, [Samples, 150, 150, 3]), seed: 1, workers: workers);
        double best = double.PositiveInfinity, leastWork = double.PositiveInfinity;
        for (int epoch = 0; epoch < 12; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            TimeSpan worked = Environment.CpuUsage.TotalTime;
            using IEnumerator<DataBatch> walk = flow.Walk(epoch);
            while (walk.MoveNext())
                Recycling.Recycle(walk.Current);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds / Samples);
            leastWork = Math.Min(leastWork, (Environment.CpuUsage.TotalTime - worked).TotalMilliseconds / Samples);
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            what = $"flow_{workers}_workers",
            ms_per_picture = Math.Round(best, 4),
            pictures_per_second = Math.Round(1000 / best),
            processor_ms_per_picture = Math.Round(leastWork, 4),
        }));
    }

    /// <summary>The mean over the pictures of the best time that each took, on one thread: other work on the machine hardly shows in it.</summary>
    private static void Report(string what, Action<int> work)
    {
        double[] best = new double[Pictures];
        Array.Fill(best, double.PositiveInfinity);
        for (int round = 0; round < Rounds; round++)
            for (int i = 0; i < Pictures; i++)
            {
                long start = Stopwatch.GetTimestamp();
                work(i);
                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

        double milliseconds = best.Average();
        Console.WriteLine(JsonSerializer.Serialize(new { what, ms_per_picture = Math.Round(milliseconds, 4), pictures_per_second = Math.Round(1000 / milliseconds) }));
    }
}
