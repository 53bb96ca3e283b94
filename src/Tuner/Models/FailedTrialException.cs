namespace KerasNet.Tuning;

/// <summary>Thrown while a trial is built or trained to say that its values are no good: the trial fails at once and is not tried again.</summary>
/// <param name="message">Why.</param>
public sealed class FailedTrialException(string message) : Exception(message);
