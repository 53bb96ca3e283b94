namespace KerasNet.Tuning;

/// <summary>Searches the hyperparameters of a model: builds, trains and scores what an <see cref="Oracle"/> proposes, and keeps the best models.</summary>
/// <remarks>
/// <para>The study is kept in a folder: a journal from which the search goes on where it stopped, whatever happened, and the best model of each trial.</para>
/// <para>Ready searches: <see cref="RandomSearch"/>, <see cref="GridSearch"/>, <see cref="Hyperband"/>, <see cref="BayesianOptimization"/>. Override <see cref="RunTrial"/> to
/// search something else than models.</para>
/// </remarks>
public partial class Tuner : IDisposable
{
    private readonly IStudyStorage _storage;
    private readonly Study _study;

    /// <summary>Sets up a search, or takes it up where it stopped.</summary>
    /// <param name="hyperModel">Builds the models.</param>
    /// <param name="oracle">Proposes what to try.</param>
    /// <param name="options">How the search is run and where it is kept.</param>
    /// <exception cref="StudyMismatchException">The folder holds a study that was begun with other options.</exception>
    public Tuner(HyperModel hyperModel, Oracle oracle, TunerOptions? options = null)
    {
        Options = options ?? new TunerOptions();
        Options.Check();
        if (Options.Pruner is { } pruner && oracle is HyperbandOracle)
            throw new ArgumentException($"Hyperband stops trials itself, by brackets: leave out {pruner.GetType().Name}, or prune a RandomSearch.", nameof(options));
        (HyperModel, Oracle) = (hyperModel, oracle);
        _storage = Options.Storage ?? new JournalStorage(Options.Folder, Options.Overwrite);
        try
        {
            _study = new Study(oracle, _storage, Options.DescribeData());
        }
        catch when (Options.Storage is null)
        {
            _storage.Dispose();
            throw;
        }
    }

    /// <summary>Builds the models.</summary>
    public HyperModel HyperModel { get; }

    /// <summary>Proposes what to try.</summary>
    public Oracle Oracle { get; }

    /// <summary>How the search is run and where it is kept.</summary>
    public TunerOptions Options { get; }

    /// <summary>The trials so far, in the order of their numbers. Copied: what happens later does not show in the list, but in its trials.</summary>
    public IReadOnlyList<Trial> Trials => _study.Read(oracle => oracle.StartOrder.Select(id => oracle.Trials[id]).ToArray());

    /// <summary>The best completed trials, best first.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<Trial> GetBestTrials(int count = 1) => _study.Read(oracle => oracle.GetBestTrials(count).Where(trial => trial.Status == TrialStatus.Completed).ToArray());

    /// <summary>Why the search ended by itself, for example that all points have been tried; null as long as it has not.</summary>
    public string? StopReason { get; private set; }

    /// <summary>The best models, best first, with the weights of their best epochs.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<Model> GetBestModels(int count = 1) =>
        [.. GetBestTrials(count).Select(trial => LoadModel(trial.Id)).OfType<Model>()];

    /// <summary>The values of the best trials, best first.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<HyperParameters> GetBestHyperParameters(int count = 1) => [.. GetBestTrials(count).Select(trial => trial.HyperParameters)];

    /// <summary>Lets go of the study's storage.</summary>
    public void Dispose()
    {
        _storage.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Model? LoadModel(string name) => ReadModel(name, path => Model.Load(path));

    private protected Model? ReadModel(string name, Func<string, Model> read) => _storage.ReadModel(name, read);
}
