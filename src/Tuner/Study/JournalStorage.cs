using System.Text;

namespace KerasNet.Tuning;

/// <summary>A study in a folder: a journal with one JSON object per line, and the best model of each trial, for the workers of one process.</summary>
/// <remarks>Lines are only ever added, and are on the disk before anybody acts on them. A line that a killed process did not finish is cut off when the journal is opened again.</remarks>
public sealed class JournalStorage : IStudyStorage
{
    // A journal of a million long trials stays below; what is larger is no journal.
    private const long MaxBytes = 4L << 30;

    private const string JournalName = "journal.jsonl";

    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly List<StudyEvent> _events = [];
    private readonly HashSet<string> _alive = [];
    private readonly string _folder;

    /// <summary>Opens a study, or begins one.</summary>
    /// <param name="folder">The folder, which is made where it does not exist; the journal is <c>journal.jsonl</c> in it, a model <c>trial_00/model.keras</c>.</param>
    /// <param name="overwrite">Whether a study that is there already is thrown away: its journal and its models, nothing else in the folder.</param>
    /// <exception cref="IOException">Another process has the journal open, or it cannot be written.</exception>
    /// <exception cref="InvalidDataException">The file is no journal.</exception>
    public JournalStorage(string folder, bool overwrite = false)
    {
        _folder = folder;
        string path = Path.Combine(folder, JournalName);
        Directory.CreateDirectory(folder);
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException($"The study's journal '{path}' cannot be opened: {e.Message} Is another tuner open on it, in this process or another? Dispose it first; processes that search together need a server, not a file.", e);
        }

        try
        {
            if (overwrite)
                ThrowAway();
            ReadAll(path);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Update(long after, Func<IReadOnlyList<StudyEvent>, IReadOnlyList<StudyEvent>> action)
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
        }
    }

    /// <inheritdoc/>
    public void Heartbeat(string worker)
    {
        lock (_lock)
            _alive.Add(worker);
    }

    /// <summary>The workers that have not been heard of since the journal was opened: no other process has it open, so theirs has ended.</summary>
    public IReadOnlyList<string> Dead(IReadOnlyCollection<string> workers)
    {
        lock (_lock)
            return [.. workers.Where(worker => !_alive.Contains(worker))];
    }

    /// <inheritdoc/>
    /// <remarks>A worker of a journal that was held for dead is dead, so the number of the run does not matter.</remarks>
    public void SaveModel(string trialId, int run, Action<string> write)
    {
        string path = ModelPath(trialId);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        write(path);
    }

    /// <inheritdoc/>
    public T? ReadModel<T>(string trialId, Func<string, T> read)
        where T : class => File.Exists(ModelPath(trialId)) ? read(ModelPath(trialId)) : null;

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private string ModelPath(string trialId) => Path.Combine(_folder, $"trial_{trialId}", "model.keras");

    private void ThrowAway()
    {
        _file.SetLength(0);
        foreach (string trial in Directory.EnumerateDirectories(_folder, "trial_*"))
            Directory.Delete(trial, recursive: true);
    }

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
