namespace KerasNet.Tuning;

/// <summary>How a search is run and where it is kept.</summary>
public sealed record TunerOptions
{
    /// <summary>How often each trial is trained from its beginning; their mean counts. At least 1.</summary>
    public int ExecutionsPerTrial { get; init; } = 1;

    /// <summary>How many trials are trained at once, on the cores of this process. At least 1.</summary>
    public int ParallelTrials { get; init; } = 1;

    /// <summary>The greatest number of weights of a model; a trial with more fails. No limit if not given.</summary>
    public long? MaxModelSize { get; init; }

    /// <summary>The folder in which studies are kept.</summary>
    public string Directory { get; init; } = ".";

    /// <summary>The folder of this study below <see cref="Directory"/>.</summary>
    public string ProjectName { get; init; } = "untitled_project";

    /// <summary>Whether a study that is there already is thrown away; else it is taken up where it stopped.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Where the study is kept instead of a journal in its folder, for example on a server that several processes share. The tuner disposes it.</summary>
    /// <remarks><see cref="Directory"/>, <see cref="ProjectName"/> and <see cref="Overwrite"/> do not count then: a storage is made with its own.</remarks>
    public IStudyStorage? Storage { get; init; }

    /// <summary>The name of this process among those that search together; machine and number of the process if not given. No two that are alive may have the same.</summary>
    public string? TunerId { get; init; }

    /// <summary>The study's folder.</summary>
    internal string Folder => Path.Combine(Directory, ProjectName);

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ExecutionsPerTrial, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ParallelTrials, 1);
        ArgumentException.ThrowIfNullOrEmpty(ProjectName);
        if (TunerId is { Length: 0 })
            throw new ArgumentException("TunerId must not be empty. Leave it out to have one made.");
        if (Storage is not null && Overwrite)
            throw new ArgumentException("Overwrite is about the journal in a folder. Tell the given Storage to throw the study away.");
    }
}
