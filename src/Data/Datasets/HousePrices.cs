using System.Numerics.Tensors;

namespace KerasNet;

/// <summary>One part of a data set of house prices.</summary>
/// <param name="Features">Shape (count, features); the columns are named by <see cref="HousePrices.FeatureNames"/>.</param>
/// <param name="Prices">Shape (count): what is to be predicted.</param>
public sealed record HousePriceSplit(Tensor<float> Features, Tensor<float> Prices);

/// <summary>A data set of house prices in its two parts; deconstructs as <c>var ((xTrain, yTrain), (xTest, yTest)) = dataset;</c>.</summary>
/// <param name="Train">The part to learn from.</param>
/// <param name="Test">The part to measure on, which nothing should be learnt or chosen from.</param>
public sealed record HousePrices(HousePriceSplit Train, HousePriceSplit Test)
{
    /// <summary>Where the data came from, as a person would say it: a folder or a server.</summary>
    public required string Source { get; init; }

    /// <summary>The name of each column of the features.</summary>
    public required IReadOnlyList<string> FeatureNames { get; init; }
}
