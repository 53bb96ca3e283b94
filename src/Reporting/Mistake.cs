using System.Globalization;
using System.Numerics.Tensors;

namespace KerasNet.Reporting;

/// <summary>An example that a classifier got wrong.</summary>
/// <param name="Index">Which example.</param>
/// <param name="Label">Its true class.</param>
/// <param name="Predicted">The class it was taken for.</param>
/// <param name="Confidence">The probability given to that class, 0 to 1.</param>
public readonly record struct Mistake(int Index, int Label, int Predicted, float Confidence)
{
    /// <summary>The mistakes made with the greatest confidence, the worst first (of equals, the earliest).</summary>
    /// <param name="labels">The true class of each example.</param>
    /// <param name="probabilities">One row for each example, one probability for each class: what <c>Predict</c> of a softmax model returns, flattened.
    /// A single probability for each example, as a sigmoid gives, is that of class 1 of two.</param>
    /// <param name="count">How many mistakes at most; there may be fewer.</param>
    /// <exception cref="ArgumentException">The probabilities cannot be shared out evenly among the labels, or <paramref name="count"/> is negative.</exception>
    public static IReadOnlyList<Mistake> Worst(ReadOnlySpan<int> labels, ReadOnlySpan<float> probabilities, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (labels.IsEmpty ? !probabilities.IsEmpty : probabilities.IsEmpty || probabilities.Length % labels.Length != 0)
        {
            throw new ArgumentException(
                $"Expected as many probabilities for each of the {labels.Length} labels, received {probabilities.Length} in all.", nameof(probabilities));
        }

        List<Mistake> mistakes = [];
        for (int i = 0; i < labels.Length; i++)
        {
            int classes = probabilities.Length / labels.Length;
            (int predicted, float confidence) = Guess(probabilities.Slice(i * classes, classes));
            if (predicted != labels[i]) mistakes.Add(new Mistake(i, labels[i], predicted, confidence));
        }

        return mistakes.OrderByDescending(mistake => mistake.Confidence).Take(count).ToArray();
    }

    /// <summary>A line such as "label 4, predicted 9 (97 %)".</summary>
    /// <param name="classNames">Names to use for the classes; null for their numbers.</param>
    public string Caption(IReadOnlyList<string>? classNames = null) =>
        string.Create(CultureInfo.InvariantCulture, $"label {Name(Label, classNames)}, predicted {Name(Predicted, classNames)} ({100 * Confidence:0} %)");

    /// <summary>The class that a row of probabilities speaks for, and how strongly.</summary>
    private static (int Class, float Confidence) Guess(ReadOnlySpan<float> row)
    {
        if (row.Length == 1)
            return row[0] > 0.5f ? (1, row[0]) : (0, 1 - row[0]);
        int best = TensorPrimitives.IndexOfMax(row);
        return (best, row[best]);
    }

    private static string Name(int index, IReadOnlyList<string>? names) => names?[index] ?? index.ToString(CultureInfo.InvariantCulture);
}
