namespace KerasNet.Tuning;

/// <summary>A worker was taken for dead and its trial was given to another.</summary>
internal sealed class LostTrialException(string trialId)
    : Exception($"Trial {trialId} was given to another worker, since this one had not been heard of for too long.");
