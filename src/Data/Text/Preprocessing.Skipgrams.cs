using System.Numerics.Tensors;

namespace KerasNet;

public static partial class Preprocessing
{
    /// <summary>Euler's constant as rounded by Keras.</summary>
    private const double Gamma = 0.577;

    /// <summary>
    /// Pairs of words for learning word vectors (Mikolov et al., 2013): each word with those around it, labelled 1, and with words drawn at random, labelled 0.
    /// Keras' <c>skipgrams</c>.
    /// </summary>
    /// <param name="sequence">The numbers of words in a text; 0 is no word.</param>
    /// <param name="vocabularySize">One more than the largest number of a word.</param>
    /// <param name="windowSize">How many places before and behind a word are around it.</param>
    /// <param name="negativeSamples">
    /// How many random pairs there are for each true one; 0 for none. Their second words are drawn evenly from 1 to <paramref name="vocabularySize"/> − 1.
    /// </param>
    /// <param name="shuffle">Whether the pairs come in random order; if not, the true ones are first.</param>
    /// <param name="categorical">Whether labels are given as two columns, (0, 1) for a true pair.</param>
    /// <param name="samplingTable">With what probability a word begins pairs, by its number: <see cref="MakeSamplingTable"/>.</param>
    /// <param name="seed">Where the random numbers start; drawn from the process-wide seed (<see cref="Keras.SetRandomSeed"/>) if not given.</param>
    /// <returns>Couples of shape (n, 2) and labels of shape (n), or (n, 2) if categorical.</returns>
    /// <exception cref="ArgumentException">The window or share is negative, there is no word to draw, or a number is beyond the table.</exception>
    public static (Tensor<int> Couples, Tensor<int> Labels) Skipgrams(
        IReadOnlyList<int> sequence, int vocabularySize, int windowSize = 4, double negativeSamples = 1, bool shuffle = true, bool categorical = false,
        IReadOnlyList<double>? samplingTable = null, long? seed = null)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentOutOfRangeException.ThrowIfNegative(windowSize);
        if (!(negativeSamples >= 0))
            throw new ArgumentOutOfRangeException(nameof(negativeSamples), negativeSamples, "negativeSamples must be 0 or more.");
        RandomStream random = new(seed ?? RandomSource.NextSeed());
        List<(int Word, int Other)> couples = TruePairs(sequence, windowSize, samplingTable, random);
        int positive = couples.Count;
        int negative = checked((int)(positive * negativeSamples));
        if (negative > 0)
        {
            if (vocabularySize < 2)
                throw new ArgumentOutOfRangeException(
                    nameof(vocabularySize), vocabularySize, "Random pairs draw words from 1 to vocabularySize − 1: it must be 2 or more.");
            int[] words = [.. couples.Select(couple => couple.Word)];
            random.Shuffle(words);
            for (int i = 0; i < negative; i++)
                couples.Add((words[i % positive], 1 + random.NextIndex(vocabularySize - 1)));
        }

        int[] order = [.. Enumerable.Range(0, couples.Count)];
        if (shuffle)
            random.Shuffle(order);
        int[] labels = [.. order.SelectMany(i => Label(i < positive, categorical))];
        return (
            Tensor.Create<int>([.. order.SelectMany(i => new[] { couples[i].Word, couples[i].Other })], [order.Length, 2]),
            Tensor.Create(labels, categorical ? [order.Length, 2] : [order.Length]));
    }

    /// <summary>
    /// With what probability a word should begin pairs of <see cref="Skipgrams"/>, by its place in the order of frequency, so that frequent words do not prevail;
    /// words are taken to follow Zipf's law. Keras' <c>make_sampling_table</c>.
    /// </summary>
    /// <param name="size">How many words there are, 1 or more.</param>
    /// <param name="samplingFactor">word2vec's t: smaller leaves out more of the frequent words.</param>
    /// <returns>min(1, √(t · f⁻¹)) with f⁻¹ = r (ln r + γ) + ½ − 1/(12 r) for the rank r; the first two entries are those of rank 1.</returns>
    /// <exception cref="ArgumentException">There is no word, or the factor is negative.</exception>
    public static double[] MakeSamplingTable(int size, double samplingFactor = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(samplingFactor);
        return [.. Enumerable.Range(0, size).Select(place => Probability(Math.Max(1, place), samplingFactor))];
    }

    private static double Probability(int rank, double factor) =>
        Math.Min(1, Math.Sqrt(factor * (rank * (Math.Log(rank) + Gamma) + 0.5 - 1 / (12.0 * rank))));

    private static List<(int Word, int Other)> TruePairs(IReadOnlyList<int> sequence, int windowSize, IReadOnlyList<double>? table, RandomStream random)
    {
        List<(int, int)> couples = [];
        for (int i = 0; i < sequence.Count; i++)
        {
            int word = sequence[i];
            if (word == 0 || (table is not null && Share(table, word) < random.NextUniform()))
                continue;
            int end = (int)Math.Min(sequence.Count, (long)i + windowSize + 1);
            for (int j = Math.Max(0, i - windowSize); j < end; j++)
                if (j != i && sequence[j] != 0)
                    couples.Add((word, sequence[j]));
        }

        return couples;
    }

    private static double Share(IReadOnlyList<double> table, int word) => word > 0 && word < table.Count
        ? table[word]
        : throw new ArgumentOutOfRangeException(
            nameof(word), word, $"samplingTable has {table.Count} entries, which must be one more than the largest number of a word. Received the word {word}.");

    private static int[] Label(bool isTrue, bool categorical) => (isTrue, categorical) switch
    {
        (true, true) => [0, 1],
        (false, true) => [1, 0],
        _ => [isTrue ? 1 : 0],
    };
}
