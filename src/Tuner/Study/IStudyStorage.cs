namespace KerasNet.Tuning;

/// <summary>Where a study is kept: an ordered list of events that only grows, shared by all workers, and the best model of each trial.</summary>
/// <remarks>All that a search knows follows from the events in their order, so whoever has read them is where everybody else is.</remarks>
public interface IStudyStorage : IDisposable
{
    /// <summary>Does something that reads and adds events while nobody else does.</summary>
    /// <param name="after">How many events the caller has read.</param>
    /// <param name="action">Takes the events that came since, and gives those to add; what it throws leaves the study as it was. It may be called several times, with the events that
    /// came since the last call; what the last call gives is added.</param>
    /// <exception cref="IOException">The events could not be kept.</exception>
    void Update(long after, Func<IReadOnlyList<StudyEvent>, IReadOnlyList<StudyEvent>> action);

    /// <summary>Says that a worker is alive, and will be until this process ends or the storage is disposed.</summary>
    void Heartbeat(string worker);

    /// <summary>The workers among some that are dead: not heard of for so long, or of a process that has ended.</summary>
    IReadOnlyList<string> Dead(IReadOnlyCollection<string> workers);

    /// <summary>Keeps the best model of a trial, in place of an earlier one.</summary>
    /// <param name="trialId">The number of the trial.</param>
    /// <param name="run">How often the trial was taken from a worker that was held for dead. The model of a later run is not replaced by that of an earlier one.</param>
    /// <param name="write">Writes the model to a file with the name it is given.</param>
    void SaveModel(string trialId, int run, Action<string> write);

    /// <summary>Reads the model of a trial.</summary>
    /// <param name="trialId">The number of the trial.</param>
    /// <param name="read">Reads the model from a file with the name it is given.</param>
    /// <returns>What was read; null if the trial has no model.</returns>
    T? ReadModel<T>(string trialId, Func<string, T> read)
        where T : class;
}
