using KerasNet.Losses;

namespace KerasNet.Metrics;

public static partial class MetricFunctions
{
    private static readonly Dictionary<string, Func<KerasTensor, KerasTensor, KerasTensor>> s_functions = new()
    {
        ["accuracy"] = Accuracy,
        ["binary_accuracy"] = (yTrue, yPred) => BinaryAccuracy(yTrue, yPred),
        ["categorical_accuracy"] = CategoricalAccuracy,
        ["sparse_categorical_accuracy"] = SparseCategoricalAccuracy,
        ["top_k_categorical_accuracy"] = (yTrue, yPred) => TopKCategoricalAccuracy(yTrue, yPred),
        ["sparse_top_k_categorical_accuracy"] = (yTrue, yPred) => SparseTopKCategoricalAccuracy(yTrue, yPred),
        ["cosine_similarity"] = (yTrue, yPred) => CosineSimilarity(yTrue, yPred),
        ["pearson_correlation"] = (yTrue, yPred) => PearsonCorrelation(yTrue, yPred),
        ["concordance_correlation"] = (yTrue, yPred) => ConcordanceCorrelation(yTrue, yPred),
    };

    /// <summary>The metric function with this name and its default arguments, for example <c>binary_accuracy</c>; loss functions are metric functions too.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names and the nearest.</exception>
    public static Func<KerasTensor, KerasTensor, KerasTensor> Get(string name) =>
        s_functions.TryGetValue(name, out Func<KerasTensor, KerasTensor, KerasTensor>? function) ? function : LossFunctions.Get(name);
}
