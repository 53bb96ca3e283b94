namespace KerasNet;

/// <summary>A function that a user passed to a <see cref="Dataset{T}"/> failed on an element. <see cref="Exception.InnerException"/> is what it threw.</summary>
/// <param name="message">What failed.</param>
/// <param name="element">The place of the element in its walk, from 0.</param>
/// <param name="innerException">What was thrown.</param>
public sealed class DatasetException(string message, long element, Exception innerException) : Exception(message, innerException)
{
    private const int LongestText = 80;

    /// <summary>The place of the element in its walk, from 0.</summary>
    public long Element { get; } = element;

    /// <summary>An element as far as it can be told in a line.</summary>
    internal static string Describe(object? element)
    {
        string text = element switch
        {
            null => "null",
            string or IFormattable => $"'{element}'",
            DataBatch batch => batch.ToString(),
            _ => element.GetType().Name,
        };
        return text.Length <= LongestText ? text : $"{text[..LongestText]}…";
    }
}
