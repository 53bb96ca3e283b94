using KerasNet.Callbacks;

namespace KerasNet.Tuning;

/// <summary>Listens to the training of a trial: tells the study of every epoch, keeps the best model, and ends what is to be stopped.</summary>
/// <param name="model">What is trained.</param>
/// <param name="objective">What is made small or large.</param>
/// <param name="best">Keeps the best model.</param>
/// <param name="report">Told of every epoch; says whether the training is to end after it.</param>
internal sealed class TrialWatcher(Model model, Objective objective, BestModel best, Func<int, IReadOnlyDictionary<string, double>, bool> report) : Callback
{
    private bool _heardBefore;

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        bool first = !_heardBefore;
        _heardBefore = true;
        if (report(epoch, logs))
            Progress.StopTraining = true;
        if (objective.Name == Objective.DefaultName)
            return;

        // After the first epoch all names are known, unless validation comes later.
        if (!objective.HasValue(logs))
        {
            if (first && !Missing(logs).All(name => name.StartsWith("val_", StringComparison.Ordinal) && logs.ContainsKey(name[4..])))
                throw new SearchException($"The objective '{objective.Name}' is not among what the model logs. There are: {string.Join(", ", logs.Keys)}.");
            return;
        }

        best.Offer(model, objective.ValueOf(logs));
    }

    private IEnumerable<string> Missing(Logs logs) => (objective.Parts.Count == 0 ? [objective.Name] : objective.Parts.Select(part => part.Name)).Where(name => !logs.ContainsKey(name));
}
