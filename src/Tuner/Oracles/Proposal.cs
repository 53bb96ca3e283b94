namespace KerasNet.Tuning;

/// <summary>What a search proposes to a worker that asks.</summary>
/// <param name="Status">Running with values, idle while others must finish first, or stopped.</param>
/// <param name="Values">The values to try.</param>
internal readonly record struct Proposal(TrialStatus Status, IReadOnlyDictionary<string, object>? Values)
{
    /// <summary>Nothing to do until others have finished.</summary>
    internal static Proposal Idle => new(TrialStatus.Idle, null);

    /// <summary>The search is over.</summary>
    internal static Proposal Stopped => new(TrialStatus.Stopped, null);

    /// <summary>Values to try.</summary>
    internal static Proposal Of(IReadOnlyDictionary<string, object> values) => new(TrialStatus.Running, values);
}
