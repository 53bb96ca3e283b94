namespace KerasNet;

/// <summary>A labelled image data set in its two parts; deconstructs as <c>var ((xTrain, yTrain), (xTest, yTest)) = dataset;</c>.</summary>
/// <param name="Train">The part to learn from.</param>
/// <param name="Test">The part to measure on, which nothing should be learnt or chosen from.</param>
public sealed record LabelledImages(LabelledImageSplit Train, LabelledImageSplit Test)
{
    /// <summary>Where the data came from, as a person would say it: a folder, a server, or "drawn by the library".</summary>
    public required string Source { get; init; }

    /// <summary>The name of each class, in the order of the labels.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }
}
