using KerasNet.Data;
using KerasNet.Layers;

namespace KerasNet.Tests.Layers.Preprocessing;

public sealed class LookupTests
{
    [Fact]
    public void Single_tokens_are_looked_up()
    {
        Assert.Equal(2, new StringLookup(vocabulary: ["a", "b"]).Apply("b"));
        Assert.Equal(0, new StringLookup(vocabulary: ["a", "b"]).Apply("x".AsSpan()));
        Assert.Equal(0, new StringLookup(vocabulary: ["a"], maskToken: "").Apply(""));
        Assert.Equal(1, new IntegerLookup(vocabulary: [7]).Apply(7));
    }

    [Fact]
    public void Indices_come_back_as_tokens()
    {
        StringLookup there = new();
        there.Adapt(new[] { "b", "a", "b" });
        StringLookup back = new(vocabulary: there.GetVocabulary(), invert: true);
        Assert.Equal(["b", "[UNK]", "a"], back.Apply(there.Apply(new[] { "b", "x", "a" })).Texts.ToArray());
        Assert.Contains("call Apply on what the model predicts", Assert.Throws<InvalidOperationException>(() => new Input([], dtype: DType.Int64).Then(back)).Message);
    }

    [Theory]
    [InlineData("int", 1)]
    [InlineData("one_hot", 1)]
    [InlineData("multi_hot", 3)]
    [InlineData("count", 2)]
    public void Numbers_in_programs_have_the_indices_of_those_on_data(string mode, int unknown)
    {
        IntegerLookup layer = new(numOovIndices: unknown, maskToken: 0, vocabulary: [long.MaxValue, -7, 12, long.MinValue, 5], outputMode: mode);
        long[,] numbers = { { 12, 0, long.MaxValue }, { long.MinValue, -7, 5 }, { 6, -8, long.MaxValue - 1 } };
        DataArray data = layer.Apply(numbers);
        TensorData program = LayerContract.Run(layer, false, TensorData.From<long>([.. numbers.Cast<long>()], [3, 3]));
        Assert.Equal(data.Shape, program.Shape);
        Assert.Equal(data.AsSpan<long>().ToArray(), program.AsSpan<long>().ToArray());
    }

    [Fact]
    public void Numbers_in_programs_come_back()
    {
        IntegerLookup layer = new(maskToken: 0, vocabulary: [long.MaxValue, -7], invert: true);
        long[] indices = [0, 1, 2, 3, 4, -1];
        Assert.Equal([0, -1, long.MaxValue, -7, -1, -1], layer.Apply(indices).AsSpan<long>().ToArray());
        Assert.Equal(layer.Apply(indices).AsSpan<long>().ToArray(), LayerContract.Run(layer, false, TensorData.From<long>(indices, [6])).AsSpan<long>().ToArray());
    }

    [Fact]
    public void Weights_of_unknown_numbers_reach_programs()
    {
        IntegerLookup layer = new(outputMode: "tf_idf");
        layer.Adapt(new[,] { { 1, 2 }, { 1, 1 } });
        DataArray data = layer.Apply(new[,] { { 1, 1, 9 } });
        TensorData program = LayerContract.Run(layer, false, TensorData.From<int>([1, 1, 9], [1, 3]));
        Assert.Equal(data.AsSpan<float>().ToArray(), program.AsSpan<float>().ToArray());
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        Assert.Contains("'z' is not in the vocabulary", Assert.Throws<ArgumentException>(() => new StringLookup(vocabulary: ["a"], numOovIndices: 0).Apply(new[] { "z" })).Message);
        Assert.Contains("expects whole numbers", Assert.Throws<ArgumentException>(() => new IntegerLookup(vocabulary: [1]).Apply(new[] { "z" })).Message);
        Assert.Contains("no vocabulary yet", Assert.Throws<InvalidOperationException>(() => new IntegerLookup().Apply(new[] { 1 })).Message);
        Assert.Contains("no vocabulary yet", Assert.Throws<InvalidOperationException>(() => new StringLookup(outputMode: "count").Apply(new[] { "a" })).Message);
        Assert.Contains("needs the weights", Assert.Throws<ArgumentException>(() => new StringLookup(vocabulary: ["a"], outputMode: "tf_idf")).Message);
        Assert.Contains("mask token", Assert.Throws<ArgumentException>(() => new StringLookup(vocabulary: ["a", "-"], maskToken: "-")).Message);
        Assert.Contains("maxTokens, 2", Assert.Throws<ArgumentException>(() => new StringLookup(2, vocabulary: ["a", "b"])).Message);
        Assert.Contains("Valid names: farmhash, floormod", Assert.Throws<ArgumentException>(() => new IntegerLookup(oovMethod: "hash")).Message);
        Assert.Contains("one whole number or two", Assert.Throws<ArgumentException>(() => new StringLookup(salt: [1, 2, 3])).Message);
    }

    [Fact]
    public void Categories_out_of_range_have_no_column()
    {
        DataArray made = new CategoryEncoding(3, "count").Apply(new[,] { { 0, 2, 2, 3, -1 } });
        Assert.Equal([1, 0, 2], made.AsSpan<float>().ToArray());
        Assert.Contains("'count'", Assert.Throws<ArgumentException>(() => new CategoryEncoding(3).Apply(new[] { 1 }, new[] { 1f })).Message);
    }

    [Fact]
    public void Hashes_depend_on_the_salt_and_stay_within_bins()
    {
        string[] words = [.. Enumerable.Range(0, 200).Select(i => $"word{i}")];
        long[] plain = new Hashing(7).Apply(words).AsSpan<long>().ToArray(), salted = new Hashing(7, salt: [3]).Apply(words).AsSpan<long>().ToArray();
        Assert.All(plain.Concat(salted), bin => Assert.InRange(bin, 0, 6));
        Assert.Equal(7, plain.Distinct().Count());
        Assert.NotEqual(plain, salted);
        Assert.Equal(plain[5], new Hashing(7).Apply("word5"));
        Assert.Equal(new Hashing(7).Apply("42"), new Hashing(7).Apply(42));
    }

    [Fact]
    public void Crossed_features_must_fit()
    {
        HashedCrossing layer = new(5);
        Assert.Contains("two features", Assert.Throws<ArgumentException>(() => layer.Apply(new[] { "a" })).Message);
        Assert.Contains("one shape", Assert.Throws<ArgumentException>(() => layer.Apply(new[] { "a" }, new[] { 1, 2 })).Message);
        Assert.Contains("whole numbers", Assert.Throws<ArgumentException>(() => layer.Apply(new[] { "a" }, new[] { 1f })).Message);
    }
}
