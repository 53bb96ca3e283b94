using System.Numerics.Tensors;
using Spectre.Console;

namespace KerasNet.Examples;

/// <summary>Film reviews as numbers of words, labelled 1 where they are favourable.</summary>
/// <param name="Train">What is learnt from.</param>
/// <param name="Test">What is measured.</param>
/// <param name="Words">What the numbers mean.</param>
public sealed record Reviews(SequenceSplit Train, SequenceSplit Test, Vocabulary Words)
{
    /// <summary>How many words are known.</summary>
    public const int WordCount = 10_000;

    /// <summary>How many words of a review the model reads: its last ones.</summary>
    public const int Length = 200;

    /// <summary>Reviews of one length: the ends of long ones, padding in front of short ones.</summary>
    public static Tensor<int> Pad(int[][] sequences) => Preprocessing.PadSequences(sequences, Length);
}

/// <summary>Film reviews for the examples: IMDb's, or ones made up here.</summary>
public static class ReviewLoading
{
    /// <summary>Loads the reviews, or their stand-in, as the user asked for.</summary>
    public static ExampleData<Reviews> LoadReviews(this ExampleRun run)
    {
        ExampleData<Reviews> reviews = run.Load("imdb", folder => Load(run, folder), SyntheticReviews.Make);
        if (run.Limit is { } limit)
            reviews = reviews with { Value = reviews.Value with { Train = First(reviews.Value.Train, limit), Test = First(reviews.Value.Test, limit) } };
        run.Out.MarkupLineInterpolated($"{reviews.Value.Train.Labels.Length:N0} reviews to train on, {reviews.Value.Test.Labels.Length:N0} to test on");
        return reviews;
    }

    private static Reviews Load(ExampleRun run, string? folder)
    {
        LabelledSequences reviews = Datasets.Imdb.Load(numWords: Reviews.WordCount, path: folder, cancellation: run.Cancellation);
        run.Out.MarkupLineInterpolated($"Data: {reviews.Source}");
        return new(reviews.Train, reviews.Test, new Vocabulary(Datasets.Imdb.GetWordIndex(folder, cancellation: run.Cancellation), Reviews.WordCount));
    }

    private static SequenceSplit First(SequenceSplit split, int count) =>
        count < split.Labels.Length ? new(split.Sequences[..count], split.Labels[..count]) : split;
}
