namespace KerasNet.Saving;

/// <summary>A file of a model is refused: it is damaged, cut off, hostile, of another kind, or asks for what this version does not have.</summary>
/// <remarks>Its message names the file, the member of it, what was expected and what was found; the inner exception is the reader's own.</remarks>
public sealed class ModelFileException : IOException
{
    internal ModelFileException(string problem, string file, string? member = null, Exception? innerException = null)
        : base(
            $"'{file}' cannot be loaded: {(member is null || problem.StartsWith(member, StringComparison.Ordinal) ? "" : $"{member}: ")}{problem.TrimEnd('.')}.",
            innerException)
    {
        File = file;
        Member = member;
    }

    /// <summary>Reads a part of a file; whatever its reader refuses it by becomes the one exception for files, which names the file and the part.</summary>
    /// <param name="file">The file.</param>
    /// <param name="member">The part; null for the whole.</param>
    /// <param name="read">Reads it.</param>
    internal static T Guard<T>(string file, string? member, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is Hdf5Exception or ArgumentException or NotSupportedException or InvalidOperationException
            or KeyNotFoundException or FormatException or OverflowException)
        {
            throw new ModelFileException(e.Message, file, member, e);
        }
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The member of the archive, for example <c>config.json</c>; null if the file was refused as a whole.</summary>
    public string? Member { get; }
}
