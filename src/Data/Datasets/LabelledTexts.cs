namespace KerasNet;

/// <summary>One part of a data set of texts: the texts and, in the same order, their classes.</summary>
/// <param name="Texts">The texts as they were written.</param>
/// <param name="Labels">The class of each text, 0 to classes - 1.</param>
public sealed record TextSplit(string[] Texts, int[] Labels);

/// <summary>A data set of texts in its two parts; deconstructs as <c>var ((xTrain, yTrain), (xTest, yTest)) = dataset;</c>.</summary>
/// <param name="Train">The part to learn from.</param>
/// <param name="Test">The part to measure on, which nothing should be learnt or chosen from.</param>
public sealed record LabelledTexts(TextSplit Train, TextSplit Test)
{
    /// <summary>Where the data came from, as a person would say it: a folder or a server.</summary>
    public required string Source { get; init; }
}
