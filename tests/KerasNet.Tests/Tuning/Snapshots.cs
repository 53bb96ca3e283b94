using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

/// <summary>Trials as reports see them.</summary>
internal static class Snapshots
{
    internal static TrialSnapshot Trial(string id, TrialStatus status = TrialStatus.Failed, string? message = null, int epochsPlanned = 0, params TrialEpoch[] epochs) =>
        new(id, status, false, new Dictionary<string, object>(), null, 0, epochs, epochsPlanned, null, null, message);
}
