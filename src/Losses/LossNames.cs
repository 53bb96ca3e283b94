using KerasNet.Saving;

namespace KerasNet.Losses;

/// <summary>The names under which Keras knows its losses, and the shape-dependent one.</summary>
internal static class LossNames
{
    /// <summary>Short names, each for a class.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["bce"] = nameof(BinaryCrossentropy),
        ["BCE"] = nameof(BinaryCrossentropy),
        ["mse"] = nameof(MeanSquaredError),
        ["MSE"] = nameof(MeanSquaredError),
        ["mae"] = nameof(MeanAbsoluteError),
        ["MAE"] = nameof(MeanAbsoluteError),
        ["mape"] = nameof(MeanAbsolutePercentageError),
        ["MAPE"] = nameof(MeanAbsolutePercentageError),
        ["msle"] = nameof(MeanSquaredLogarithmicError),
        ["MSLE"] = nameof(MeanSquaredLogarithmicError),
        ["kld"] = nameof(KLDivergence),
        ["KLD"] = nameof(KLDivergence),
    };

    /// <summary>A new loss with this name and its default arguments; a user's function or class of that name, too.</summary>
    internal static Loss Create(string name)
    {
        if (CustomObjects.FindFunction<Func<KerasTensor, KerasTensor, KerasTensor>>(name) is { } function)
            return Loss.From(function, name: name);
        if (CustomObjects.IsCustom(name) && CustomObjects.FindType(name, typeof(Loss)) is null)
            throw ConfigFamily.Unregistered("loss", name, "(yTrue, yPred) => …");
        Loss loss = Registry<Loss>.Create(name, "loss", Aliases);
        return loss is CategoricalGeneralizedCrossEntropy
            ? throw new ArgumentException($"Keras has no name for this loss, so '{name}' would not load there. Pass an object: new {nameof(CategoricalGeneralizedCrossEntropy)}().")
            : loss;
    }

    /// <summary>Whether the name stands for a crossentropy that the shapes choose, in any mixture of cases.</summary>
    internal static bool IsCrossentropy(string name) => name.ToLowerInvariant() is "crossentropy" or "ce";

    /// <summary>The crossentropy for these shapes.</summary>
    internal static Loss Crossentropy(Shape yTrue, Shape yPred) => LabelKinds.Of(yTrue, yPred) switch
    {
        LabelKind.Binary => new BinaryCrossentropy(),
        LabelKind.Sparse => new SparseCategoricalCrossentropy(),
        _ => new CategoricalCrossentropy(),
    };
}
