using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Tuning;

namespace KerasNet.Kills;

/// <summary>Searches by every oracle, each kept in its journal.</summary>
internal static class SearchedRuns
{
    /// <summary>The folder of the study below that of a run.</summary>
    internal const string Study = "study";

    private const long Seed = 11;

    private static readonly OracleOptions s_options = new() { Objective = "val_accuracy", MaxTrials = 8, Seed = Seed };

    /// <summary>By name.</summary>
    internal static IReadOnlyDictionary<string, Action<string>> All { get; } = new Dictionary<string, Func<Func<TunerOptions, Tuner>>>
    {
        ["search-random"] = () => options => new RandomSearch(new Question(), s_options, options),
        ["search-grid"] = () => options => new GridSearch(new Question(), s_options, options),
        ["search-hyperband"] = () => options => new Hyperband(new Question(), new HyperbandOracle(s_options with { MaxTrials = null }, maxEpochs: 4, factor: 2), options),
        ["search-bayesian"] = () => options => new BayesianOptimization(new Question(), new BayesianOptimizationOracle(s_options, numInitialPoints: 3), options),
        ["search-parallel"] = () => options => new RandomSearch(new Question(), s_options, options with { ParallelTrials = 2 }),
    }.ToDictionary(pair => pair.Key, pair => (Action<string>)(folder => Search(folder, pair.Value())));

    private static void Search(string folder, Func<TunerOptions, Tuner> make)
    {
        (float[,,,] x, int[] y) = TrainedRuns.Pictures(128);
        using Tuner tuner = make(new TunerOptions { Directory = folder, ProjectName = Study, ExecutionsPerTrial = 2, Verbose = 0 });
        TellsThatItBegins begins = new();
        tuner.Search(new TrialFit { X = x, Y = y, BatchSize = 16, Epochs = 3, ValidationSplit = 0.25, Callbacks = [() => begins] });
        StringBuilder text = new();
        foreach (Trial trial in tuner.Trials)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"trial {trial.Id} {trial.Status} {trial.Score:R} at {trial.BestStep}: {string.Join(' ', trial.HyperParameters.Values)}");
            foreach (TrialEpoch epoch in trial.Epochs)
                text.AppendLine(CultureInfo.InvariantCulture, $"  {epoch.Execution}/{epoch.Epoch} {epoch.Logs["loss"]:R} {epoch.Logs["val_loss"]:R}");
        }

        // The model of every trial, in the order of their scores.
        foreach (Model model in tuner.GetBestModels(tuner.Trials.Count))
            text.AppendLine(TrainedRuns.Hash(model.Weights));
        TrainedRuns.WriteResult(folder, text);
    }

    private sealed class Question : HyperModel
    {
        public override Model Build(HyperParameters hp)
        {
            Sequential model = [new Input([8, 8, 1]), new Flatten()];
            for (int i = hp.Int("layers", 1, 2); i > 0; i--)
                model.Add(new Dense(hp.Int("units", 8, 24, step: 8), "relu"));
            model.Add(new Dropout(hp.Float("rate", 0, 0.5)));
            model.Add(new Dense(TrainedRuns.Classes, "softmax"));
            model.Compile(new Adam(hp.Float("learning_rate", 1e-3, 1e-1, sampling: Sampling.Log)), "sparse_categorical_crossentropy", ["accuracy"]);
            return model;
        }

        public override TrialFit Training(HyperParameters hp, TrialFit fit) => fit with { BatchSize = hp.Choice("batch_size", [8, 16]) };
    }
}
