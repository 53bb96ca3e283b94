namespace KerasNet.Losses;

/// <summary>Connectionist temporal classification: −ln of the probability that the steps spell the labels, with blanks and repeats.</summary>
/// <remarks>Predictions are logits (n, steps, classes), labels class numbers (n, labels); 0 is the blank, and as many labels count as are not 0.</remarks>
/// <param name="reduction">How the losses of single samples become one number.</param>
/// <param name="name">A name; made from the class name if not given.</param>
public sealed class CTC(Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) =>
        LossFunctions.Ctc(yTrue, yPred);
}
