using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Tests.Layers.Preprocessing;

/// <summary>What every layer keeps to that works on data alone: those of programs have a contract of their own.</summary>
public sealed class DataLayerContractTests
{
    private static readonly string[] s_words = ["the cat", "a Dog!", "the end"];

    private static readonly Dictionary<string, (Func<DataLayer> Make, DataArray[] Data)> s_cases = new()
    {
        ["text vectorization"] = (() => new TextVectorization(outputSequenceLength: 4, vocabulary: ["the", "cat"]), [s_words]),
        ["text vectorization, rows as long as texts"] = (() => new TextVectorization(vocabulary: ["the", "cat"]), [s_words]),
        ["text vectorization, all arguments"] = (
            () => new TextVectorization(
                9, "lower", "character", [1, 3], "tf_idf", padToMaxTokens: true, vocabulary: ["t", "h", "e"], idfWeights: [0.5, 1, 2]), [s_words]),
        ["text vectorization, whole texts"] = (() => new TextVectorization(standardize: null, split: null, ngrams: 2, vocabulary: ["a Dog!"]), [s_words]),
        ["string lookup"] = (() => new StringLookup(vocabulary: ["the end", "x"]), [s_words]),
        ["string lookup, all arguments"] = (
            () => new StringLookup(
                9, 3, "", "?", ["the end", "x"], [0.5, 1], outputMode: "tf_idf", padToMaxTokens: true, oovMethod: "farmhash", salt: [3, 4]), [Column(s_words)]),
        ["integer lookup, hashed"] = (() => new IntegerLookup(numOovIndices: 3, vocabulary: [7, 8], oovMethod: "farmhash", salt: [5]), [new[] { 7, 9, 8 }]),
        ["integer lookup, nothing unknown"] = (() => new IntegerLookup(numOovIndices: 0, vocabulary: [7, 8]), [new[] { 7, 8, 8 }]),
        ["hashing"] = (() => new Hashing(5), [s_words]),
        ["hashing, all arguments"] = (() => new Hashing(5, 7, [1, 2], "one_hot", DType.Float32), [new[,] { { 7L, 9 }, { 8, 7 } }]),
        ["hashing, a text as mask"] = (() => new Hashing(5, "", outputMode: "count"), [Column(s_words)]),
        ["hashed crossing"] = (() => new HashedCrossing(5), [s_words, new[] { 1, 2, 3 }]),
        ["hashed crossing, one hot"] = (() => new HashedCrossing(5, "one_hot"), [Column(s_words), Column(s_words)]),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    /// <summary>The layers that are checked here.</summary>
    internal static IEnumerable<Type> Covered => s_cases.Values.Select(entry => entry.Make().GetType());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Its_symbols_have_the_types_of_its_data(string name)
    {
        (Func<DataLayer> make, DataArray[] data) = s_cases[name];
        DataLayer layer = make();
        DataArray made = layer.Transform(data);
        KerasTensor symbol = layer.Apply([.. data.Select(array => new Input(array.Shape[1..], dtype: array.DType).Output)])[0];
        Assert.Equal(made.DType, symbol.DType);
        Assert.Equal(made.Shape.Rank, symbol.Rank);
        Assert.Equal(Shape.Unknown, symbol.Shape[0]);
        Assert.All(symbol.Shape.Zip(made.Shape).Skip(1), pair => Assert.Contains(pair.First, new[] { Shape.Unknown, pair.Second }));
        Assert.True(layer.RunsOnData);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Its_configuration_makes_the_same_layer(string name)
    {
        (Func<DataLayer> make, DataArray[] data) = s_cases[name];
        DataLayer layer = make();
        JsonObject saved = ObjectConfig.Serialize(layer);
        DataLayer loaded = ObjectConfig.Deserialize<DataLayer>(saved.Deserialize<JsonElement>());
        Assert.Equal(saved.ToJsonString(), ObjectConfig.Serialize(loaded).ToJsonString());
        Assert.Equal(Bytes(layer.Transform(data)), Bytes(loaded.Transform(data)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Inside_a_program_it_says_where_it_belongs(string name)
    {
        (Func<DataLayer> make, DataArray[] data) = s_cases[name];
        DataLayer layer = make();
        using Trace trace = new();
        Exception e = Assert.ThrowsAny<Exception>(() => layer.Invoke([Ops.Input([3], data[0].DType, "x")], new CallContext()));
        Assert.Contains("first layer of the outermost model", e.Message);
    }

    private static DataArray Column(string[] texts) => DataArray.Of(texts, [texts.Length, 1]);

    private static byte[] Bytes(DataArray data) => data.Bytes.ToArray();
}
