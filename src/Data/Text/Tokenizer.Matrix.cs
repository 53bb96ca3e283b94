using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using KerasNet.Data;

namespace KerasNet;

public sealed partial class Tokenizer
{
    /// <summary>What a cell becomes, from how often the word is in the text, the length of the text, and the share of texts that do not hold it.</summary>
    private static readonly Dictionary<string, Func<int, int, double, double>> s_modes = new()
    {
        ["binary"] = (_, _, _) => 1,
        ["count"] = (count, _, _) => count,
        ["freq"] = (count, length, _) => count / (double)length,
        [Tfidf] = (count, _, rarity) => (1 + Math.Log(count)) * rarity,
    };

    private const string Tfidf = "tfidf";

    /// <summary>
    /// A row for each sequence with a column for each number below <see cref="NumWords"/>, or for each word: float64 of shape (sequences, columns). Column 0 stays empty.
    /// </summary>
    /// <param name="sequences">Numbers of words.</param>
    /// <param name="mode">
    /// <c>binary</c>: 1 if the word is there. <c>count</c>: how often. <c>freq</c>: the share of the sequence's numbers.
    /// <c>tfidf</c>: (1 + ln count) · ln(1 + <see cref="DocumentCount"/> / (1 + <see cref="IndexDocs"/>)).
    /// </param>
    /// <exception cref="ArgumentException">The mode is unknown, or a number negative.</exception>
    /// <exception cref="InvalidOperationException">Nothing was fitted, so the number of columns, or of texts for <c>tfidf</c>, is not known.</exception>
    public Tensor<double> SequencesToMatrix(IReadOnlyList<IReadOnlyList<int>> sequences, string mode = "binary")
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(mode);
        if (!s_modes.TryGetValue(mode, out Func<int, int, double, double>? cell))
            throw Naming.Unknown("mode", mode, s_modes.Keys);
        if (NumWords is null or 0 && _wordIndex.Count == 0)
            throw new InvalidOperationException("A matrix has a column for each word, and none is known: pass numWords to the tokenizer, or fit it on texts first.");
        if (mode == Tfidf && DocumentCount == 0)
            throw new InvalidOperationException("The mode tfidf needs to know in how many texts each word is: fit the tokenizer on texts or sequences first.");
        int columns = NumWords is > 0 and { } most ? most : _wordIndex.Count + 1;
        double[] cells = new double[checked(sequences.Count * columns)];
        Dictionary<int, int> counts = [];
        for (int row = 0; row < sequences.Count; row++)
        {
            CountNumbers(sequences[row], columns, counts);
            foreach ((int index, int count) in counts)
                cells[row * columns + index] = cell(count, sequences[row].Count, Rarity(index));
        }

        return Tensor.Create(cells, [sequences.Count, columns]);
    }

    private static void CountNumbers(IReadOnlyList<int> sequence, int below, Dictionary<int, int> counts)
    {
        counts.Clear();
        foreach (int index in sequence)
            if (index < 0)
                throw new ArgumentOutOfRangeException(nameof(sequence), index, $"The numbers of words must be 0 or more. Received: {index}.");
            else if (index < below)
                CollectionsMarshal.GetValueRefOrAddDefault(counts, index, out _)++;
    }

    private double Rarity(int index) => Math.Log(1 + DocumentCount / (1.0 + _indexDocs.GetValueOrDefault(index)));
}
