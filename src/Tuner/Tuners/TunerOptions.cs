using System.Text.Json.Nodes;

namespace KerasNet.Tuning;

/// <summary>How a search is run and where it is kept.</summary>
public sealed record TunerOptions
{
    /// <summary>How often each trial is trained from its beginning; their mean counts. At least 1.</summary>
    public int ExecutionsPerTrial { get; init; } = 1;

    /// <summary>
    /// Cross-validation: the samples are divided into so many parts, and each trial is trained once for each, with the others to train on and this one to validate on. At least
    /// 2; none if not given. A trial's score is the mean of the folds', each with its own best epoch; its model is that of the best epoch of all. With several executions per
    /// trial the samples are divided anew for each.
    /// </summary>
    /// <remarks>Taken of the arrays that <see cref="HyperModel.Training"/> returns, put in random order by the search's seed: all trials have the same folds.</remarks>
    public int? Folds { get; init; }

    /// <summary>
    /// The part of the samples, at least 0 and below 1, that no trial sees: the best model is measured on it when the search is over. Chosen by the search's seed.
    /// </summary>
    public double TestSplit { get; init; }

    /// <summary>
    /// Whether each fold and the test set get their share of every class. If not given, they do where there is one array of targets that are classes: whole numbers, floats that
    /// are all 0 or 1, or rows with a single 1.
    /// </summary>
    public bool? Stratify { get; init; }

    /// <summary>
    /// How many trials are trained at once in this process, which shares its engine's threads out among them. At least 1. The functions that build and train models are then
    /// called from several threads at once.
    /// </summary>
    public int ParallelTrials { get; init; } = 1;

    /// <summary>Stops trials that do worse than others; none are stopped if not given. Not for <see cref="Hyperband"/>, which stops trials itself.</summary>
    public Pruner? Pruner { get; init; }

    /// <summary>The greatest number of weights of a model; a trial with more fails. No limit if not given.</summary>
    public long? MaxModelSize { get; init; }

    /// <summary>The folder in which studies are kept.</summary>
    public string Directory { get; init; } = ".";

    /// <summary>The folder of this study below <see cref="Directory"/>.</summary>
    public string ProjectName { get; init; } = "untitled_project";

    /// <summary>Whether a study that is there already is thrown away; else it is taken up where it stopped.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Where the study is kept instead of a journal in its folder, for example on a server that several processes share. The tuner disposes it.</summary>
    /// <remarks><see cref="Directory"/> and <see cref="ProjectName"/> do not count then, and <see cref="Overwrite"/> is an error: a storage is made with its own.</remarks>
    public IStudyStorage? Storage { get; init; }

    /// <summary>The name of this process among those that search together; machine and number of the process if not given. No two that are alive may have the same.</summary>
    public string? TunerId { get; init; }

    /// <summary>0: the search is silent. 1: it is shown as a live table in a terminal, elsewhere as a line for each trial. 2: as lines in a terminal too.</summary>
    public int Verbose { get; init; } = 1;

    /// <summary>The study's folder.</summary>
    internal string Folder => Path.Combine(Directory, ProjectName);

    /// <summary>What decides which samples trials are trained, validated and tested on: a study that is taken up must have the same.</summary>
    internal JsonObject DescribeData() => new() { ["folds"] = Folds, ["test_split"] = TestSplit, ["stratify"] = Stratify };

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ExecutionsPerTrial, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ParallelTrials, 1);
        if (Folds is { } folds)
            ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2, nameof(Folds));
        if (TestSplit is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(TestSplit), TestSplit, "The part held back for the test must be at least 0 and below 1.");
        if (Verbose is < 0 or > 2)
            throw new ArgumentException($"Verbose must be 0 (silent), 1 (a live table) or 2 (lines). Received: {Verbose}.");
        ArgumentException.ThrowIfNullOrEmpty(ProjectName);
        if (TunerId is { Length: 0 })
            throw new ArgumentException("TunerId must not be empty. Leave it out to have one made.");
        if (Storage is not null && Overwrite)
            throw new ArgumentException("Overwrite is about the journal in a folder. Tell the given Storage to throw the study away.");
    }
}
