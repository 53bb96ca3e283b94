using KerasNet.Engine.Cpu;
using KerasNet.Layers;
using KerasNet.Tests.Engine.Cpu;

namespace KerasNet.Tests.Layers.Images;

/// <summary>What a compiled chain of augmentation layers promises: no dependence on threads, no allocation.</summary>
[Collection("Threads")]
public sealed class AugmentationRunTests
{
    private static readonly TensorData s_pictures = Pictures.Counted([6, 40, 50, 3]);

    [Fact]
    public void Bits_do_not_depend_on_the_number_of_threads()
    {
        byte[] one = Augmented(1), two = Augmented(2), three = Augmented(3);
        Assert.Equal(one, two);
        Assert.Equal(one, three);

        static byte[] Augmented(int threads)
        {
            using WorkerCount count = new(threads);
            (IExecutable executable, TensorData result) = Compiled();
            executable.Run([s_pictures.View], [result.View]);
            executable.Run([s_pictures.View], [result.View]);
            return result.AsBytes().ToArray();
        }
    }

    [Fact]
    public void A_warm_run_allocates_nothing()
    {
        (IExecutable executable, TensorData result) = Compiled();
        TensorView[] inputs = [s_pictures.View], outputs = [result.View];
        for (int i = 0; i < 20; i++)
            executable.Run(inputs, outputs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            executable.Run(inputs, outputs);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (IExecutable Executable, TensorData Result) Compiled()
    {
        Layer[] layers =
        [
            new RandomFlip("horizontal", 1),
            new RandomRotation(0.1, seed: 2),
            new RandomZoom(0.2, fillMode: "wrap", seed: 3),
            new RandomTranslation(0.2, 0.2, "constant", seed: 4),
            new RandomShear(0.2, 0.2, "nearest", "nearest", seed: 5),
            new RandomErasing(seed: 6),
        ];
        using Trace trace = new(training: true);
        KerasTensor x = Ops.Input(s_pictures.Shape, s_pictures.DType, "x");
        KerasTensor y = layers.Aggregate(x, (before, layer) => layer.Invoke([before], new CallContext(training: true))[0]);
        return (CpuBackend.Instance.Compile(new Program([x], [y], trace.Assignments)), new TensorData(y.Shape, y.DType));
    }
}
