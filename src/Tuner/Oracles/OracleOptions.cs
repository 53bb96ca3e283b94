namespace KerasNet.Tuning;

/// <summary>What all searches share.</summary>
public sealed record OracleOptions
{
    /// <summary>What is made small or large; null where the fit returns the number by itself, to be made small.</summary>
    public Objective? Objective { get; init; }

    /// <summary>How many points are tried at most; null for as many as the search has.</summary>
    public int? MaxTrials { get; init; } = 10;

    /// <summary>Where the random numbers start; drawn by chance if not given.</summary>
    public long? Seed { get; init; }

    /// <summary>A space that is known beforehand: its hyperparameters take the place of those that the model asks for.</summary>
    public HyperParameters? HyperParameters { get; init; }

    /// <summary>Whether hyperparameters that the given space does not have are searched; if not they keep their defaults.</summary>
    public bool TuneNewEntries { get; init; } = true;

    /// <summary>Whether the model may ask for hyperparameters that the given space does not have.</summary>
    public bool AllowNewEntries { get; init; } = true;

    /// <summary>How often a trial that failed is tried again.</summary>
    public int MaxRetriesPerTrial { get; init; }

    /// <summary>After how many failed trials in a row the search ends with an error.</summary>
    public int MaxConsecutiveFailedTrials { get; init; } = 3;

    /// <exception cref="ArgumentException">The options do not fit each other.</exception>
    internal void Check()
    {
        if (HyperParameters is null && !AllowNewEntries)
            throw new ArgumentException("AllowNewEntries = false needs HyperParameters: without them there is nothing to search.");
        if (HyperParameters is null && !TuneNewEntries)
            throw new ArgumentException("TuneNewEntries = false needs HyperParameters: without them there is nothing to search.");
        if (MaxTrials < 1)
            throw new ArgumentException($"MaxTrials must be at least 1. Received: {MaxTrials}.");
        if (MaxRetriesPerTrial < 0)
            throw new ArgumentException($"MaxRetriesPerTrial must not be negative. Received: {MaxRetriesPerTrial}.");
        if (MaxConsecutiveFailedTrials < 1)
            throw new ArgumentException($"MaxConsecutiveFailedTrials must be at least 1. Received: {MaxConsecutiveFailedTrials}.");
    }
}
