using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Tuning;

namespace KerasNet.Workers;

/// <summary>A search over a model that is trained in no time. Whoever takes part in it, wherever, must come to the same trials.</summary>
internal static class SharedSearch
{
    /// <summary>How many points are tried.</summary>
    internal const int Trials = 8;

    /// <summary>After how long the workers of tests are taken for dead.</summary>
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private const int Samples = 64;
    private const int Features = 4;

    /// <summary>The search.</summary>
    internal static RandomSearch Open(TunerOptions options) => new(Build, "val_loss", Trials, seed: 7, options: options);

    /// <summary>Searches to the end.</summary>
    /// <param name="tuner">The search.</param>
    /// <param name="heard">Called after the first epoch of each trial of this process.</param>
    internal static void Run(Tuner tuner, Action? heard = null)
    {
        (float[,] x, float[] y) = Data();
        tuner.Search(new TrialFit
        {
            X = x,
            Y = y,
            BatchSize = 16,
            Epochs = 2,
            ValidationSplit = 0.25,
            Callbacks = [() => new LambdaCallback(onEpochBegin: epoch =>
            {
                if (epoch == 1)
                    heard?.Invoke();
            })],
        });
    }

    private static Model Build(HyperParameters hp)
    {
        Sequential model = [new Input([Features]), new Dense(hp.Int("units", 2, 32), "tanh"), new Dense(1)];
        model.Compile(new Adam(hp.Float("learning_rate", 1e-3, 1e-1, sampling: Sampling.Log)), "mse");
        return model;
    }

    private static (float[,] X, float[] Y) Data()
    {
        Random random = new(3);
        float[,] x = new float[Samples, Features];
        float[] y = new float[Samples];
        for (int i = 0; i < Samples; i++)
        {
            for (int j = 0; j < Features; j++)
                x[i, j] = random.NextSingle();
            y[i] = x[i, 0] - (2 * x[i, 1]);
        }

        return (x, y);
    }
}
