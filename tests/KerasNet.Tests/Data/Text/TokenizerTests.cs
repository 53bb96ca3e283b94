using KerasNet.Data;
using static KerasNet.Tests.Data.Errors;

namespace KerasNet.Tests.Data.Text;

public sealed class TokenizerTests
{
    private static readonly string[] s_texts = ["The cat sat.", "The dog ate the cat!"];

    private static Tokenizer Fitted(int? numWords = null, string? oovToken = null)
    {
        Tokenizer tokenizer = new(numWords, oovToken: oovToken);
        tokenizer.FitOnTexts(s_texts);
        return tokenizer;
    }

    [Fact]
    public void Words_are_numbered_by_frequency_and_counted_in_the_order_of_first_sight()
    {
        Tokenizer tokenizer = Fitted();
        Assert.Equal([new("the", 3), new("cat", 2), new("sat", 1), new("dog", 1), new("ate", 1)], tokenizer.WordCounts);
        Assert.Equal(5, tokenizer.WordIndex["ate"]);
        Assert.Equal("ate", tokenizer.IndexWord[5]);
        Assert.Equal(2, tokenizer.IndexDocs[1]);
        Assert.Equal((2, 2), (tokenizer.WordDocs["cat"], tokenizer.DocumentCount));
    }

    [Fact]
    public void A_vocabulary_from_elsewhere_can_be_set()
    {
        Tokenizer tokenizer = new(oovToken: "?") { WordIndex = new Dictionary<string, int> { ["?"] = 0, ["cat"] = 70_000, ["the"] = 4 } };
        Assert.Equal([4, 70_000, 0], tokenizer.TextsToSequences(["The cat sat"])[0]);
        Assert.Equal(["the cat ?"], tokenizer.SequencesToTexts([[4, 70_000, 3]]));
        Refused<ArgumentOutOfRangeException>("Received -1 for 'x'", () => tokenizer.WordIndex = new Dictionary<string, int> { ["x"] = -1 });
    }

    [Fact]
    public void Nothing_gives_nothing()
    {
        Tokenizer tokenizer = new();
        tokenizer.FitOnTexts(Array.Empty<string>());
        Assert.Empty(tokenizer.WordIndex);
        Assert.Equal([[], []], tokenizer.TextsToSequences(["", "cat"]));
        tokenizer.FitOnTexts([""]);
        Assert.Equal(1, tokenizer.DocumentCount);
        Assert.Equal([0, 3], new Tokenizer(3).TextsToMatrix([]).Lengths);
    }

    [Fact]
    public void Token_lists_and_analyzers_give_words_as_they_are()
    {
        Tokenizer lists = new();
        lists.FitOnTexts([["New York", "a,b"], ["NEW YORK"]]);
        Assert.Equal(["new york", "a,b"], lists.WordIndex.Keys);
        Tokenizer analyzed = new(analyzer: text => text.Split('/'));
        analyzed.FitOnTexts(["A b/c", "c"]);
        Assert.Equal([[2, 1]], analyzed.TextsToSequences(["A b/c/d"]));
    }

    [Fact]
    public void Sequences_alone_can_be_weighed()
    {
        Tokenizer tokenizer = new(numWords: 4);
        tokenizer.FitOnSequences([[1, 1, 2], [1]]);
        double[] row = [.. tokenizer.SequencesToMatrix([[1, 1, 2]], "tfidf").ToArray()];
        Assert.Equal((1 + Math.Log(2)) * Math.Log(1 + 2.0 / 3), row[1], 12);
        Assert.Equal(Math.Log(1 + 2.0 / 2), row[2], 12);
        Assert.Equal([0, 0], [row[0], row[3]]);
    }

    [Fact]
    public void Errors_say_what_to_do()
    {
        Refused<ArgumentException>("Valid names: binary, count, freq, tfidf", () => Fitted().TextsToMatrix(s_texts, "tf-idf"));
        Refused<InvalidOperationException>("pass numWords", () => new Tokenizer().TextsToMatrix(s_texts));
        Refused<InvalidOperationException>("fit the tokenizer", () => new Tokenizer(5).SequencesToMatrix([[1]], "tfidf"));
        Refused<InvalidOperationException>("'<unk>' has no number", () => new Tokenizer(oovToken: "<unk>").TextsToSequences(s_texts));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fitted().SequencesToMatrix([[-1]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tokenizer(-1));
        Assert.Throws<ArgumentNullException>(() => Fitted().FitOnTexts(new string[] { null! }));
    }

    [Fact]
    public void Json_is_written_as_Python_writes_it()
    {
        Tokenizer tokenizer = new(numWords: 9, filters: "\t\"\u007F", oovToken: "é");
        tokenizer.FitOnTexts(["b 🙂 b"]);
        Assert.Equal(
            """
            {"class_name": "Tokenizer", "config": {"num_words": 9, "filters": "\t\"\u007f", "lower": true, "split": " ", "char_level": false, "oov_token": "\u00e9",
             "document_count": 1, "word_counts": "{\"b\": 2, \"\\ud83d\\ude42\": 1}", "word_docs": "{\"b\": 1, \"\\ud83d\\ude42\": 1}",
             "index_docs": "{\"2\": 1, \"3\": 1}", "index_word": "{\"1\": \"\\u00e9\", \"2\": \"b\", \"3\": \"\\ud83d\\ude42\"}",
             "word_index": "{\"\\u00e9\": 1, \"b\": 2, \"\\ud83d\\ude42\": 3}"}}
            """.Replace("\n", "", StringComparison.Ordinal),
            tokenizer.ToJson());
        Tokenizer again = Tokenizer.FromJson(tokenizer.ToJson());
        Assert.Equal(tokenizer.ToJson(), again.ToJson());
        again.FitOnTexts(["🙂 🙂"]);
        Assert.Equal(2, again.WordIndex["🙂"]);
    }

    [Theory]
    [InlineData("", "not the JSON of a tokenizer")]
    [InlineData("[1]", "'config' is missing")]
    [InlineData("""{"config": {}}""", "'num_words' is missing")]
    [InlineData("""{"config": {"num_words": "many"}}""", "not the JSON of a tokenizer")]
    [InlineData("""{"config": {"num_words": null, "filters": "", "lower": true, "split": "", "char_level": false, "oov_token": null}}""", "not empty")]
    public void Json_that_is_none_is_refused(string json, string expected) =>
        Refused<FormatException>(expected, () => Tokenizer.FromJson(json));

    [Theory]
    [InlineData("word_counts", "[]")]
    [InlineData("word_index", """{"a": 1.5}""")]
    [InlineData("word_index", """{"a": -1}""")]
    [InlineData("index_docs", """{"one": 1}""")]
    [InlineData("index_word", "{")]
    [InlineData("word_docs", """{"a": 99999999999}""")]
    public void Tables_that_are_broken_are_refused(string table, string content)
    {
        string[] tables = ["word_counts", "word_docs", "index_docs", "index_word", "word_index"];
        string members = string.Join(", ", tables.Select(name => $"\"{name}\": {PythonJson.Text(name == table ? content : "{}")}"));
        const string Start = """{"config": {"num_words": null, "filters": "", "lower": true, "split": " ", "char_level": false, "oov_token": null, """;
        string json = $"{Start}\"document_count\": 0, {members}}}}}";
        Assert.Throws<FormatException>(() => Tokenizer.FromJson(json));
    }

    [Fact]
    public void Many_threads_may_use_one_that_is_fitted()
    {
        Tokenizer tokenizer = Fitted();
        string[] texts = [.. Enumerable.Range(0, 200).Select(i => string.Join(' ', Enumerable.Repeat(i % 2 == 0 ? "the Cat" : "dog", i)))];
        string[] expected = [.. tokenizer.TextsToSequences(texts).Select(sequence => string.Join(' ', sequence))];
        Parallel.For(0, 8, _ => Assert.Equal(expected, tokenizer.TextsToSequences(texts).Select(sequence => string.Join(' ', sequence))));
    }
}
