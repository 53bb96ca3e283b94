namespace KerasNet.Tuning;

/// <summary>A study was begun with other options than it is to be taken up with, so that it would not go on where it stopped.</summary>
/// <param name="message">What differs.</param>
public sealed class StudyMismatchException(string message) : IOException(message);
