using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Data;

public sealed class ArraySourceTests
{
    private static ArraySource Source(int rows, int batchSize, Range? range = null) => new([Toy.Rows(rows)], [Toy.Labels(rows, 100)], [], batchSize, range);

    /// <summary>The rows of all batches until the end.</summary>
    private static List<float[]> Rest(ArraySource source)
    {
        List<float[]> batches = [];
        while (source.Next() is { } batch)
            batches.Add(batch.Tensors[0].AsSpan<float>().ToArray());
        return batches;
    }

    [Fact]
    public void Rows_come_in_batches_and_the_last_is_short() => Assert.Equal([[0, 1], [2, 3], [4]], Rest(Source(5, 2)));

    [Fact]
    public void A_range_serves_its_rows_only() => Assert.Equal([[3, 4]], Rest(Source(5, 8, 3..)));

    [Fact]
    public void Inputs_and_targets_stay_together_when_shuffled()
    {
        ArraySource source = Source(9, 9);
        source.Shuffle(new RandomStream(3), wholeBatches: false);
        Batch batch = source.Next()!;
        Assert.Equal(batch.Tensors[0].AsSpan<float>().ToArray(), batch.Tensors[1].AsSpan<int>().ToArray().Select(label => (float)label));
        Assert.NotEqual(Toy.Labels(9, 100), batch.Tensors[1].AsSpan<int>().ToArray());
    }

    [Fact]
    public void An_order_depends_on_the_seed_alone_and_not_on_the_order_before()
    {
        ArraySource once = Source(9, 9), twice = Source(9, 9);
        once.Shuffle(new RandomStream(3), wholeBatches: false);
        twice.Shuffle(new RandomStream(8), wholeBatches: false);
        twice.Shuffle(new RandomStream(3), wholeBatches: false);
        Assert.Equal(Rest(once), Rest(twice));
    }

    [Fact]
    public void Whole_batches_are_shuffled_and_the_short_one_stays_last()
    {
        ArraySource source = Source(21, 2);
        source.Shuffle(new RandomStream(1), wholeBatches: true);
        List<float[]> batches = Rest(source);
        Assert.Equal([20], batches[^1]);
        Assert.All(batches[..^1], batch => Assert.Equal(batch[0] + 1, batch[1]));
        Assert.NotEqual(batches[..^1].Select(batch => batch[0]).Order(), batches[..^1].Select(batch => batch[0]));
    }

    [Fact]
    public void Rewind_starts_again_in_the_same_order()
    {
        ArraySource source = Source(3, 2);
        List<float[]> first = Rest(source);
        Assert.True(source.IsExhausted);
        source.Rewind();
        Assert.Equal(first, Rest(source));
    }

    [Fact]
    public void Doubles_are_served_as_floats()
    {
        ArraySource source = new([new[] { 0.5, 1.5 }], [], [], 2);
        Assert.Equal([0.5f, 1.5f], source.Next()!.Tensors[0].AsSpan<float>().ToArray());
    }

    [Fact]
    public void Steps_count_the_short_batch() => Assert.Equal(3, Source(5, 2).Steps);

    [Fact]
    public void The_memory_of_a_batch_is_used_again()
    {
        ArraySource source = Source(4, 2);
        Assert.Same(source.Next(), source.Next());
    }

    [Fact]
    public void Targets_of_another_length_are_refused() =>
        Assert.Throws<ArgumentException>(() => new ArraySource([Toy.Rows(3)], [Toy.Rows(2)], [], 2));
}
