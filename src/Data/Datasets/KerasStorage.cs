namespace KerasNet.Data;

/// <summary>Where Keras keeps its data sets, and how it puts them in order.</summary>
internal static class KerasStorage
{
    internal static readonly IReadOnlyList<Uri> Mirrors = [new("https://storage.googleapis.com/tensorflow/tf-keras-datasets/")];

    /// <summary>The numbers 0 to <paramref name="count"/> - 1 in the next order that the generator gives.</summary>
    internal static int[] Order(this MersenneTwister random, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle<int>(order);
        return order;
    }

    /// <summary>How many of <paramref name="count"/> samples are not for testing.</summary>
    internal static int TrainCount(int count, double testSplit) => (int)(count * (1 - testSplit));

    /// <summary>A seed as NumPy takes it.</summary>
    internal static uint Seed(int seed) =>
        seed >= 0 ? (uint)seed : throw new ArgumentOutOfRangeException(nameof(seed), seed, "A seed is 0 or more.");

    internal static void CheckSplit(double testSplit, string name)
    {
        if (testSplit is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(name, testSplit, "The part for testing is at least 0 and less than 1.");
    }
}
