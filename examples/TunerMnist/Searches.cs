using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Tuning;

namespace KerasNet.Examples.TunerMnist;

/// <summary>The model with its open questions, and the ways to search for the answers.</summary>
internal static class Searches
{
    private const string Objective = "val_accuracy";

    /// <summary>By name, from the number of trials, the epochs of each, the seed and the options.</summary>
    public static IReadOnlyDictionary<string, Func<int, int, long, TunerOptions, Tuner>> ByName { get; } = new Dictionary<string, Func<int, int, long, TunerOptions, Tuner>>
    {
        ["random"] = (trials, _, seed, options) => new RandomSearch(Build, Objective, trials, seed, options: options),
        ["grid"] = (trials, _, _, options) => new GridSearch(Build, Objective, trials, options: options),
        ["bayesian"] = (trials, _, seed, options) => new BayesianOptimization(Build, Objective, trials, seed: seed, options: options),
        ["hyperband"] = (_, epochs, seed, options) => new Hyperband(Build, Objective, epochs, seed: seed, options: options),
    };

    private static Sequential Build(HyperParameters hp)
    {
        Sequential model =
        [
            new Rescaling(1 / 255.0), new Flatten(), new Dense(hp.Int("units", 32, 512, step: 32), "relu"), new Dense(10, "softmax"),
        ];
        model.Compile(new Adam(hp.Choice("learning_rate", [1e-2, 1e-3, 1e-4])), "sparse_categorical_crossentropy", ["accuracy"]);
        return model;
    }
}
