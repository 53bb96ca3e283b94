namespace KerasNet;

/// <summary>A picture file cannot be decoded: it is damaged, cut off, of a format that is not known, or promises more than it can hold.</summary>
/// <param name="message">What was expected and what was found.</param>
/// <param name="path">The file, if the picture came from one.</param>
/// <param name="innerException">What caused it.</param>
public sealed class ImageFormatException(string message, string? path = null, Exception? innerException = null)
    : Exception(path is null ? message : $"'{path}' cannot be read as a picture: {message}", innerException)
{
    /// <summary>The file; null if the picture came from memory.</summary>
    public string? Path { get; } = path;
}
