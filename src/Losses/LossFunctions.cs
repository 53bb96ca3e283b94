namespace KerasNet.Losses;

/// <summary>The losses of Keras as functions from (yTrue, yPred) to one number per sample, without weights and reduction.</summary>
public static partial class LossFunctions
{
    private static readonly double s_epsilon = Keras.Epsilon;

    /// <summary>The loss function with this name and its default arguments, for example <c>mse</c> or <c>kl_divergence</c>.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names and the nearest.</exception>
    public static Func<KerasTensor, KerasTensor, KerasTensor> Get(string name)
    {
        Loss loss = LossNames.Create(name);
        return (yTrue, yPred) =>
        {
            (yTrue, yPred) = Alignment.SameRank(yTrue, yPred);
            return loss.Call(yTrue, yPred);
        };
    }

    private static KerasTensor MeanLast(KerasTensor x) => x.Rank == 0 ? x : Ops.Mean(x, [-1]);

    private static KerasTensor SumLast(KerasTensor x) => x.Rank == 0 ? x : Ops.Sum(x, [-1]);
}
