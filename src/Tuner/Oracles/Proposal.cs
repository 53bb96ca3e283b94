namespace KerasNet.Tuning;

/// <summary>What a search proposes to a worker that asks.</summary>
/// <param name="Status">Running with values, idle while others must finish first, or stopped.</param>
/// <param name="Values">The values to try.</param>
/// <param name="Reason">Why the search is over.</param>
internal readonly record struct Proposal(TrialStatus Status, IReadOnlyDictionary<string, object>? Values, string? Reason = null)
{
    /// <summary>Nothing to do until others have finished.</summary>
    internal static Proposal Idle => new(TrialStatus.Idle, null);

    /// <summary>The search is over.</summary>
    /// <param name="reason">Why, as a sentence for the user.</param>
    internal static Proposal Stopped(string reason) => new(TrialStatus.Stopped, null, reason);

    /// <summary>Values to try.</summary>
    internal static Proposal Of(IReadOnlyDictionary<string, object> values) => new(TrialStatus.Running, values);
}
