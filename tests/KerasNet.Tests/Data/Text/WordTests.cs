using KerasNet.Data;
using static KerasNet.Tests.Data.Errors;

namespace KerasNet.Tests.Data.Text;

public sealed class WordTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\n!", "")]
    [InlineData("One, two;THREE", "one|two|three")]
    [InlineData("it's 'quoted'", "it's|'quoted'")]
    [InlineData("a\u0085b c\u00A0d", "a\u0085b|c\u00A0d")]
    public void Text_is_split_at_spaces_and_filtered_characters(string text, string expected) => Assert.Equal(expected, Joined(Preprocessing.TextToWordSequence(text)));

    [Fact]
    public void Words_across_the_ends_of_blocks_are_whole()
    {
        for (int before = 0; before < 140; before++)
            for (int length = 1; length < 140; length += 3)
            {
                string word = new('w', length);
                Assert.Equal([word, "end"], Preprocessing.TextToWordSequence($"{new string(' ', before)}{word} end"));
                Assert.Equal([word], Preprocessing.TextToWordSequence($"{new string('.', before)}{word}"));
            }
    }

    [Fact]
    public void Separators_may_be_long_and_filters_become_separators()
    {
        // As in Python, a filtered character is replaced by the separator before the text is split.
        Assert.Equal("a|-b", Joined(Preprocessing.TextToWordSequence("a-,b", ",", split: "--")));
        Assert.Equal("one|two-three|four", Joined(Preprocessing.TextToWordSequence("one--two-three----four--", "", split: "--")));
        Assert.Equal("a|b", Joined(Preprocessing.TextToWordSequence("aXb", "X", lower: false, split: ",")));
        Assert.Equal("axb", Joined(Preprocessing.TextToWordSequence("aXb", "", split: "X")));
        Assert.Equal("aéb|c", Joined(Preprocessing.TextToWordSequence("aÉb→c", "→")));
    }

    [Fact]
    public void Characters_beyond_the_basic_plane_are_one()
    {
        // 🙂 and 🙁 share their first half.
        Assert.Equal("a|b🙁c", Joined(Preprocessing.TextToWordSequence("a🙂b🙁c", "🙂")));
        Assert.Equal("a|b🙁c", Joined(Preprocessing.TextToWordSequence("a🙂b🙁c", "", split: "🙂")));
        Tokenizer characters = new(charLevel: true);
        characters.FitOnTexts(["🙂🙁🙂x"]);
        Assert.Equal(["🙂", "🙁", "x"], characters.WordCounts.Keys);
    }

    [Fact]
    public void An_empty_separator_is_refused() =>
        Refused<ArgumentException>("not empty", () => Preprocessing.TextToWordSequence("a b", split: ""));

    [Fact]
    public void Hashes_are_numbers_from_one_on()
    {
        Assert.Equal([6, 4, 1], Preprocessing.HashingTrick("The quick brown", 10));
        Assert.Equal(Preprocessing.HashingTrick("The quick brown", 10), Preprocessing.OneHot("the QUICK brown!", 10));
        Assert.Equal([3, 2, 1], Preprocessing.HashingTrick("a bb ccc", 4, word => -word.Length));
        Assert.Equal([4, 4], Preprocessing.HashingTrick("x", 10, _ => 3, analyzer: _ => ["p", "q"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Preprocessing.HashingTrick("a", 1));
        Refused<ArgumentException>("Valid names: md5", () => Preprocessing.HashingTrick("a", 5, "sha1"));
    }

    [Fact]
    public void A_table_finds_what_a_dictionary_finds()
    {
        Random random = new(1);
        WordTable table = new();
        Dictionary<string, int> known = [];
        for (int i = 0; i < 50_000; i++)
        {
            string word = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => (char)('a' + random.Next(4))));
            known.TryAdd(word, known.Count);
            Assert.Equal(known[word], table.FindOrAdd(word));
        }

        Assert.Equal(known.OrderBy(pair => pair.Value).Select(pair => pair.Key), table.Words);
        Assert.All(known, pair => Assert.Equal(pair.Value, table.Find(pair.Key)));
        Assert.Equal(-1, table.Find("aaaaz"));
    }

    private static string Joined(string[] words) => string.Join('|', words);
}
