namespace KerasNet.Tuning;

/// <summary>Keeps the model of the best epoch of all executions of a trial, or of one of them.</summary>
/// <param name="objective">What is made small or large.</param>
/// <param name="name">The number of the trial, or what it keeps an execution's model under.</param>
/// <param name="run">How often the trial was taken from a worker.</param>
/// <param name="storage">Where it is kept.</param>
/// <param name="whole">What keeps the best of all executions, where this one is for a single one.</param>
internal sealed class BestModel(Objective objective, string name, int run, IStudyStorage storage, BestModel? whole = null)
{
    private double? _best;

    /// <summary>Saves the model if it is better than before.</summary>
    internal void Offer(Model model, double value)
    {
        whole?.Offer(model, value);
        if (double.IsNaN(value) || (_best is { } best && !objective.Direction.IsBetter(value, best)))
            return;
        storage.SaveModel(name, run, path => model.Save(path));
        _best = value;
    }
}
