namespace KerasNet.Reporting;

/// <summary>When a run began and how long each of its epochs took.</summary>
internal sealed class RunClock
{
    private readonly List<TimeSpan> _epochs = [];
    private long _mark;

    /// <summary>When the run began, in UTC: asking for the time zone here would make every run wait for its table. Null before it has.</summary>
    internal DateTimeOffset? Began { get; private set; }

    /// <summary>The times of the epochs that ended.</summary>
    internal IReadOnlyList<TimeSpan> Epochs => _epochs;

    internal void Begin()
    {
        _epochs.Clear();
        Began = TimeProvider.System.GetUtcNow();
        _mark = TimeProvider.System.GetTimestamp();
    }

    internal void EndEpoch()
    {
        long now = TimeProvider.System.GetTimestamp();
        _epochs.Add(TimeProvider.System.GetElapsedTime(_mark, now));
        _mark = now;
    }
}
