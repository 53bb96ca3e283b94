namespace KerasNet.Tuning;

/// <summary>A trial as it stood at one moment.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Status">Where it stood.</param>
/// <param name="IsWaiting">Whether it was begun and waits for a worker to begin it anew.</param>
/// <param name="Values">The values that its model asked for.</param>
/// <param name="Score">Its score, if it had one.</param>
/// <param name="BestStep">The step with that score, from 0.</param>
/// <param name="Epochs">What its epochs logged.</param>
/// <param name="EpochsPlanned">The number of the epoch after its last one; 0 if not known.</param>
/// <param name="Began">When its last run began.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="Message">Why it failed, if it did.</param>
internal sealed record TrialSnapshot(
    string Id,
    TrialStatus Status,
    bool IsWaiting,
    IReadOnlyDictionary<string, object> Values,
    double? Score,
    int BestStep,
    IReadOnlyList<TrialEpoch> Epochs,
    int EpochsPlanned,
    DateTimeOffset? Began,
    DateTimeOffset? Ended,
    string? Message)
{
    internal static TrialSnapshot Of(Trial trial, bool isOngoing) => new(
        trial.Id, trial.Status, trial.Status == TrialStatus.Running && !isOngoing, trial.Values, trial.Score, trial.BestStep, [.. trial.Epochs], trial.EpochsPlanned,
        trial.Began, trial.Ended, trial.Message);

    /// <summary>The epoch with its score, from 0: steps begin with the first epoch of the trial, which is not the first of all where it goes on from another.</summary>
    internal int BestEpoch => BestStep + Epochs.Select(epoch => epoch.Epoch).DefaultIfEmpty(0).Min();

    /// <summary>How long its last run took, or has taken until now; null if that is not known.</summary>
    internal TimeSpan? Duration(DateTimeOffset now)
    {
        TimeSpan? taken = Status == TrialStatus.Running && Ended is null ? now - Began : Ended - Began;

        // Clocks of two machines need not agree.
        return taken is { } time && time < TimeSpan.Zero ? TimeSpan.Zero : taken;
    }

    /// <summary>Why it failed, on one line: the innermost of the exceptions, without its stack.</summary>
    internal string FirstCause()
    {
        const string Inner = " ---> ";
        string all = Message ?? "";
        int inner = all.LastIndexOf(Inner, StringComparison.Ordinal);
        string cause = all[(inner < 0 ? 0 : inner + Inner.Length)..].Split('\n')[0].Trim();

        // The name of an exception without its namespace.
        int colon = cause.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && !cause.AsSpan(0, colon).Contains(' ') ? cause[(cause.LastIndexOf('.', colon) + 1)..] : cause;
    }
}
