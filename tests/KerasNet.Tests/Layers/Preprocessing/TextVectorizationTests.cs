using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Tests.Layers.Preprocessing;

public sealed class TextVectorizationTests
{
    private static readonly string[] s_texts = ["the cat and the dog", "A dog.", "the end"];

    private static TextVectorization Adapted(TextVectorization layer)
    {
        layer.Adapt(s_texts);
        return layer;
    }

    [Fact]
    public void Frequent_words_come_first_and_equal_ones_by_falling_bytes() =>
        Assert.Equal(["", "[UNK]", "the", "dog", "end", "cat", "and", "a"], Adapted(new TextVectorization()).GetVocabulary());

    [Fact]
    public void Words_are_ordered_by_the_bytes_of_UTF8()
    {
        TextVectorization layer = new();
        layer.Adapt(new[] { "\ufb01 \U0001F600 z \ue000" });
        Assert.Equal(["\U0001F600", "\ufb01", "\ue000", "z"], layer.GetVocabulary(includeSpecialTokens: false));
    }

    [Fact]
    public void Learning_from_batches_is_learning_from_all_at_once()
    {
        TextVectorization batched = new(outputMode: "tf_idf"), whole = Adapted(new(outputMode: "tf_idf"));
        batched.Adapt(Dataset.FromArrays(s_texts).Batch(2));
        Assert.Equal(whole.GetVocabulary(), batched.GetVocabulary());
        Assert.Equal(whole.GetIdfWeights(), batched.GetIdfWeights());
    }

    [Fact]
    public void One_text_gives_its_indices()
    {
        Assert.Equal([2, 3, 1], Adapted(new TextVectorization()).Apply("The dog, barks"));
        Assert.Equal([2, 3, 0], Adapted(new TextVectorization(outputSequenceLength: 3)).Apply("the dog"));
        Assert.Equal([2, 3], Adapted(new TextVectorization(outputSequenceLength: 2)).Apply("the dog barks"));
        Assert.Contains("'int'", Assert.Throws<InvalidOperationException>(() => Adapted(new TextVectorization(outputMode: "count")).Apply("x")).Message);
    }

    [Fact]
    public void Rows_of_their_own_lengths_are_for_PadSequences()
    {
        Assert.Equal([[2, 3], [], [1]], Adapted(new TextVectorization(ragged: true)).ApplyRagged(new[] { "the dog", " ", "x" }));
        Assert.Contains("ApplyRagged", Assert.Throws<InvalidOperationException>(() => Adapted(new TextVectorization(ragged: true)).Apply(s_texts)).Message);
    }

    [Fact]
    public void Functions_of_your_own_take_the_place_of_the_names()
    {
        TextVectorization layer = new() { Standardizer = text => text.Replace("dog", "DOG"), Splitter = text => text.Split(',') };
        layer.Adapt(new[] { "a,b c,dog" });
        Assert.Equal(["b c", "a", "DOG"], layer.GetVocabulary(includeSpecialTokens: false));
        Assert.Contains("cannot be saved", Assert.Throws<ConfigException>(() => ObjectConfig.Serialize(layer)).Message);
        Assert.Contains("Standardizer gave null", Assert.Throws<InvalidOperationException>(() => new TextVectorization { Standardizer = _ => null! }.Adapt(s_texts)).Message);
    }

    [Fact]
    public void Neighbours_are_joined_by_one_space_however_they_were_split()
    {
        TextVectorization layer = new(standardize: null, ngrams: [2]) { Splitter = text => text.Split('-') };
        layer.Adapt(new[] { "a-b-c" });
        Assert.Equal(["b c", "a b"], layer.GetVocabulary(includeSpecialTokens: false));
    }

    [Fact]
    public void A_character_beyond_16_bits_is_one_token()
    {
        TextVectorization layer = new(split: "character");
        layer.Adapt(new[] { "a\U0001F600\U0001F600" });
        Assert.Equal(["\U0001F600", "a"], layer.GetVocabulary(includeSpecialTokens: false));
    }

    [Fact]
    public void A_character_that_is_none_stays_one()
    {
        TextVectorization layer = new();
        layer.Adapt(new[] { "\uffff \uffff" });
        Assert.Equal(["\uffff"], layer.GetVocabulary(includeSpecialTokens: false));
    }

    [Fact]
    public void Long_texts_and_long_words_are_read()
    {
        string word = new('x', 100_000);
        TextVectorization layer = new();
        layer.Adapt(new[] { $"{word} a {word}" });
        Assert.Equal([2, 3, 2], layer.Apply($"{word} a {word}"));
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        Assert.Contains("no vocabulary yet", Assert.Throws<InvalidOperationException>(() => new TextVectorization().Apply(s_texts)).Message);
        Assert.Contains("expects texts", Assert.Throws<ArgumentException>(() => Adapted(new TextVectorization()).Apply(new float[3])).Message);
        Assert.Contains("text 1 is null", Assert.Throws<ArgumentException>(() => new TextVectorization().Adapt(new[] { "a", null! })).Message);
        Assert.Contains("Did you mean 'lower'", Assert.Throws<ArgumentException>(() => new TextVectorization(standardize: "lowr")).Message);
        Assert.Contains("whitespace", Assert.Throws<ArgumentException>(() => new TextVectorization(split: "space")).Message);
        Assert.Contains("nothing to learn", Assert.Throws<InvalidOperationException>(() => new TextVectorization(vocabulary: ["a"]).Adapt(s_texts)).Message);
        Assert.Contains("'a' twice", Assert.Throws<ArgumentException>(() => new TextVectorization().SetVocabulary(["a", "b", "a"])).Message);
        Assert.Contains("no batches", Assert.Throws<ArgumentException>(() => new TextVectorization().Adapt(Array.Empty<DataBatch>())).Message);
        Assert.Contains("ngrams", Assert.Throws<ArgumentOutOfRangeException>(() => new TextVectorization(ngrams: 0)).Message);
        Assert.Contains("A batch has 2", Assert.Throws<ArgumentException>(() => new TextVectorization().Adapt([new DataBatch([s_texts, s_texts])])).Message);
    }

    [Fact]
    public void An_empty_array_gives_an_empty_array() => Assert.Equal("(0, 4)", Adapted(new TextVectorization(outputSequenceLength: 4)).Apply(Array.Empty<string>()).Shape.ToString());
}
