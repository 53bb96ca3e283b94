namespace KerasNet.Layers;

/// <summary>A recurrent layer whose steps are vectors.</summary>
public abstract class DenseRNN : WeightedRNN
{
    private protected DenseRNN(
        DenseCell cell, bool returnSequences, bool returnState, bool goBackwards, bool stateful, bool unroll, bool zeroOutputForMask, string? name)
        : base(cell, returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask, name)
    {
    }

    /// <inheritdoc cref="DenseCell.Units"/>
    public int Units => ((DenseCell)Cell).Units;

    private protected sealed override int? InputRank => 3;
}
