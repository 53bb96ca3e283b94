namespace KerasNet.Losses;

/// <summary>Circle loss: samples of one class shall have embeddings in one direction, others not.</summary>
/// <remarks>Predictions are embeddings (n, d) of length 1, labels class numbers. Samples without a partner in the batch are left out.</remarks>
/// <param name="gamma">How steep the loss is.</param>
/// <param name="margin">How far apart classes shall be, 0 to 1.</param>
/// <param name="removeDiagonal">Whether a sample does not count as its own partner.</param>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class Circle(double gamma = 80, double margin = 0.4, bool removeDiagonal = true, Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <summary>How steep the loss is.</summary>
    /// <value>Default: 80.</value>
    public double Gamma { get; } = gamma;

    /// <summary>How far apart classes shall be, 0 to 1.</summary>
    /// <value>Default: 0.4.</value>
    public double Margin { get; } = margin;

    /// <summary>Whether a sample does not count as its own partner.</summary>
    /// <value>Default: true.</value>
    public bool RemoveDiagonal { get; } = removeDiagonal;

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.Circle(yTrue, yPred, Gamma, Margin, RemoveDiagonal);
}
