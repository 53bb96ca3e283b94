namespace KerasNet.Tuning;

/// <summary>Where a study is kept: an ordered list of events that only grows, shared by all workers.</summary>
/// <remarks>All that a search knows follows from the events in their order, so whoever has read them is where everybody else is.</remarks>
public interface IStudyStorage : IDisposable
{
    /// <summary>Does something that reads and adds events while nobody else does.</summary>
    /// <param name="after">How many events the caller has read.</param>
    /// <param name="action">Takes the events that came since, and gives those to add; what it throws leaves the study as it was.</param>
    /// <returns>The number of events afterwards.</returns>
    long Update(long after, Func<IReadOnlyList<StudyEvent>, IReadOnlyList<StudyEvent>> action);

    /// <summary>Says that a worker is alive. Storage that only one process uses need not remember it.</summary>
    void Heartbeat(string worker);

    /// <summary>The workers among some that have not been heard of for so long that they are taken for dead.</summary>
    IReadOnlyList<string> Dead(IReadOnlyCollection<string> workers);
}
