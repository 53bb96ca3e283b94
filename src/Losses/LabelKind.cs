namespace KerasNet.Losses;

/// <summary>What labels mean, as far as shapes tell. Keras chooses accuracies and crossentropies by it.</summary>
internal enum LabelKind
{
    /// <summary>One prediction per sample: the probability of the label 1.</summary>
    Binary,

    /// <summary>A class number against one prediction per class.</summary>
    Sparse,

    /// <summary>One label per prediction: one-hot.</summary>
    Categorical,
}

/// <summary>Tells kinds of labels apart.</summary>
internal static class LabelKinds
{
    /// <summary>The kind by Keras' rule: by shape alone, whatever the loss or the activation. (So multi-label targets count as categorical.)</summary>
    internal static LabelKind Of(Shape yTrue, Shape yPred)
    {
        if (yPred.Rank == 0 || yPred[^1] == 1)
            return LabelKind.Binary;
        return yTrue.Rank < yPred.Rank || yTrue[^1] == 1 ? LabelKind.Sparse : LabelKind.Categorical;
    }
}
