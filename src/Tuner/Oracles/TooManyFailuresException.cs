namespace KerasNet.Tuning;

/// <summary>So many trials failed one after another that something is wrong with the model or the data.</summary>
/// <param name="message">How many, and why the last of them failed.</param>
public sealed class TooManyFailuresException(string message) : Exception(message);
