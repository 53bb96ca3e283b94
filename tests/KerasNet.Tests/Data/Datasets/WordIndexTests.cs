using System.Text;

namespace KerasNet.Tests.Data.Datasets;

public sealed class WordIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sequences_become_words()
    {
        WordIndex words = Read("""{"the": 1, "film": 2, "sch\u00f6n": 3}""");

        Assert.Equal(3, words.Count);
        Assert.Equal(2, words["film"]);
        Assert.False(words.TryGetValue("none", out _));
        Assert.Equal("[START] the film [OOV] schön [OOV]", words.Decode([0, 0, 1, 4, 5, 2, 6, 99]));
        Assert.Equal("the film", words.Decode([1, 2], startChar: null, oovChar: null, indexFrom: 0));
    }

    [Theory]
    [InlineData("[1]", "does not begin with an object")]
    [InlineData("", "is not a word index in JSON")]
    [InlineData("""{"the": 0}""", "the rank of 'the' is no whole number from 1")]
    [InlineData("""{"the": "1"}""", "the rank of 'the' is no whole number from 1")]
    [InlineData("""{"the": 1e99}""", "the rank of 'the' is no whole number from 1")]
    [InlineData("""{"the": {"the": 1}}""", "the rank of 'the' is no whole number from 1")]
    [InlineData("""{"the": 1, "the": 2}""", "holds 'the' twice")]
    [InlineData("""{"the": 1""", "is not a word index in JSON")]
    [InlineData("""{"the": 1} {"a": 2}""", "is not a word index in JSON")]
    public void Other_files_are_refused_by_name(string json, string words)
    {
        string message = Assert.Throws<InvalidDataException>(() => Read(json)).Message;

        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reuters_topics_have_names()
    {
        Assert.Equal(46, KerasNet.Datasets.Reuters.GetLabelNames().Count);
        Assert.Equal("earn", KerasNet.Datasets.Reuters.GetLabelNames()[3]);
        Assert.Equal("lead", KerasNet.Datasets.Reuters.GetLabelNames()[45]);
    }

    private WordIndex Read(string json) => KerasNet.Datasets.Reuters.GetWordIndex(_folder.Write("reuters_word_index.json", Encoding.UTF8.GetBytes(json)));
}
