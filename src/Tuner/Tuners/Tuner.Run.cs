using System.Security.Cryptography;
using System.Text;

namespace KerasNet.Tuning;

/// <content>One trial: built, trained and scored.</content>
public partial class Tuner
{
    // How many threads of the engine a trial gets for itself; those of all where there is one trial at a time.
    private int? _threadsPerTrial;

    /// <summary>Trains and scores one trial. Override it to search something else than models: return a number, named numbers, or a history.</summary>
    /// <param name="trial">The trial, with its values.</param>
    /// <param name="fit">What the search was told.</param>
    /// <exception cref="FailedTrialException">The trial fails at once.</exception>
    protected virtual TrialResult RunTrial(Trial trial, TrialFit fit)
    {
        BestModel best = new(Oracle.Objective, trial.Id, trial.Run, _storage);
        return TrialResult.Mean([.. Enumerable.Range(0, Options.ExecutionsPerTrial * (Options.Folds ?? 1)).TakeWhile(_ => trial.PruneReason is null)
            .Select(execution => Execute(trial, execution, fit, best))]);
    }

    /// <summary>Whether the best model of each fold is kept, beside that of the trial, so that another trial may go on from it.</summary>
    private protected virtual bool KeepsFolds => false;

    /// <summary>Changes how a trial is trained before the hypermodel does. As the search was told, unless overridden.</summary>
    private protected virtual TrialFit Prepare(Trial trial, TrialFit fit) => fit;

    /// <summary>The model to train where a trial goes on from another one. The one that was built, unless overridden.</summary>
    private protected virtual Model Resume(Trial trial, int execution, Model model) => model;

    /// <summary>The name under which a model is kept from which another trial may go on: with folds one for each, for no fold may learn from what it is validated on.</summary>
    private protected string ModelName(string trialId, int execution) => Options.Folds is null ? trialId : $"{trialId}-{execution}";

    private TrialResult Execute(Trial trial, int execution, TrialFit fit, BestModel best)
    {
        // What a trial comes to depends on the study's seed, its number and the execution, not on what was trained before it.
        using IDisposable session = Keras.Session(HashCode(Oracle.Seed, trial.Id, execution), _threadsPerTrial);
        HyperParameters hp = trial.HyperParameters;
        Model model = HyperModel.Build(hp);
        TrialFit own = HyperModel.Training(hp, Prepare(trial, fit with { TrialId = trial.Id, Execution = execution }));
        _study.Built(trial, own.Epochs);
        if (hp.Infeasible is { } reason)
            throw new InfeasibleTrialException(reason);
        if (Options.MaxModelSize is { } most && model.Built && model.CountParams() is var size && size > most)
            throw new FailedTrialException($"The model has {size} weights, more than the {most} allowed.");
        model = Resume(trial, execution, model);
        if (Options.Folds is { } folds)
            own = Splits.Fold(Options, own, execution % folds, HashCode(Oracle.Seed, "folds", execution / folds));
        BestModel kept = Options.Folds is not null && KeepsFolds ? new(Oracle.Objective, ModelName(trial.Id, execution), trial.Run, _storage, best) : best;
        return HyperModel.Fit(hp, model, own with { Watchers = [new TrialWatcher(model, Oracle.Objective, kept, (epoch, logs) => Report(trial, execution, epoch, logs))] });
    }

    /// <summary>Tells the study of an epoch.</summary>
    /// <returns>Whether the trial is to be stopped.</returns>
    private bool Report(Trial trial, int execution, int epoch, IReadOnlyDictionary<string, double> logs)
    {
        _study.Report(trial, execution, epoch, logs);
        if (Options.Pruner is { } pruner)
            trial.PruneReason = _study.Prune(trial, pruner);
        return trial.PruneReason is not null;
    }

    private static long HashCode(long seed, string trialId, int execution) =>
        BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{trialId}/{execution}")));
}
