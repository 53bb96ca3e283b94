using KerasNet.Layers;

namespace KerasNet.Losses;

/// <summary>How the losses of single samples become one number.</summary>
public enum Reduction
{
    /// <summary>Σ weighted losses / their count (not / Σ weights). Keras' default, also called <c>mean</c>.</summary>
    SumOverBatchSize,

    /// <summary>Σ weighted losses.</summary>
    Sum,

    /// <summary>Σ weighted losses / Σ weights.</summary>
    MeanWithSampleWeight,

    /// <summary>No reduction: one loss per sample.</summary>
    None,
}

/// <summary>What training minimizes: a number that says how far predictions are from the truth.</summary>
/// <remarks>Names convert by themselves where a model is compiled. One of your own overrides <see cref="Call"/> or is made by <see cref="From"/>.</remarks>
public abstract class Loss
{
    /// <summary>Sets up a loss.</summary>
    /// <param name="reduction">How the losses of single samples become one number.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    protected Loss(Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    {
        Reduction = reduction;
        Name = name ?? Naming.SnakeCase(Naming.ClassName(GetType()));
    }

    /// <summary>The loss's name.</summary>
    public string Name { get; }

    /// <summary>How the losses of single samples become one number.</summary>
    /// <value>Default: sum over batch size.</value>
    public Reduction Reduction { get; }

    /// <summary>A loss made of a function from (yTrue, yPred) to one loss per sample.</summary>
    public static Loss From(Func<KerasTensor, KerasTensor, KerasTensor> function, Reduction reduction = Reduction.SumOverBatchSize, string? name = null) =>
        new FunctionLoss(function, reduction, name);

    /// <summary>The losses of single samples: the last axis of the predictions is averaged (or summed) away.</summary>
    /// <param name="yTrue">The truth.</param>
    /// <param name="yPred">The predictions.</param>
    public abstract KerasTensor Call(KerasTensor yTrue, KerasTensor yPred);

    /// <summary>The loss after weights, the predictions' mask and the reduction.</summary>
    /// <param name="yTrue">The truth.</param>
    /// <param name="yPred">The predictions; their mask counts as weights of 0 and of total / kept.</param>
    /// <param name="sampleWeight">Weights (n) or (n, t), or one number.</param>
    public KerasTensor Apply(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight = null) =>
        throw new NotImplementedException();

    private sealed class FunctionLoss(Func<KerasTensor, KerasTensor, KerasTensor> function, Reduction reduction, string? name)
        : Loss(reduction, name ?? Naming.SnakeCase(function.Method.Name))
    {
        public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) => function(yTrue, yPred);
    }
}
