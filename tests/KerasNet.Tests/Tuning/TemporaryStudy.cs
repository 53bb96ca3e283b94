using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

/// <summary>A folder for a study, deleted at the end.</summary>
internal sealed class TemporaryStudy : IDisposable
{
    private const string Name = "study";

    private readonly string _directory = Directory.CreateTempSubdirectory("kerasnet-study-").FullName;

    internal string Folder => Path.Combine(_directory, Name);

    internal string Journal => Path.Combine(Folder, "journal.jsonl");

    internal TunerOptions Options => new() { Directory = _directory, ProjectName = Name, Verbose = 0 };

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
