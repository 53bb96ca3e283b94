using System.Numerics.Tensors;
using KerasNet.Data;
using static KerasNet.Tests.Data.Errors;

namespace KerasNet.Tests.Data.Text;

public sealed class PadSequencesTests
{
    private static readonly int[][] s_sequences = [[1], [2, 3], [], [4, 5, 6]];

    [Theory]
    [InlineData("pre", "pre", "0 1|2 3|0 0|5 6")]
    [InlineData("pre", "post", "0 1|2 3|0 0|4 5")]
    [InlineData("post", "pre", "1 0|2 3|0 0|5 6")]
    [InlineData("post", "post", "1 0|2 3|0 0|4 5")]
    public void Sequences_are_filled_up_and_cut_on_either_side(string padding, string truncating, string expected) =>
        Assert.Equal(expected, Rows(Preprocessing.PadSequences(s_sequences, 2, padding, truncating)));

    [Fact]
    public void The_longest_gives_the_length_and_items_may_be_of_any_type()
    {
        Assert.Equal("9 9 1|9 2 3|9 9 9|4 5 6", Rows(Preprocessing.PadSequences(s_sequences, value: 9)));
        Assert.Equal("0 1.5|2 3", Rows(Preprocessing.PadSequences(new[] { new[] { 1.5f }, [2, 3] })));
        Assert.Equal("a |b c", Rows(Preprocessing.PadSequences(new[] { new[] { "a" }, ["b", "c"] }, padding: "post")));
        Assert.Equal("- a|b c", Rows(Preprocessing.PadSequences(new[] { new[] { "a" }, ["b", "c"] }, value: "-")));
        Assert.Equal("True|False", Rows(Preprocessing.PadSequences(new[] { new[] { true }, [] })));
    }

    [Fact]
    public void Fractions_are_cut_off_and_the_value_is_of_the_new_type()
    {
        DataArray padded = Preprocessing.PadSequences(new[] { new[] { 1.9, -1.9 }, [2.5] }, DType.Int32, value: 7);
        Assert.Equal([1, -1, 7, 2], padded.AsSpan<int>().ToArray());
        Assert.Equal([1, 2, 3, 0.5f], Preprocessing.PadSequences(new[] { new[] { 1, 2 }, [3] }, DType.Float32, padding: "post", value: 0.5).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Steps_may_be_vectors_of_one_size()
    {
        Tensor<int> padded = Preprocessing.PadSequences(new int[][][] { [[1, 2], [3, 4]], [], [[5, 6]] }, value: -1);
        Assert.Equal([3, 2, 2], padded.Lengths);
        Assert.Equal([1, 2, 3, 4, -1, -1, -1, -1, -1, -1, 5, 6], padded.ToArray());
        ArgumentException error = Assert.Throws<ArgumentException>(() => Preprocessing.PadSequences(new int[][][] { [[1, 2]], [[1, 2], [3]] }));
        Assert.Contains("must have the size of the first, 2. Received one of 1 in sequence 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_has_no_length_unless_it_is_given()
    {
        Assert.Equal([0, 3], Preprocessing.PadSequences(Array.Empty<int[]>(), 3).Lengths);
        Assert.Equal([1, 0], Preprocessing.PadSequences(new int[][] { [] }).Lengths);
        Refused<ArgumentException>("pass maxLen", () => Preprocessing.PadSequences(Array.Empty<int[]>()));
        Assert.Equal([2, 0], Preprocessing.PadSequences(new int[][] { [1, 2], [3] }, maxLen: 0).Lengths);
        Assert.Throws<ArgumentOutOfRangeException>(() => Preprocessing.PadSequences(s_sequences, -1));
    }

    [Fact]
    public void An_unknown_side_is_named_with_those_there_are()
    {
        string message = Assert.Throws<ArgumentException>(() => Preprocessing.PadSequences(s_sequences, padding: "prev")).Message;
        Assert.Equal("Unknown padding 'prev'. Did you mean 'pre'? Valid names: post, pre.", message);
        Refused<ArgumentException>("Unknown truncating 'end'", () => Preprocessing.PadSequences(s_sequences, truncating: "end"));
    }

    private static string Rows<T>(Tensor<T> rows) => string.Join('|', rows.ToArray().Chunk(Math.Max(1, (int)rows.Lengths[1])).Select(row => string.Join(' ', row)));
}
