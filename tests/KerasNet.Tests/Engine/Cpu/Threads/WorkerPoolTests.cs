using KerasNet.Engine.Cpu;

namespace KerasNet.Tests.Engine.Cpu.Threads;

public sealed unsafe class WorkerPoolTests
{
    private static readonly TimeSpan NoSpin = TimeSpan.Zero;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 7)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(2, 1000)]
    [InlineData(5, 3)]
    [InlineData(5, 1000)]
    public void Every_task_runs_exactly_once(int threads, int tasks)
    {
        var pool = new WorkerPool(threads);
        int* counts = stackalloc int[1000];
        for (int repeat = 0; repeat < 50; repeat++)
        {
            new Span<int>(counts, 1000).Clear();
            var body = new Count(counts);
            pool.Run(tasks, ref body);
            for (int i = 0; i < 1000; i++)
                Assert.Equal(i < tasks ? 1 : 0, counts[i]);
        }
    }

    [Fact]
    public void Workers_that_fell_asleep_leave_no_task_undone()
    {
        var pool = new WorkerPool(3, NoSpin);
        int* counts = stackalloc int[8];
        var body = new Count(counts);
        for (int repeat = 1; repeat <= 200; repeat++)
        {
            pool.Run(8, ref body);
            for (int i = 0; i < 8; i++)
                Assert.Equal(repeat, counts[i]);
            if (repeat % 50 == 0)
                Thread.Sleep(2);
        }
    }

    [Fact]
    public void A_second_thread_does_take_part()
    {
        var pool = new WorkerPool(2);
        // Each of two tasks waits for the other: one thread alone would never finish the first.
        using var barrier = new Barrier(2);
        var body = new Meet(barrier);
        pool.Run(2, ref body);
        Assert.Equal(1, barrier.CurrentPhaseNumber);
    }

    [Fact]
    public void What_the_tasks_write_into_the_body_comes_back()
    {
        var pool = new WorkerPool(2);
        var body = new Sum();
        pool.Run(100, ref body);
        Assert.Equal(4950, body.Total);
    }

    [Fact]
    public void A_region_inside_a_region_runs_on_its_caller()
    {
        var pool = new WorkerPool(3);
        int* counts = stackalloc int[20 * 10];
        var body = new Nested(pool, counts);
        pool.Run(20, ref body);
        for (int i = 0; i < 200; i++)
            Assert.Equal(1, counts[i]);
        Assert.False(body.ChangedThread);
    }

    [Fact]
    public void Several_threads_may_start_regions_at_once()
    {
        var pool = new WorkerPool(2);
        var totals = new long[4];
        var callers = new Thread[totals.Length];
        for (int t = 0; t < callers.Length; t++)
        {
            int caller = t;
            callers[t] = new Thread(() =>
            {
                for (int repeat = 0; repeat < 500; repeat++)
                {
                    var body = new Sum();
                    pool.Run(10, ref body);
                    totals[caller] += body.Total;
                }
            });
            callers[t].Start();
        }
        foreach (Thread thread in callers)
            thread.Join();
        Assert.All(totals, total => Assert.Equal(500 * 45, total));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_exception_reaches_the_caller_and_the_pool_still_works(int threads)
    {
        var pool = new WorkerPool(threads);
        var failing = new Fail(13);
        var error = Assert.Throws<InvalidOperationException>(() => pool.Run(40, ref failing));
        Assert.Equal("task 13", error.Message);

        var body = new Sum();
        pool.Run(100, ref body);
        Assert.Equal(4950, body.Total);
    }

    [Fact]
    public void The_thread_count_can_change_between_regions()
    {
        var pool = new WorkerPool(1);
        foreach (int threads in new[] { 2, 4, 1, 3 })
        {
            pool.ThreadCount = threads;
            Assert.Equal(threads, pool.ThreadCount);
            var body = new Sum();
            pool.Run(100, ref body);
            Assert.Equal(4950, body.Total);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.ThreadCount = 0);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("1", 1)]
    public void The_environment_names_the_thread_count(string text, int expected) =>
        Assert.Equal(expected, WorkerPool.DefaultThreadCount(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-2")]
    [InlineData("many")]
    public void Without_a_valid_number_every_processor_is_used(string? text) =>
        Assert.Equal(Environment.ProcessorCount, WorkerPool.DefaultThreadCount(text));

    [Fact]
    public void A_region_allocates_nothing()
    {
        var pool = new WorkerPool(2);
        var body = new Sum();
        pool.Run(10, ref body);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            pool.Run(10, ref body);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private readonly struct Count(int* counts) : IParallelBody
    {
        public void Invoke(int taskIndex) => Interlocked.Increment(ref counts[taskIndex]);
    }

    private readonly struct Meet(Barrier barrier) : IParallelBody
    {
        public void Invoke(int taskIndex) => Assert.True(barrier.SignalAndWait(TimeSpan.FromSeconds(30)));
    }

    private struct Sum : IParallelBody
    {
        private long _total;

        internal readonly long Total => _total;

        public void Invoke(int taskIndex) => Interlocked.Add(ref _total, taskIndex);
    }

    private readonly struct Fail(int task) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            if (taskIndex == task)
                throw new InvalidOperationException($"task {taskIndex}");
        }
    }

    private struct Nested(WorkerPool pool, int* counts) : IParallelBody
    {
        private volatile bool _changedThread;

        internal readonly bool ChangedThread => _changedThread;

        public void Invoke(int taskIndex)
        {
            var inner = new Inner(counts + taskIndex * 10, Environment.CurrentManagedThreadId);
            pool.Run(10, ref inner);
            if (inner.ChangedThread)
                _changedThread = true;
        }
    }

    private struct Inner(int* counts, int thread) : IParallelBody
    {
        private volatile bool _changedThread;

        internal readonly bool ChangedThread => _changedThread;

        public void Invoke(int taskIndex)
        {
            Interlocked.Increment(ref counts[taskIndex]);
            if (Environment.CurrentManagedThreadId != thread)
                _changedThread = true;
        }
    }
}
