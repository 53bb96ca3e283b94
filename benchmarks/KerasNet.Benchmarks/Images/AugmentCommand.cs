using System.Diagnostics;
using System.Text.Json;
using KerasNet.Engine.Cpu;
using KerasNet.Layers;

namespace KerasNet.Benchmarks.Images;

/// <summary>
/// How fast pictures are augmented: <c>augment [THREADS] [BATCH]</c>, a JSON line for each list of layers on batches of pictures of 150 × 150 × 3 floats.
/// </summary>
internal static class AugmentCommand
{
    private const int Pictures = 1920;

    private static readonly (string Name, Layer[] Layers)[] s_cases =
    [
        ("flip", [new RandomFlip("horizontal")]),
        ("rotation", [new RandomRotation(0.1)]),
        ("rotation, constant", [new RandomRotation(0.1, "constant")]),
        ("rotation, nearest", [new RandomRotation(0.1, "nearest", "nearest")]),
        ("zoom", [new RandomZoom(0.2)]),
        ("translation", [new RandomTranslation(0.2, 0.2)]),
        ("perspective", [new RandomPerspective()]),
        ("erasing", [new RandomErasing(fillValue: 0)]),
        ("crop to 128", [new RandomCrop(128, 128)]),
        ("resizing to 128", [new Resizing(128, 128)]),
        ("elastic transform", [new RandomElasticTransform()]),
        ("flip, rotation, zoom, translation", [new RandomFlip("horizontal"), new RandomRotation(0.1), new RandomZoom(0.2), new RandomTranslation(0.2, 0.2)]),
    ];

    internal static int Run(string[] arguments)
    {
        Keras.Threads = arguments.Length > 0 ? int.Parse(arguments[0]) : 1;
        int batch = arguments.Length > 1 ? int.Parse(arguments[1]) : 32;
        TensorData images = new([batch, 150, 150, 3], DType.Float32);
        for (int i = 0; i < images.Length; i++)
            images.AsSpan<float>()[i] = i * 37 % 256;
        foreach ((string name, Layer[] layers) in s_cases)
        {
            (double[] times, double processor) = Measure(layers, images);
            Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["case"] = name,
                ["threads"] = Keras.Threads,
                ["batch"] = batch,
                ["best_ms_per_picture"] = Math.Round(times[0] / batch, 4),
                ["median_ms_per_picture"] = Math.Round(times[times.Length / 2] / batch, 4),
                ["processor_ms_per_picture"] = Math.Round(processor / batch, 4),
                ["best_pictures_per_second"] = Math.Round(1000 * batch / times[0]),
            }));
        }

        return 0;
    }

    /// <summary>Milliseconds for a batch, ascending, and the processor's milliseconds on average, to which other processes add nothing.</summary>
    private static (double[] Times, double Processor) Measure(Layer[] layers, TensorData images)
    {
        using Trace trace = new(training: true);
        KerasTensor x = Ops.Input(images.Shape, images.DType, "images");
        KerasTensor y = layers.Aggregate(x, (before, layer) => layer.Invoke([before], new CallContext(training: true))[0]);
        IExecutable executable = CpuBackend.Instance.Compile(new Program([x], [y], trace.Assignments));
        TensorData result = new(y.Shape, y.DType);
        TensorView[] inputs = [images.View], outputs = [result.View];
        int runs = Pictures / images.Shape[0];
        for (int i = 0; i < runs / 6; i++)
            executable.Run(inputs, outputs);
        double[] times = new double[runs];
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            executable.Run(inputs, outputs);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        double processor = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / runs;
        GC.KeepAlive(images);
        Array.Sort(times);
        return (times, processor);
    }
}
