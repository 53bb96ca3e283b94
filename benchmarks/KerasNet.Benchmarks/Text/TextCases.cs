using System.Numerics.Tensors;
using KerasNet.Layers;

namespace KerasNet.Benchmarks.Text;

/// <summary>What is done with the reviews, by name; each gives the number of tokens that came out, which a peer must agree on.</summary>
internal static class TextCases
{
    private const int Length = 200;
    private const int NumWords = 20_000;

    internal static readonly Dictionary<string, Func<string[], long>> All = new()
    {
        ["tokenizer-fit"] = reviews => Fitted(reviews).WordIndex.Count,
        ["tokenizer-sequences"] = Sequences,
        ["tokenizer-padded"] = reviews => Padded(Fitted(reviews).TextsToSequences(reviews)).FlattenedLength,
        ["vectorization-adapt"] = reviews => Adapted(reviews).VocabularySize,
        ["vectorization-apply"] = Vectorized,
    };

    private static (string[] Reviews, Tokenizer Tokenizer)? s_fitted;
    private static (string[] Reviews, TextVectorization Layer)? s_adapted;

    private static Tokenizer Fitted(string[] reviews)
    {
        Tokenizer tokenizer = new(NumWords);
        tokenizer.FitOnTexts(reviews);
        return tokenizer;
    }

    private static long Sequences(string[] reviews)
    {
        if (s_fitted?.Reviews != reviews)
            s_fitted = (reviews, Fitted(reviews));
        return s_fitted.Value.Tokenizer.TextsToSequences(reviews).Sum(sequence => (long)sequence.Length);
    }

    private static TextVectorization Adapted(string[] reviews)
    {
        TextVectorization layer = new(NumWords, outputSequenceLength: Length);
        layer.Adapt(reviews);
        return layer;
    }

    /// <summary>The sum of all indices, which tells whether they are the right ones.</summary>
    private static long Vectorized(string[] reviews)
    {
        if (s_adapted?.Reviews != reviews)
            s_adapted = (reviews, Adapted(reviews));
        return TensorPrimitives.Sum(s_adapted.Value.Layer.Apply(reviews).AsSpan<long>());
    }

    private static Tensor<int> Padded(int[][] sequences) => Preprocessing.PadSequences(sequences, Length);
}
