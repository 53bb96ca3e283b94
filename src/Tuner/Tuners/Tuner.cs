using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Training;

namespace KerasNet.Tuning;

/// <summary>Searches the hyperparameters of a model: builds, trains and scores what an <see cref="Oracle"/> proposes, and keeps the best models.</summary>
/// <remarks>
/// <para>The study is kept in a folder: a journal from which the search goes on where it stopped, whatever happened, and the best model of each trial.</para>
/// <para>Ready searches: <see cref="RandomSearch"/>, <see cref="GridSearch"/>, <see cref="Hyperband"/>, <see cref="BayesianOptimization"/>. Override <see cref="RunTrial"/> to
/// search something else than models.</para>
/// </remarks>
public class Tuner : IDisposable
{
    private const string JournalName = "journal.jsonl";
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly IStudyStorage _storage;
    private readonly Study _study;
    private bool _explored;

    /// <summary>Sets up a search, or takes it up where it stopped.</summary>
    /// <param name="hyperModel">Builds the models.</param>
    /// <param name="oracle">Proposes what to try.</param>
    /// <param name="options">How the search is run and where it is kept.</param>
    /// <param name="storage">Where the study is kept; a journal in its folder if not given.</param>
    /// <exception cref="StudyMismatchException">The folder holds a study that was begun with other options.</exception>
    public Tuner(HyperModel hyperModel, Oracle oracle, TunerOptions? options = null, IStudyStorage? storage = null)
    {
        Options = options ?? new TunerOptions();
        Options.Check();
        (HyperModel, Oracle) = (hyperModel, oracle);
        if (Options.Overwrite && storage is null && Directory.Exists(Options.Folder))
            Directory.Delete(Options.Folder, recursive: true);
        _storage = storage ?? new JournalStorage(Path.Combine(Options.Folder, JournalName));
        _study = new Study(oracle, _storage);
    }

    /// <summary>Builds the models.</summary>
    public HyperModel HyperModel { get; }

    /// <summary>Proposes what to try.</summary>
    public Oracle Oracle { get; }

    /// <summary>How the search is run and where it is kept.</summary>
    public TunerOptions Options { get; }

    /// <summary>Searches with arrays; the arguments are those of Fit, and reach it unless the hypermodel changes them.</summary>
    /// <param name="x">The data of the inputs.</param>
    /// <param name="y">The targets of the outputs.</param>
    /// <param name="batchSize">Samples per step; 32 if not given.</param>
    /// <param name="epochs">The number of the epoch after the last one.</param>
    /// <param name="callbacks">Each makes a callback for an execution, so that none is shared between trials.</param>
    /// <param name="validationSplit">The part of the data that is held back for validation, from its end.</param>
    /// <param name="validationData">Data to validate on.</param>
    /// <param name="cancellationToken">Ends the search; it can be taken up again.</param>
    /// <exception cref="TooManyFailuresException">Too many trials in a row have failed.</exception>
    public void Search(
        DataArrays x,
        DataArrays? y = null,
        int? batchSize = null,
        int epochs = 1,
        IReadOnlyList<Func<Callback>>? callbacks = null,
        double validationSplit = 0,
        (DataArrays X, DataArrays Y)? validationData = null,
        CancellationToken cancellationToken = default) => Search(
            new TrialFit
            {
                X = x, Y = y, BatchSize = batchSize, Epochs = epochs, Callbacks = callbacks ?? [], ValidationSplit = validationSplit, ValidationData = validationData,
            },
            cancellationToken);

    /// <summary>Searches with all that a training may be told.</summary>
    /// <param name="fit">How the models are trained, unless the hypermodel changes it.</param>
    /// <param name="cancellationToken">Ends the search; it can be taken up again.</param>
    /// <exception cref="TooManyFailuresException">Too many trials in a row have failed.</exception>
    public void Search(TrialFit fit, CancellationToken cancellationToken = default)
    {
        Explore(fit);
        Exception? failure = null;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        void Work(int worker)
        {
            try
            {
                WorkOn(Options.ParallelTrials == 1 ? Options.TunerId : $"{Options.TunerId}.{worker}", fit with { CancellationToken = stop.Token });
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
                stop.Cancel();
            }
        }

        Thread[] others = [.. Enumerable.Range(1, Options.ParallelTrials - 1).Select(worker => new Thread(() => Work(worker)) { IsBackground = true })];
        foreach (Thread other in others)
            other.Start();
        Work(0);
        foreach (Thread other in others)
            other.Join();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Trains and scores one trial. Override it to search something else than models: return a number, named numbers, or a history.</summary>
    /// <param name="trial">The trial, with its values.</param>
    /// <param name="fit">What the search was told.</param>
    /// <exception cref="FailedTrialException">The trial fails at once.</exception>
    protected virtual TrialResult RunTrial(Trial trial, TrialFit fit)
    {
        BestModel best = new(Oracle.Objective, ModelPath(trial.Id));
        return TrialResult.Mean([.. Enumerable.Range(0, Options.ExecutionsPerTrial).Select(execution => Execute(trial, execution, fit, best))]);
    }

    /// <summary>Changes how a trial is trained before the hypermodel does. As the search was told, unless overridden.</summary>
    private protected virtual TrialFit Prepare(Trial trial, TrialFit fit) => fit;

    /// <summary>Gives a model what it goes on from. Nothing, unless overridden.</summary>
    private protected virtual void Resume(Trial trial, Model model)
    {
    }

    /// <summary>The file with the best model of a trial.</summary>
    private protected string ModelPath(string trialId) => Path.Combine(Options.Folder, $"trial_{trialId}", "model.keras");

    private TrialResult Execute(Trial trial, int execution, TrialFit fit, BestModel best)
    {
        // What a trial comes to depends on the study's seed, its number and the execution, not on what was trained before it.
        using IDisposable session = Keras.Session(HashCode(Oracle.Seed, trial.Id, execution));
        HyperParameters hp = trial.HyperParameters;
        Model model = HyperModel.Build(hp);
        TrialFit own = HyperModel.Training(hp, Prepare(trial, fit));
        if (hp.Infeasible is { } reason)
            throw new InfeasibleTrialException(reason);
        if (Options.MaxModelSize is { } most && model.Built && model.CountParams() is var size && size > most)
            throw new FailedTrialException($"The model has {size} weights, more than the {most} allowed.");
        Resume(trial, model);
        return HyperModel.Fit(hp, model, own with { Watchers = [new TrialWatcher(model, Oracle.Objective, best, (epoch, logs) => _study.Report(trial.Id, execution, epoch, logs))] });
    }

    private static long HashCode(long seed, string trialId, int execution) =>
        BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{trialId}/{execution}")));

    /// <summary>The best models, best first, with the weights of their best epochs.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<Model> GetBestModels(int count = 1) =>
        [.. BestTrials(count).Where(trial => File.Exists(ModelPath(trial.Id))).Select(trial => Model.Load(ModelPath(trial.Id)))];

    /// <summary>The values of the best trials, best first.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<HyperParameters> GetBestHyperParameters(int count = 1) => [.. BestTrials(count).Select(trial => trial.HyperParameters)];

    /// <summary>Builds the model with its defaults, and again for each conditional scope that was not active, so that the whole space is known before the first trial.</summary>
    protected virtual void BuildOnce(HyperParameters hp, TrialFit fit)
    {
        HyperModel.Training(hp, fit);
        HyperModel.Build(hp);
    }

    /// <summary>Lets go of the study's storage.</summary>
    public void Dispose()
    {
        _storage.Dispose();
        GC.SuppressFinalize(this);
    }

    private IEnumerable<Trial> BestTrials(int count) =>
        _study.Read(oracle => oracle.GetBestTrials(count)).Where(trial => trial.Status == TrialStatus.Completed);

    private void Explore(TrialFit fit)
    {
        if (_explored)
            return;
        SpaceExplorer.Explore(_study.Read(oracle => oracle.Space.Copy()), hp => BuildOnce(hp, fit), hp =>
        {
            _study.AddSpace(hp);
            return _study.Read(oracle => oracle.Space.Copy());
        });
        _explored = true;
    }

    private void WorkOn(string worker, TrialFit fit)
    {
        while (!fit.CancellationToken.IsCancellationRequested)
        {
            _study.Recover(worker);
            Trial trial = _study.Create(worker);
            if (trial.Status == TrialStatus.Stopped)
                return;
            if (trial.Status == TrialStatus.Idle)
                fit.CancellationToken.WaitHandle.WaitOne(s_pause);
            else
                Run(trial, fit);
        }
    }

    private void Run(Trial trial, TrialFit fit)
    {
        TrialResult result;
        try
        {
            result = RunTrial(trial, fit) ?? throw new SearchException($"{GetType().Name}.{nameof(RunTrial)} returned nothing for trial {trial.Id}. Return a number, named numbers or a history.");
        }
        catch (InfeasibleTrialException e)
        {
            _study.End(trial, TrialStatus.Infeasible, message: e.Message);
            return;
        }
        catch (FailedTrialException e)
        {
            _study.End(trial, TrialStatus.Failed, message: e.Message);
            return;
        }
        catch (Exception e) when (e is not (OperationCanceledException or SearchException))
        {
            _study.End(trial, TrialStatus.Invalid, message: e.ToString());
            return;
        }

        if (fit.CancellationToken.IsCancellationRequested)
            return;
        _study.End(trial, TrialStatus.Completed, result.Score(Oracle.Objective));
    }
}
