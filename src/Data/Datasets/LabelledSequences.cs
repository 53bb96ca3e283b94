namespace KerasNet;

/// <summary>One part of a data set of texts as word numbers: sequences of different lengths and, in the same order, their classes.</summary>
/// <param name="Sequences">The numbers of the words of each text.</param>
/// <param name="Labels">The class of each text, 0 to classes - 1.</param>
public sealed record SequenceSplit(int[][] Sequences, int[] Labels);

/// <summary>A data set of texts as word numbers in its two parts; deconstructs as <c>var ((xTrain, yTrain), (xTest, yTest)) = dataset;</c>.</summary>
/// <param name="Train">The part to learn from.</param>
/// <param name="Test">The part to measure on, which nothing should be learnt or chosen from.</param>
public sealed record LabelledSequences(SequenceSplit Train, SequenceSplit Test)
{
    /// <summary>Where the data came from, as a person would say it: a folder or a server.</summary>
    public required string Source { get; init; }
}
