using System.Text;

namespace KerasNet.Tuning;

/// <summary>A study in a file with one JSON object per line, for the workers of one process. Lines are only ever added, and are on the disk before anybody acts on them.</summary>
/// <remarks>A line that a killed process did not finish is cut off when the journal is opened again.</remarks>
public sealed class JournalStorage : IStudyStorage
{
    // A journal of a million long trials stays below; what is larger is no journal.
    private const long MaxBytes = 4L << 30;

    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly List<StudyEvent> _events = [];

    /// <summary>Opens a journal, or begins one.</summary>
    /// <param name="path">The file; its folder is made where it does not exist.</param>
    /// <exception cref="IOException">Another process has the journal open, or it cannot be written.</exception>
    /// <exception cref="InvalidDataException">The file is no journal.</exception>
    public JournalStorage(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (IOException e)
        {
            throw new IOException($"The study's journal '{path}' cannot be opened: {e.Message} Does another process search on it? Several processes need a server, not a file.", e);
        }

        try
        {
            ReadAll(path);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public long Update(long after, Func<IReadOnlyList<StudyEvent>, IReadOnlyList<StudyEvent>> action)
    {
        lock (_lock)
        {
            IReadOnlyList<StudyEvent> added = action(_events[(int)after..]);
            if (added.Count > 0)
            {
                _file.Write(Encoding.UTF8.GetBytes(string.Concat(added.Select(one => one + "\n"))));
                _file.Flush(flushToDisk: true);
                _events.AddRange(added);
            }

            return _events.Count;
        }
    }

    /// <summary>Nothing: the workers of one process live and die together.</summary>
    public void Heartbeat(string worker)
    {
    }

    /// <summary>None: the workers of one process live and die together.</summary>
    public IReadOnlyList<string> Dead(IReadOnlyCollection<string> workers) => [];

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void ReadAll(string path)
    {
        if (_file.Length > MaxBytes)
            throw new InvalidDataException($"'{path}' has {_file.Length} bytes, too many for a study's journal.");
        byte[] bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        int end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        int number = 0;
        foreach (string line in Encoding.UTF8.GetString(bytes, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            number++;
            try
            {
                _events.Add(StudyEvent.Parse(line));
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException($"'{path}', line {number}: {e.Message}", e);
            }
        }

        _file.SetLength(end);
        _file.Position = end;
    }
}
