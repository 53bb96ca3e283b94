using System.Text.Json;
using KerasNet.Data;
using KerasNet.Tests.Data.Arrays;

namespace KerasNet.Tests.Data.Datasets;

/// <summary>Small files of the form of Keras' own; what they become was worked out with NumPy by the rules of Keras (tests/TestData/numpy/make.py).</summary>
public sealed class SequenceRulesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Expected().GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Imdb_is_what_Keras_makes_of_it(int index)
    {
        JsonElement expected = Expected()[index];
        (SequenceRules rules, uint seed) = Arguments(expected);

        LabelledSequences loaded = KerasNet.Datasets.Imdb.Read(NpyFileTests.FromNumPy("imdb.npz"), "here", rules, seed);

        AssertPart(expected.GetProperty("imdb")[0], loaded.Train);
        AssertPart(expected.GetProperty("imdb")[1], loaded.Test);
        Assert.Equal("here", loaded.Source);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reuters_is_what_Keras_makes_of_it(int index)
    {
        JsonElement expected = Expected()[index];
        (SequenceRules rules, uint seed) = Arguments(expected);

        LabelledSequences loaded = KerasNet.Datasets.Reuters.Read(NpyFileTests.FromNumPy("reuters.npz"), "here", rules, testSplit: 0.2, seed);

        JsonElement all = expected.GetProperty("reuters");
        Assert.Equal((int)(all.GetProperty("x").GetArrayLength() * 0.8), loaded.Train.Labels.Length);
        AssertPart(all, new([.. loaded.Train.Sequences, .. loaded.Test.Sequences], [.. loaded.Train.Labels, .. loaded.Test.Labels]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_flat_file_gives_the_same(int index)
    {
        (SequenceRules rules, uint seed) = Arguments(Expected()[index]);
        string flat = Flat("imdb.npz");

        LabelledSequences loaded = KerasNet.Datasets.Imdb.Read(flat, "here", rules, seed);

        AssertPart(Expected()[index].GetProperty("imdb")[0], loaded.Train);
        AssertPart(Expected()[index].GetProperty("imdb")[1], loaded.Test);
    }

    [Fact]
    public void Rank_0_of_a_flat_file_is_out_of_vocabulary()
    {
        string path = _folder["flat.npz"];
        NpzFile.Save(path, [.. Part("train", [[0, 5, 6], [7, 8]]), .. Part("test", [[5, 0]])]);

        Assert.Equal([1, 8, 2], KerasNet.Datasets.Imdb.Read(path, "", Rules(), 113).Test.Sequences[0]);
        Assert.Equal([1, 8], KerasNet.Datasets.Imdb.Read(path, "", Rules() with { OovChar = null, NumWords = 100 }, 113).Test.Sequences[0]);
        Assert.Equal([5, 99], KerasNet.Datasets.Imdb.Read(path, "", new(100, 0, null, null, 99, 0), 113).Test.Sequences[0]);
    }

    [Fact]
    public void What_leaves_nothing_is_an_error() =>
        Assert.Contains("Increase maxLen", Assert.Throws<ArgumentException>(() => Load(Rules() with { MaxLength = 1 })).Message, StringComparison.Ordinal);

    [Fact]
    public void Arguments_out_of_range_are_errors_before_anything_is_read()
    {
        Assert.Equal("numWords", Assert.Throws<ArgumentOutOfRangeException>(() => KerasNet.Datasets.Imdb.Load(numWords: 0, path: "nowhere")).ParamName);
        Assert.Equal("skipTop", Assert.Throws<ArgumentOutOfRangeException>(() => KerasNet.Datasets.Imdb.Load(skipTop: -1, path: "nowhere")).ParamName);
        Assert.Equal("maxLen", Assert.Throws<ArgumentOutOfRangeException>(() => KerasNet.Datasets.Imdb.Load(maxLen: 0, path: "nowhere")).ParamName);
        Assert.Equal("indexFrom", Assert.Throws<ArgumentOutOfRangeException>(() => KerasNet.Datasets.Reuters.Load(indexFrom: -1, path: "nowhere")).ParamName);
        Assert.Equal("seed", Assert.Throws<ArgumentOutOfRangeException>(() => KerasNet.Datasets.Imdb.Load(seed: -1, path: "nowhere")).ParamName);
        Assert.Equal("testSplit", Assert.Throws<ArgumentOutOfRangeException>(() => KerasNet.Datasets.Reuters.Load(testSplit: 1, path: "nowhere")).ParamName);
    }

    [Fact]
    public void Files_that_hold_something_else_are_refused_by_name()
    {
        Assert.Contains("holds no array 'x_train'", Refused(Save([.. Part("test", [[5]])])), StringComparison.Ordinal);
        Assert.Contains("It holds: x, y", Refused(NpyFileTests.FromNumPy("reuters.npz")), StringComparison.Ordinal);
        Assert.Contains("x_train_lengths promises 9 words", Refused(Flat(3, 9, new int[1])), StringComparison.Ordinal);
        Assert.Contains("x_train_lengths promises 2 words", Refused(Flat(3, 2, new int[1])), StringComparison.Ordinal);
        Assert.Contains("holds 2 labels and 1 texts", Refused(Flat(2, 2, new int[2])), StringComparison.Ordinal);
        Assert.Contains("label 2 at 0", Refused(Flat(2, 2, new[] { 2 })), StringComparison.Ordinal);
        Assert.Contains("word rank -4", Refused(Save([.. Part("train", [[-4]]), .. Part("test", [[5]])])), StringComparison.Ordinal);
        Assert.Contains("word rank 2147483647", Refused(Save([.. Part("train", [[int.MaxValue]]), .. Part("test", [[5]])])), StringComparison.Ordinal);
    }

    private static SequenceRules Rules() => new(null, 0, null, 1, 2, 3);

    private static JsonElement Expected() => JsonDocument.Parse(File.ReadAllBytes(NpyFileTests.FromNumPy("sequences.json"))).RootElement;

    private static (SequenceRules Rules, uint Seed) Arguments(JsonElement expected)
    {
        JsonElement arguments = expected.GetProperty("arguments");
        SequenceRules rules = new(
            Number("numWords", null), Number("skipTop", 0)!.Value, Number("maxLen", null), Number("startChar", 1), Number("oovChar", 2), Number("indexFrom", 3)!.Value);
        return (rules, (uint)Number("seed", 113)!.Value);

        int? Number(string name, int? otherwise) =>
            !arguments.TryGetProperty(name, out JsonElement value) ? otherwise : value.ValueKind == JsonValueKind.Null ? null : value.GetInt32();
    }

    private static void AssertPart(JsonElement expected, SequenceSplit part)
    {
        Assert.Equal(expected.GetProperty("y").Deserialize<int[]>(), part.Labels);
        Assert.Equal(expected.GetProperty("x").Deserialize<int[][]>(), part.Sequences);
    }

    private static IEnumerable<KeyValuePair<string, DataArray>> Part(string part, int[][] texts, int[]? labels = null) =>
    [
        new($"x_{part}_values", texts.SelectMany(text => text).ToArray()),
        new($"x_{part}_lengths", texts.Select(text => text.Length).ToArray()),
        new($"y_{part}", labels ?? new int[texts.Length]),
    ];

    /// <summary>A training part of so many words, with the length of its one text and its labels.</summary>
    private string Flat(int words, int length, int[] labels) =>
        Save([new("x_train_values", new int[words]), new("x_train_lengths", new[] { length }), new("y_train", labels)]);

    private string Flat(string name)
    {
        using NpzArchive archive = new(NpyFileTests.FromNumPy(name));
        return Save(["train", "test"], part => Part(
            part, [.. archive.Read($"x_{part}", array => array.ToSequences()).Select(text => text.ToArray())], archive.Read($"y_{part}", array => array.ToInts())));
    }

    private string Save(string[] parts, Func<string, IEnumerable<KeyValuePair<string, DataArray>>> arrays) => Save([.. parts.SelectMany(arrays)]);

    private string Save(KeyValuePair<string, DataArray>[] arrays)
    {
        NpzFile.Save(_folder["made.npz"], arrays);
        return _folder["made.npz"];
    }

    private LabelledSequences Load(SequenceRules rules) => KerasNet.Datasets.Imdb.Read(Flat("imdb.npz"), "", rules, 113);

    private static string Refused(string path)
    {
        string message = Assert.Throws<InvalidDataException>(() => KerasNet.Datasets.Imdb.Read(path, "", Rules(), 113)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
        return message;
    }
}
