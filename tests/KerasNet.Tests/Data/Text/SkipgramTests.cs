using System.Numerics.Tensors;
using static KerasNet.Tests.Data.Errors;

namespace KerasNet.Tests.Data.Text;

public sealed class SkipgramTests
{
    private static readonly int[] s_sequence = [1, 2, 3, 4, 5, 6, 7, 8];

    private static string Text((Tensor<int> Couples, Tensor<int> Labels) pairs) =>
        $"{string.Join(' ', pairs.Couples.ToArray())}|{string.Join(' ', pairs.Labels.ToArray())}";

    [Fact]
    public void The_seed_alone_gives_the_pairs()
    {
        string one = Text(Preprocessing.Skipgrams(s_sequence, 10, seed: 3));
        Assert.Equal(one, Text(Preprocessing.Skipgrams(s_sequence, 10, seed: 3)));
        Assert.NotEqual(one, Text(Preprocessing.Skipgrams(s_sequence, 10, seed: 4)));
    }

    [Fact]
    public void Shuffling_keeps_pairs_and_labels_together()
    {
        (Tensor<int> couples, Tensor<int> labels) = Preprocessing.Skipgrams(s_sequence, 1000, windowSize: 1, seed: 1, categorical: true);
        Assert.Equal([28, 2], couples.Lengths);
        Assert.Equal([28, 2], labels.Lengths);
        int[] pairs = couples.ToArray(), columns = labels.ToArray();
        for (int i = 0; i < 28; i++)
        {
            Assert.Equal(1, columns[2 * i] + columns[2 * i + 1]);
            if (columns[2 * i + 1] == 1)
                Assert.Equal(1, Math.Abs(pairs[2 * i] - pairs[2 * i + 1]));
        }

        Assert.Equal(14, columns.Chunk(2).Sum(label => label[1]));
    }

    [Fact]
    public void A_table_thins_out_frequent_words()
    {
        int[] words = [.. Enumerable.Range(0, 4000).Select(i => 1 + i % 2)];
        (Tensor<int> couples, _) = Preprocessing.Skipgrams(words, 3, windowSize: 1, negativeSamples: 0, samplingTable: [0, 0.25, 1], seed: 1);
        int[] firsts = [.. couples.ToArray().Where((_, i) => i % 2 == 0)];
        Assert.InRange(firsts.Count(word => word == 1) / (double)firsts.Count(word => word == 2), 0.2, 0.3);
    }

    [Fact]
    public void Nothing_gives_no_pairs()
    {
        (Tensor<int> couples, Tensor<int> labels) = Preprocessing.Skipgrams([0, 5, 0], 10, windowSize: 1);
        Assert.Equal([0, 2], couples.Lengths);
        Assert.Equal(0, labels.FlattenedLength);
        Assert.Equal(0, Preprocessing.Skipgrams([], 10).Labels.FlattenedLength);
    }

    [Fact]
    public void Errors_say_what_is_wrong()
    {
        Refused<ArgumentOutOfRangeException>("2 or more", () => Preprocessing.Skipgrams([1, 1], 1));
        Refused<ArgumentOutOfRangeException>("Received the word 7", () => Preprocessing.Skipgrams([7, 1], 9, samplingTable: [1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Preprocessing.Skipgrams([1, 1], 9, windowSize: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Preprocessing.Skipgrams([1, 1], 9, negativeSamples: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Preprocessing.MakeSamplingTable(0));
    }
}
