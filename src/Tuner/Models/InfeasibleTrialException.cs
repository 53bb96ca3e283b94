namespace KerasNet.Tuning;

/// <summary>The values of a trial break what the model requires of them.</summary>
internal sealed class InfeasibleTrialException(string message) : Exception(message);
