using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using KerasNet.Callbacks;
using KerasNet.Data;

namespace KerasNet.Tuning;

/// <content>The search: workers that ask the oracle for trials until there are no more.</content>
public partial class Tuner
{
    // Another worker's end is worth hearing of soon, but not worth asking a server for all the time.
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);

    private static int s_workers;

    private bool _explored;

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
    /// <exception cref="StudyMismatchException">The study's trials were given another number of samples.</exception>
    /// <exception cref="TooManyFailuresException">Too many trials in a row have failed.</exception>
    public void Search(TrialFit fit, CancellationToken cancellationToken = default)
    {
        Splits.Check(Options, fit);
        if (fit.X is { } x)
            _study.UseData(x.Samples);
        (fit, TrialFit? test) = Splits.HoldOut(Options, fit, HashCode(Oracle.Seed, "test", 0));
        _threadsPerTrial = Options.ParallelTrials == 1 ? null : Math.Max(1, Keras.Threads / Options.ParallelTrials);
        Explore(fit);
        using SearchDisplay? display = Show();
        Exception? failure = null;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        void Work(int number)
        {
            string worker = NameOf(number);
            try
            {
                try
                {
                    WorkOn(worker, fit with { CancellationToken = stop.Token });
                }
                finally
                {
                    GiveBack(worker);
                }
            }
            catch (Exception e)
            {
                // Nothing may leave this method: on a thread of its own it would end the process.
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
        TestBest(test, cancellationToken);
    }

    /// <summary>Searches, and gives each trial as it ends for good: <c>await foreach (Trial trial in tuner.SearchAsync(fit)) …</c>.</summary>
    /// <remarks>The search runs on threads of its own and does not wait for the reader. Leaving the loop ends it; it can be taken up again.</remarks>
    /// <param name="fit">How the models are trained, unless the hypermodel changes it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    /// <exception cref="TooManyFailuresException">Too many trials in a row have failed.</exception>
    public async IAsyncEnumerable<Trial> SearchAsync(TrialFit fit, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Channel<Trial> ended = Channel.CreateUnbounded<Trial>();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        void Hear(Trial trial) => ended.Writer.TryWrite(trial);
        _study.TrialEnded += Hear;
        Task search = Task.Factory.StartNew(() => Search(fit, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Task done = search.ContinueWith(_ => ended.Writer.Complete(), TaskScheduler.Default);
        try
        {
            await foreach (Trial trial in ended.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
                yield return trial;
            await search.ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await done.ConfigureAwait(false);
            _study.TrialEnded -= Hear;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Builds the model with its defaults, and again for each conditional scope that was not active, so that the whole space is known before the first trial.</summary>
    protected virtual void BuildOnce(HyperParameters hp, TrialFit fit)
    {
        HyperModel.Training(hp, fit);
        HyperModel.Build(hp);
    }

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

    /// <summary>The name of a worker: no two that are alive have the same.</summary>
    private string NameOf(int number) => Options.TunerId is { } given
        ? Options.ParallelTrials == 1 ? given : $"{given}-{number}"
        : $"{Environment.MachineName}-{Environment.ProcessId}-{Interlocked.Increment(ref s_workers)}";

    /// <summary>A trial that is not at its end need not wait until somebody notices that its worker has gone.</summary>
    private void GiveBack(string worker)
    {
        try
        {
            _study.GiveBack([worker]);
        }
        catch (Exception e) when (e is IOException or TooManyFailuresException or ObjectDisposedException)
        {
            // Then it waits. What ended the search is more worth telling.
        }
    }

    private void WorkOn(string worker, TrialFit fit)
    {
        TimeSpan pause = s_shortestPause;
        while (!fit.CancellationToken.IsCancellationRequested)
        {
            _study.Recover(worker);
            Trial trial = _study.Create(worker);
            if (trial.Status == TrialStatus.Stopped && _study.Read(oracle => oracle.Ongoing.Count == 0))
            {
                StopReason = trial.Message;
                return;
            }

            if (trial.Status != TrialStatus.Running)
            {
                // Also where there is nothing more to begin: a worker may die, and its trial must be done again.
                fit.CancellationToken.WaitHandle.WaitOne(pause);
                pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, s_longestPause.Ticks));
            }
            else
            {
                Run(trial, fit);
                pause = s_shortestPause;
            }
        }
    }

    private void Run(Trial trial, TrialFit fit)
    {
        TrialResult result;
        try
        {
            result = RunTrial(trial, fit) ?? throw new SearchException($"{GetType().Name}.{nameof(RunTrial)} returned nothing for trial {trial.Id}. Return a number, named numbers or a history.");
        }
        catch (Exception e) when (trial.HyperParameters.Infeasible is not null && e is not (OperationCanceledException or SearchException or LostTrialException))
        {
            // Whatever went wrong in a model whose requirements do not hold: it was not to be trained.
            _study.End(trial, TrialStatus.Infeasible, message: trial.HyperParameters.Infeasible);
            return;
        }
        catch (LostTrialException)
        {
            return;
        }
        catch (FailedTrialException e)
        {
            _study.End(trial, TrialStatus.Failed, message: e.Message);
            return;
        }
        catch (OperationCanceledException) when (fit.CancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (e is not SearchException)
        {
            _study.End(trial, TrialStatus.Invalid, message: e.ToString());
            return;
        }

        if (fit.CancellationToken.IsCancellationRequested)
            return;
        if (trial.HyperParameters.Infeasible is { } infeasible)
            _study.End(trial, TrialStatus.Infeasible, message: infeasible);
        else
            _study.End(trial, trial.PruneReason is null ? TrialStatus.Completed : TrialStatus.Pruned, result.Score(Oracle.Objective), trial.PruneReason);
    }
}
