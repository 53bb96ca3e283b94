using KerasNet.Tests.Training;

namespace KerasNet.Tests.Data.Pipeline;

public sealed class DatasetTests
{
    private static Dataset<long> Numbers(long count = 10) => Dataset.Range(count);

    /// <summary>Each step, what it makes of 0…9, and how many elements it says there are.</summary>
    public static TheoryData<string, Func<Dataset<long>, Dataset<long>>, long[], long?> Steps => new()
    {
        { "map", numbers => numbers.Map(i => i * i), [0, 1, 4, 9, 16, 25, 36, 49, 64, 81], 10 },
        { "map by 4 workers", numbers => numbers.Map(i => i * i, workers: 4), [0, 1, 4, 9, 16, 25, 36, 49, 64, 81], 10 },
        { "filter", numbers => numbers.Filter(i => i % 3 == 0), [0, 3, 6, 9], null },
        { "take", numbers => numbers.Take(3), [0, 1, 2], 3 },
        { "take more than there are", numbers => numbers.Take(30), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 10 },
        { "skip", numbers => numbers.Skip(7), [7, 8, 9], 3 },
        { "skip more than there are", numbers => numbers.Skip(70), [], 0 },
        { "repeat", numbers => numbers.Take(2).Repeat(3), [0, 1, 0, 1, 0, 1], 6 },
        { "repeat without end", numbers => numbers.Skip(8).Repeat().Take(5), [8, 9, 8, 9, 8], 5 },
        { "repeat nothing without end", numbers => numbers.Take(0).Repeat(), [], null },
        { "cache", numbers => numbers.Cache(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 10 },
        { "prefetch", numbers => numbers.Prefetch(3), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 10 },
        { "shuffle through a buffer of one", numbers => numbers.Shuffle(1), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 10 },
        { "batch", numbers => numbers.Batch(4).Map(chunk => chunk.Sum()), [6, 22, 17], 3 },
        { "batch without the rest", numbers => numbers.Batch(4, dropRemainder: true).Map(chunk => chunk.Sum()), [6, 22], 2 },
        { "left part", numbers => numbers.Split(leftSize: 0.25).Left, [0, 1], 2 },
        { "right part", numbers => numbers.Split(rightSize: 3).Right, [7, 8, 9], 3 },
        { "left of the right part", numbers => numbers.Split(rightSize: 3).Left, [0, 1, 2, 3, 4, 5, 6], 7 },
        { "a part of both", numbers => numbers.Split(leftSize: 2, rightSize: 0.1).Right, [9], 1 },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void Each_step_gives_its_elements_at_every_walk(string name, Func<Dataset<long>, Dataset<long>> step, long[] expected, long? count)
    {
        Dataset<long> dataset = step(Numbers());
        Assert.Equal(count, dataset.Count);
        Assert.Equal(expected, dataset);
        Assert.Equal(expected, dataset);
        Assert.NotEmpty(name);
    }

    [Fact]
    public void Shuffling_gives_all_elements_in_another_order_each_walk()
    {
        Dataset<long> shuffled = Numbers(50).Shuffle(seed: 1);
        long[] first = [.. shuffled], second = [.. shuffled];
        Assert.Equal(Numbers(50), first.Order());
        Assert.NotEqual(first, second);
        Assert.NotEqual(Numbers(50), first);
    }

    [Fact]
    public void Shuffling_once_keeps_the_order() => Assert.Single(Walks(Numbers(50).Shuffle(seed: 1, reshuffleEachWalk: false)).Distinct());

    [Fact]
    public void A_buffer_moves_elements_forward_by_its_size_at_most()
    {
        long[] order = [.. Numbers(100).Shuffle(bufferSize: 5, seed: 3)];
        Assert.Equal(Numbers(100), order.Order());
        Assert.All(order.Index(), pair => Assert.InRange(pair.Item, 0, pair.Index + 4));
    }

    [Fact]
    public void The_same_seed_gives_the_same_walks() => Assert.Equal(Walks(Random(1)), Walks(Random(1)));

    [Fact]
    public void The_process_wide_seed_gives_the_same_walks()
    {
        string[] Seeded()
        {
            Keras.SetRandomSeed(5);
            return Walks(Numbers(30).Shuffle().Map((i, random) => i + random.Next(100)));
        }

        Assert.Equal(Seeded(), Seeded());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Random_elements_do_not_depend_on_the_number_of_workers(int workers) => Assert.Equal(Walks(Random(1)), Walks(Random(workers)));

    [Fact]
    public void Repeating_is_walking_again() =>
        Assert.Equal(string.Join(' ', Walks(Random(1))), string.Join(' ', Random(1).Repeat(3)));

    [Fact]
    public void A_cache_reads_once_and_only_keeps_whole_walks()
    {
        int read = 0;
        Dataset<long> cached = Numbers(4).Map(i => i + 0 * Interlocked.Increment(ref read)).Cache();
        Assert.Equal([0, 1], cached.Take(2));
        Assert.Equal(2, read);
        Assert.Equal([0, 1, 2, 3], cached);
        Assert.Equal([0, 1, 2, 3], cached);
        Assert.Equal(6, read);
    }

    [Fact]
    public void A_sequence_is_enumerated_anew_each_walk()
    {
        int walks = 0;
        IEnumerable<int> Sequence()
        {
            walks++;
            yield return 7;
        }

        Dataset<int> dataset = Dataset.From(Sequence());
        Assert.Equal([7], dataset);
        Assert.Equal([7], dataset);
        Assert.Equal(2, walks);
        Assert.Null(dataset.Count);
    }

    [Fact]
    public void Samples_of_arrays_become_batches()
    {
        Dataset<DataBatch> batches = Dataset.FromArrays(Toy.Rows(5, 2), Toy.Labels(5), new[] { 1f, 2, 3, 4, 5 }).Batch(2);
        Assert.Equal(3, batches.Count);
        DataBatch[] all = [.. batches];
        Assert.Equal(["(2, 2)", "(2, 2)", "(1, 2)"], all.Select(batch => batch.Inputs[0].Shape.ToString()));
        Assert.Equal([4f, 5, 6, 7], all[1].Inputs[0].AsSpan<float>().ToArray());
        Assert.Equal([2, 0], all[1].Targets![0].AsSpan<int>().ToArray());
        Assert.Equal([5f], all[2].SampleWeights![0].AsSpan<float>().ToArray());
        Assert.Matches(@"^inputs float32\(1, 2\), targets int32\(1,?\), weights float32\(1,?\)$", all[2].ToString());
    }

    [Fact]
    public void Batches_are_cut_anew()
    {
        Dataset<DataBatch> batches = Dataset.From([new DataBatch(Toy.Rows(3)), new DataBatch(Toy.Rows(4))]).Batch(2);
        Assert.Equal(["0 1", "2 0", "1 2", "3"], batches.Select(batch => string.Join(' ', batch.Inputs[0].AsSpan<float>().ToArray())));
        Assert.Null(batches.Count);
    }

    [Fact]
    public void Batches_that_a_user_holds_keep_their_numbers()
    {
        Dataset<DataBatch> batches = Dataset.FromArrays(Toy.Rows(6)).Batch(2);
        Dataset<DataBatch>[] ways = [batches, batches.Prefetch(), batches.Cache(), batches.Map(batch => batch), batches.Filter(_ => true)];
        Assert.All(ways, way => Assert.Equal([0f, 1, 2, 3, 4, 5], way.ToArray().SelectMany(batch => batch.Inputs[0].AsSpan<float>().ToArray())));
    }

    [Fact]
    public void Samples_of_other_shapes_do_not_make_a_batch() =>
        Assert.Contains("(1, 2)", Assert.Throws<ShapeException>(
            () => Dataset.From([new DataBatch(Toy.Rows(1)), new DataBatch(Toy.Rows(1, 2))]).Batch(2).ToArray()).Message);

    [Theory]
    [InlineData(null, null)]
    [InlineData(0.0, null)]
    [InlineData(1.5, null)]
    [InlineData(10.0, null)]
    [InlineData(null, 0.01)]
    [InlineData(0.6, 0.6)]
    public void Sizes_that_split_nothing_are_refused(double? left, double? right) =>
        Assert.ThrowsAny<ArgumentException>(() => Numbers().Split(left, right));

    [Fact]
    public void A_shuffled_split_has_every_element_once()
    {
        (Dataset<long> left, Dataset<long> right) = Numbers(20).Split(leftSize: 0.5, shuffle: true, seed: 4);
        Assert.Equal(Numbers(20), left.Concat(right).Order());
        Assert.NotEqual(Numbers(10), left);
        Assert.Equal(left, Numbers(20).Split(leftSize: 0.5, shuffle: true, seed: 4).Left);
    }

    [Fact]
    public void What_has_no_end_cannot_be_shuffled_cached_or_split_as_a_whole()
    {
        Dataset<long> endless = Numbers().Repeat();
        Assert.True(endless.IsEndless);
        Assert.Throws<ArgumentException>(() => endless.Shuffle());
        Assert.Throws<InvalidOperationException>(() => endless.Cache());
        Assert.Throws<InvalidOperationException>(() => endless.Split(0.5));
    }

    private static Dataset<long> Random(int workers) =>
        Numbers(30).Shuffle(seed: 2).Map((i, random) => 1000 * i + random.Next(1000), seed: 3, workers).Prefetch();

    private static string[] Walks<T>(Dataset<T> dataset) => [.. Enumerable.Range(0, 3).Select(_ => string.Join(' ', dataset))];
}
