using System.Globalization;
using System.Text;

namespace KerasNet.Callbacks;

/// <summary>Writes the logs of each epoch as a line of a CSV file.</summary>
/// <remarks>
/// <para>The columns are the epoch, from 0, and the logs of the first epoch in the order of their names. Where none of these is about validation, a <c>val_</c> column
/// for each is added, so that validation after some epochs only has its place; what an epoch does not log is NA. Entries that appear later are left out.
/// Bytes are those that Keras writes: UTF-8, lines that end in CR LF, numbers as Python writes them.</para>
/// <para>A line is written whole and is in the file when its epoch has ended: between epochs the file is closed, so that others may read it. With append, a file that
/// has lines is gone on with; a last line without an end, as after a crash, is ended first.</para>
/// <para>Keras: <c>keras.callbacks.CSVLogger</c>.</para>
/// </remarks>
public sealed class CSVLogger : Callback
{
    private const string LineEnd = "\r\n";
    private const string Missing = "NA";
    private const string EpochColumn = "epoch";
    private const char KeySeparator = '\n';

    private string[]? _keys;

    /// <summary>Makes the callback.</summary>
    /// <param name="filename">The file; its folder must exist.</param>
    /// <param name="separator">The character between the columns.</param>
    /// <param name="append">Whether a file that is there is gone on with instead of being emptied.</param>
    /// <exception cref="ArgumentException">The file has no name, or the separator is not one character that may separate.</exception>
    public CSVLogger(string filename, string separator = ",", bool append = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(filename);
        if (separator is not [not ('"' or '\r' or '\n')])
            throw new ArgumentException($"The separator of CSVLogger is one character, for example \",\" or \";\". Received: \"{separator}\".", nameof(separator));
        Filename = filename;
        Separator = separator;
        Append = append;
    }

    /// <summary>The file.</summary>
    public string Filename { get; }

    /// <summary>The character between the columns.</summary>
    /// <value>Default: a comma.</value>
    public string Separator { get; }

    /// <summary>Whether a file that is there is gone on with.</summary>
    /// <value>Default: false.</value>
    public bool Append { get; }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written, for example because its folder does not exist.</exception>
    public override void OnTrainBegin()
    {
        _keys = null;
        using FileStream file = Open(Append || GoesOn ? FileMode.OpenOrCreate : FileMode.Create);
        if (file.Length == 0)
            return;
        file.Seek(-1, SeekOrigin.End);
        if (file.ReadByte() != LineEnd[^1])
            file.Write(Encoding.UTF8.GetBytes(LineEnd));
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        using FileStream file = Open(FileMode.OpenOrCreate);
        StringBuilder lines = new();
        if (_keys is null)
        {
            _keys = KeysOf(logs);
            string header = Line([EpochColumn, .. _keys]);
            if (file.Length == 0)
                lines.Append(header);
            else
                CheckHeader(file, header);
        }

        IEnumerable<string> values = _keys.Select(key => logs.TryGetValue(key, out double value) ? PythonText.Of(value) : Missing);
        lines.Append(Line([epoch.ToString(CultureInfo.InvariantCulture), .. values]));
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.UTF8.GetBytes(lines.ToString()));
    }

    /// <summary>A run that goes on takes away the lines of epochs that it will run again.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public override void KeepState(RunState state)
    {
        string? keys = state.Keep("keys", _keys is null ? null : string.Join(KeySeparator, _keys));
        _keys = keys is { Length: 0 } ? [] : keys?.Split(KeySeparator);
        using FileStream file = Open(FileMode.OpenOrCreate);
        long length = state.Keep("length", file.Length);
        if (length < file.Length)
            file.SetLength(length);
    }

    private static string[] KeysOf(Logs logs)
    {
        string[] keys = [.. logs.Keys.Order(StringComparer.Ordinal)];
        return keys.Any(Logs.IsOfValidation) ? keys : [.. keys, .. keys.Select(key => Logs.ValidationPrefix + key)];
    }

    /// <summary>Warns where a file that is gone on with has other columns: its lines will not fit them.</summary>
    private void CheckHeader(FileStream file, string header)
    {
        file.Seek(0, SeekOrigin.Begin);
        using StreamReader reader = new(file, Encoding.UTF8, leaveOpen: true);
        string? there = reader.ReadLine();
        if (there is not null && there != header.TrimEnd())
            Messages.Warn($"CSVLogger goes on with '{Filename}', whose columns are {there}. This run writes {header.TrimEnd()}.");
    }

    private FileStream Open(FileMode mode)
    {
        try
        {
            // Unbuffered: what is written goes to the file at once and in one piece.
            return new FileStream(Filename, mode, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new DirectoryNotFoundException(
                $"CSVLogger cannot write '{Filename}': its folder '{Path.GetDirectoryName(Path.GetFullPath(Filename))}' does not exist. Create it first.", e);
        }
    }

    private string Line(IEnumerable<string> fields) => string.Join(Separator, fields.Select(Quoted)) + LineEnd;

    /// <summary>A field that holds what means something else in the file goes into quotes, as Python's csv module does it.</summary>
    private string Quoted(string field) =>
        field.AsSpan().IndexOfAny([Separator[0], '"', '\r', '\n']) < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
