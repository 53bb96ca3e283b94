namespace KerasNet.Tuning;

/// <summary>Something is wrong with the search itself, so that no trial can succeed: it ends at once.</summary>
/// <param name="message">What is wrong and what to do.</param>
public sealed class SearchException(string message) : Exception(message);
