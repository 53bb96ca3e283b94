using System.Diagnostics;

namespace KerasNet.Tests.Data.Pipeline;

/// <summary>Threads in the background: they end with the walk, and what fails in them comes out.</summary>
public sealed class BackgroundWalkTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>The ways to work in the background.</summary>
    public static TheoryData<string, Func<Dataset<long>, Dataset<long>>> Ways => new()
    {
        { "prefetch", numbers => numbers.Prefetch(2) },
        { "workers", numbers => numbers.Map(i => i, workers: 3) },
        { "workers behind a prefetch", numbers => numbers.Map(i => i, workers: 3).Prefetch(2) },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Stopping_early_ends_the_walk_behind(string name, Func<Dataset<long>, Dataset<long>> way)
    {
        int open = 0, made = 0;
        IEnumerable<long> Source()
        {
            Interlocked.Increment(ref open);
            try
            {
                for (long i = 0; ; i++)
                {
                    Interlocked.Increment(ref made);
                    yield return i;
                }
            }
            finally
            {
                Interlocked.Decrement(ref open);
            }
        }

        foreach (long i in way(Dataset.From(Source())))
            if (i == 5)
                break;
        Assert.Equal(0, open);
        Assert.InRange(made, 6, 30);
        Assert.NotEmpty(name);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_the_source_throws_comes_out_in_its_place(string name, Func<Dataset<long>, Dataset<long>> way)
    {
        static IEnumerable<long> Source()
        {
            yield return 1;
            yield return 2;
            throw new InvalidDataException("broken");
        }

        List<long> seen = [];
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => seen.AddRange(way(Dataset.From(Source())).Select(Note)));
        Assert.Equal("broken", e.Message);
        Assert.Equal([1, 2], _noted);
        Assert.NotEmpty(name);
    }

    private readonly List<long> _noted = [];

    private long Note(long element)
    {
        _noted.Add(element);
        return element;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_a_map_throws_says_at_which_element(int workers)
    {
        Dataset<long> broken = Dataset.Range(10).Map(i => i == 4 ? throw new FormatException("no number") : i, workers);
        DatasetException e = Assert.Throws<DatasetException>(() => broken.Select(Note).ToArray());
        Assert.Equal(4, e.Element);
        Assert.Equal("Map failed on element 4 of the dataset, '4': no number", e.Message);
        Assert.IsType<FormatException>(e.InnerException);
        Assert.Equal([0, 1, 2, 3], _noted);
    }

    [Fact]
    public void Elements_are_worked_on_side_by_side()
    {
        using Barrier both = new(2);
        Assert.Equal([true, true], Dataset.Range(2).Map(_ => both.SignalAndWait(s_patience), workers: 2));
    }

    [Fact]
    public void Elements_are_made_ahead_but_not_further()
    {
        int made = 0;
        Dataset<long> ahead = Dataset.Range(100).Map(i => i + 0 * Interlocked.Increment(ref made)).Prefetch(3);
        using IEnumerator<long> walk = ahead.GetEnumerator();
        walk.MoveNext();
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref made) == 4, s_patience));
        Thread.Sleep(20);
        Assert.Equal(4, made);
    }

    [Fact]
    public void Nothing_is_left_running()
    {
        static int Threads()
        {
            using Process process = Process.GetCurrentProcess();
            return process.Threads.Count;
        }

        Dataset<long> dataset = Dataset.Range(50).Map(i => i, workers: 4).Prefetch(2);
        Assert.Equal(1275 - 50, dataset.Sum());
        int before = Threads();
        for (int i = 0; i < 30; i++)
            Assert.Equal([0, 1, 2], dataset.Take(3));

        // Other tests' threads come and go; 30 walks of 5 threads each would show.
        Assert.InRange(Threads(), 0, before + 60);
    }
}
