using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace KerasNet.Engine.Cpu;

/// <summary>A small pool of threads that runs short parallel regions: a few microseconds each, many per training step.</summary>
/// <remarks>
/// The calling thread takes part, tasks are claimed one at a time through an atomic ticket, and a region is over as soon
/// as its tasks are; no worker has to arrive for that, so one that the system has descheduled holds nobody up.
/// Workers keep looking for the next region for a few tens of microseconds before they sleep.
/// A region started while another one runs (a nested one, or one of another thread) or on a <see cref="BackgroundThread"/> runs serially on its caller.
/// Starting a region allocates nothing.
/// </remarks>
internal sealed unsafe class WorkerPool
{
    /// <summary>Names the number of threads for <see cref="Shared"/>; without it, every processor is used.</summary>
    internal const string ThreadsVariable = "KERASNET_THREADS";

    private static readonly TimeSpan DefaultSpin = TimeSpan.FromMicroseconds(60);
    private static readonly WorkerPool s_process = new(DefaultThreadCount(Environment.GetEnvironmentVariable(ThreadsVariable)));

    [ThreadStatic]
    private static WorkerPool? t_own;

    private readonly TimeSpan _spin;
    private readonly object _sleepLock = new();

    private Signals _signals;
    private int _threadCount;
    private Team? _team;

    // The region in progress. Written before its ticket is published, read only by threads whose claim on that ticket succeeded.
    private delegate*<void*, int, void> _invoke;
    private void* _body;
    private int _taskCount;
    private Exception? _failure;

    /// <summary>Makes a pool; threads start with the first region that needs them.</summary>
    /// <param name="threadCount">How many threads work on a region, the caller included; at least 1.</param>
    /// <param name="spin">How long an idle worker looks for work before it sleeps; 60 µs if not given.</param>
    internal WorkerPool(int threadCount, TimeSpan? spin = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        _threadCount = threadCount;
        _spin = spin ?? DefaultSpin;
    }

    /// <summary>The pool that every kernel uses: the calling thread's own, or that of the process.</summary>
    internal static WorkerPool Shared => t_own ?? s_process;

    /// <summary>Gives the calling thread a pool of its own until what is returned is disposed on it.</summary>
    internal static IDisposable Own(int threadCount)
    {
        OwnPool scope = new(t_own);
        t_own = new WorkerPool(threadCount);
        return scope;
    }

    /// <summary>How many threads work on a region, the caller included. May be set between regions; setting it waits for the one in progress.</summary>
    internal int ThreadCount
    {
        get => Volatile.Read(ref _threadCount);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            var wait = new SpinWait();
            while (!TryEnter())
                wait.SpinOnce();
            if (value != _threadCount)
            {
                Retire();
                Volatile.Write(ref _threadCount, value);
            }
            Leave();
        }
    }

    /// <summary>Reads a thread count as written in <see cref="ThreadsVariable"/>; anything but a positive number means one per processor.</summary>
    internal static int DefaultThreadCount(string? text) =>
        int.TryParse(text, out int count) && count > 0 ? count : Environment.ProcessorCount;

    /// <summary>Runs tasks 0 … <paramref name="taskCount"/> − 1 of a body and returns when all have finished.</summary>
    /// <param name="taskCount">The number of tasks, chosen by the size of the problem and never by the number of threads.</param>
    /// <param name="body">What to run; what the tasks leave in it is there afterwards.</param>
    /// <exception cref="Exception">The first exception that a task threw; the other tasks have run all the same.</exception>
    internal void Run<TBody>(int taskCount, ref TBody body)
        where TBody : struct, IParallelBody
    {
        if (taskCount <= 1 || _threadCount == 1 || BackgroundThread.IsCurrent || !TryEnter())
        {
            for (int i = 0; i < taskCount; i++)
                body.Invoke(i);
            return;
        }
        // On the stack, where the collector does not move it: the workers hold its address.
        TBody shared = body;
        try
        {
            RunShared(taskCount, &Invoke<TBody>, Unsafe.AsPointer(ref shared));
        }
        finally
        {
            body = shared;
            Leave();
        }
    }

    private static void Invoke<TBody>(void* body, int taskIndex)
        where TBody : struct, IParallelBody
        => Unsafe.AsRef<TBody>(body).Invoke(taskIndex);

    private bool TryEnter() => Interlocked.CompareExchange(ref _signals.Busy, 1, 0) == 0;

    private void Leave() => Volatile.Write(ref _signals.Busy, 0);

    private void RunShared(int taskCount, delegate*<void*, int, void> invoke, void* body)
    {
        _team ??= StartTeam();
        _invoke = invoke;
        _body = body;
        _taskCount = taskCount;
        Volatile.Write(ref _signals.Unfinished, taskCount);

        // The ticket is the region's number above and the count of unclaimed tasks below: once a region has none left, nothing
        // can be claimed until the next is published, so a late worker never sees the fields of one with the ticket of another.
        long region = (_signals.Ticket >> 32) + 1;
        Interlocked.Exchange(ref _signals.Ticket, (region << 32) | (uint)taskCount);
        if (Volatile.Read(ref _signals.Sleeping) > 0)
            Wake(taskCount - 1);

        WorkOn(region);
        AwaitUnfinished();
        _body = null;
        if (_failure is { } failure)
        {
            _failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Claims and runs tasks of a region until none is left unclaimed.</summary>
    private void WorkOn(long region)
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _signals.Ticket);
            int unclaimed = (int)ticket;
            if (ticket >> 32 != region || unclaimed == 0)
                return;
            var invoke = _invoke;
            void* body = _body;
            int taskIndex = _taskCount - unclaimed;
            if (Interlocked.CompareExchange(ref _signals.Ticket, ticket - 1, ticket) != ticket)
                continue;
            try
            {
                invoke(body, taskIndex);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, e, null);
            }
            Interlocked.Decrement(ref _signals.Unfinished);
        }
    }

    private void AwaitUnfinished()
    {
        int spins = 0;
        while (Volatile.Read(ref _signals.Unfinished) != 0)
        {
            // A worker in the middle of a task may have lost its processor: after a while, offer ours.
            if (++spins < 2000)
                SpinHint.Pause();
            else
                Thread.Yield();
        }
    }

    private void Wake(int wanted)
    {
        lock (_sleepLock)
        {
            for (int i = Math.Min(wanted, _signals.Sleeping); i > 0; i--)
                Monitor.Pulse(_sleepLock);
        }
    }

    private Team StartTeam()
    {
        var team = new Team();
        for (int i = 1; i < _threadCount; i++)
            new Thread(() => Work(team)) { IsBackground = true, Name = $"KerasNet worker {i}" }.Start();
        return team;
    }

    private void Retire()
    {
        if (_team is null)
            return;
        _team.Retired = true;
        _team = null;
        lock (_sleepLock)
            Monitor.PulseAll(_sleepLock);
    }

    private void Work(Team team)
    {
        long seen = 0;
        while (AwaitRegion(team, ref seen))
            WorkOn(seen);
    }

    /// <summary>Waits for a region with tasks to claim that is not the one seen last; false once the team has been retired.</summary>
    private bool AwaitRegion(Team team, ref long seen)
    {
        long deadline = SpinHint.Deadline(_spin);
        while (true)
        {
            for (int i = 0; i < 64; i++)
            {
                if (team.Retired)
                    return false;
                if (HasNews(ref seen))
                    return true;
                SpinHint.Pause();
            }
            if (!SpinHint.IsPast(deadline))
                continue;
            Sleep(team, seen);
            deadline = SpinHint.Deadline(_spin);
        }
    }

    private bool HasNews(ref long seen)
    {
        long ticket = Volatile.Read(ref _signals.Ticket);
        if (ticket >> 32 == seen || (int)ticket == 0)
            return false;
        seen = ticket >> 32;
        return true;
    }

    private void Sleep(Team team, long seen)
    {
        lock (_sleepLock)
        {
            // Announced before the last look: the caller publishes its ticket before it looks for sleepers, so one of the two sees the other.
            Interlocked.Increment(ref _signals.Sleeping);
            if (!team.Retired && !HasNews(ref seen))
                Monitor.Wait(_sleepLock);
            Interlocked.Decrement(ref _signals.Sleeping);
        }
    }

    private sealed class OwnPool(WorkerPool? outer) : IDisposable
    {
        public void Dispose()
        {
            t_own?.Retire();
            t_own = outer;
        }
    }

    /// <summary>The threads started together; changing the thread count retires them and starts others.</summary>
    private sealed class Team
    {
        internal volatile bool Retired;
    }

    /// <summary>What several threads write, each on cache lines of its own (adjacent lines are fetched in pairs).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 640)]
    private struct Signals
    {
        [FieldOffset(128)] internal long Ticket;
        [FieldOffset(256)] internal int Unfinished;
        [FieldOffset(384)] internal int Busy;
        [FieldOffset(512)] internal int Sleeping;
    }
}
