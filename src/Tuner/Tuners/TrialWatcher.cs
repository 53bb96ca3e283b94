using KerasNet.Callbacks;

namespace KerasNet.Tuning;

/// <summary>Listens to the training of a trial: tells the study of every epoch, and keeps the best model.</summary>
internal sealed class TrialWatcher(Model model, Objective objective, BestModel best, Action<int, IReadOnlyDictionary<string, double>> report) : Callback
{
    private bool _heardBefore;

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        bool first = !_heardBefore;
        _heardBefore = true;
        report(epoch, logs);
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
