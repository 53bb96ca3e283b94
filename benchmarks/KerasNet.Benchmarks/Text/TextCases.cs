using System.Numerics.Tensors;

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
    };

    private static (string[] Reviews, Tokenizer Tokenizer)? s_fitted;

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

    private static Tensor<int> Padded(int[][] sequences) => Preprocessing.PadSequences(sequences, Length);
}
