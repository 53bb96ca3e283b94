using KerasNet.Layers;
using KerasNet.Tests.Training;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

[Collection(AloneCollection.Name)]
public class TunerMemoryTests
{
    private const int Trials = 50;
    private const int Warm = 10;

    // The weights of a model, its optimizer's state and its steps' memory take more than this: forty models that stayed would be far beyond what is allowed below.
    private const long ModelBytes = 4 << 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Memory_does_not_grow_over_trials(int parallel)
    {
        using TemporaryStudy study = new();
        (long Managed, long All) early = default, late = default;
        RandomSearch tuner = new(
            hp =>
            {
                Sequential model = [new Input([128]), new Dense(384 + hp.Int("units", 0, 64), "relu"), new Dense(640), new Dense(1)];
                model.Compile("adam", "mse");
                return model;
            },
            "loss", Trials, seed: 1, options: study.Options with { ParallelTrials = parallel },
            training: (_, fit) =>
            {
                if (fit.TrialId == $"{Warm}")
                    early = Measure();
                if (fit.TrialId == $"{Trials - 1}")
                    late = Measure();
                return fit;
            });
        using (tuner)
            tuner.Search(new float[256, 128], new float[256], batchSize: 256);

        Assert.InRange(late.Managed - early.Managed, long.MinValue, 8 * ModelBytes);

        // What the system counts also moves with what other tests left behind, by some tens of megabytes.
        Assert.InRange(late.All - early.All, long.MinValue, 24 * ModelBytes);
    }

    private static (long Managed, long All) Measure()
    {
        // Twice: what finalizers let go of is native memory and what it held.
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
    }
}
