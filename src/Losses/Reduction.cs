namespace KerasNet.Losses;

/// <summary>How the losses of single samples become one number.</summary>
public enum Reduction
{
    /// <summary>Σ weighted losses / their count (not / Σ weights). Keras' default.</summary>
    SumOverBatchSize,

    /// <summary>Another word for <see cref="SumOverBatchSize"/>.</summary>
    Mean = SumOverBatchSize,

    /// <summary>Σ weighted losses.</summary>
    Sum = 1,

    /// <summary>Σ weighted losses / Σ weights.</summary>
    MeanWithSampleWeight,

    /// <summary>No reduction: one loss per sample.</summary>
    None,
}
