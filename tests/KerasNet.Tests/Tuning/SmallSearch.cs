using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

/// <summary>A problem that is learnt in a moment, and a model for it with open questions.</summary>
internal static class SmallSearch
{
    internal const string Objective = "val_accuracy";

    internal static float[,] X { get; } = Inputs();

    internal static int[] Y { get; } = [.. Enumerable.Range(0, X.GetLength(0)).Select(i => X[i, 0] + X[i, 1] > X[i, 2] ? 1 : 0)];

    internal static TrialFit Fit => new() { X = X, Y = Y, Epochs = 2, ValidationSplit = 0.25 };

    internal static Model Build(HyperParameters hp)
    {
        Sequential model =
        [
            new Input([4]), new Dense(hp.Int("units", 2, 8, step: 2), hp.Choice("activation", ["relu", "tanh"])), new Dropout(0.1), new Dense(2, "softmax"),
        ];
        model.Compile(new Adam(hp.Choice("learning_rate", [0.1, 0.03, 0.001])), "sparse_categorical_crossentropy", ["accuracy"]);
        return model;
    }

    internal static RandomSearch Random(TemporaryStudy study, int trials = 4, TunerOptions? options = null, string objective = Objective) =>
        new(Build, objective, trials, seed: 3, options: options ?? study.Options);

    /// <summary>All that a search came to, as text that equal searches share.</summary>
    internal static string Outcome(Tuner tuner) => string.Join('\n', tuner.Trials.Select(trial =>
        $"{trial.Id} {trial.Status} {trial.Score:R} at {trial.BestStep}: {string.Join(' ', trial.HyperParameters.Values.Select(value => $"{value.Key}={value.Value}"))}; "
        + string.Join(' ', trial.Epochs.Select(epoch => $"{epoch.Execution}/{epoch.Epoch}:{epoch.Logs["loss"]:R}"))));

    private static float[,] Inputs()
    {
        Random random = new(5);
        float[,] x = new float[96, 4];
        for (int i = 0; i < x.Length; i++)
            x[i / 4, i % 4] = random.NextSingle();
        return x;
    }
}
