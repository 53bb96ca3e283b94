using System.Security.Cryptography;
using System.Text;

namespace KerasNet.Tuning;

/// <content>One trial: built, trained and scored.</content>
public partial class Tuner
{
    /// <summary>Trains and scores one trial. Override it to search something else than models: return a number, named numbers, or a history.</summary>
    /// <param name="trial">The trial, with its values.</param>
    /// <param name="fit">What the search was told.</param>
    /// <exception cref="FailedTrialException">The trial fails at once.</exception>
    protected virtual TrialResult RunTrial(Trial trial, TrialFit fit)
    {
        BestModel best = new(Oracle.Objective, trial.Id, _storage);
        return TrialResult.Mean([.. Enumerable.Range(0, Options.ExecutionsPerTrial).Select(execution => Execute(trial, execution, fit, best))]);
    }

    /// <summary>Changes how a trial is trained before the hypermodel does. As the search was told, unless overridden.</summary>
    private protected virtual TrialFit Prepare(Trial trial, TrialFit fit) => fit;

    /// <summary>Gives a model what it goes on from. Nothing, unless overridden.</summary>
    private protected virtual void Resume(Trial trial, Model model)
    {
    }

    private TrialResult Execute(Trial trial, int execution, TrialFit fit, BestModel best)
    {
        // What a trial comes to depends on the study's seed, its number and the execution, not on what was trained before it.
        using IDisposable session = Keras.Session(HashCode(Oracle.Seed, trial.Id, execution));
        HyperParameters hp = trial.HyperParameters;
        Model model = HyperModel.Build(hp);
        TrialFit own = HyperModel.Training(hp, Prepare(trial, fit));
        if (hp.Infeasible is { } reason)
            throw new InfeasibleTrialException(reason);
        if (Options.MaxModelSize is { } most && model.Built && model.CountParams() is var size && size > most)
            throw new FailedTrialException($"The model has {size} weights, more than the {most} allowed.");
        Resume(trial, model);
        return HyperModel.Fit(hp, model, own with { Watchers = [new TrialWatcher(model, Oracle.Objective, best, (epoch, logs) => _study.Report(trial, execution, epoch, logs))] });
    }

    private static long HashCode(long seed, string trialId, int execution) =>
        BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{trialId}/{execution}")));
}
