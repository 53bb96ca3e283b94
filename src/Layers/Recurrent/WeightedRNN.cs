namespace KerasNet.Layers;

/// <summary>A recurrent layer of one of Keras' own cells: the cell's arguments are the layer's.</summary>
public abstract class WeightedRNN : RNN
{
    private readonly WeightedCell _cell;

    private protected WeightedRNN(
        WeightedCell cell, bool returnSequences, bool returnState, bool goBackwards, bool stateful, bool unroll, bool zeroOutputForMask, string? name)
        : base(cell, returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask, name) => _cell = cell;

    /// <inheritdoc cref="WeightedCell.Activation"/>
    public ActivationFunction Activation => _cell.Activation;

    /// <inheritdoc cref="WeightedCell.UseBias"/>
    public bool UseBias => _cell.UseBias;

    /// <inheritdoc cref="WeightedCell.KernelInitializer"/>
    public Initializer KernelInitializer => _cell.KernelInitializer;

    /// <inheritdoc cref="WeightedCell.RecurrentInitializer"/>
    public Initializer RecurrentInitializer => _cell.RecurrentInitializer;

    /// <inheritdoc cref="WeightedCell.BiasInitializer"/>
    public Initializer BiasInitializer => _cell.BiasInitializer;

    /// <inheritdoc cref="WeightedCell.KernelRegularizer"/>
    public Regularizer? KernelRegularizer => _cell.KernelRegularizer;

    /// <inheritdoc cref="WeightedCell.RecurrentRegularizer"/>
    public Regularizer? RecurrentRegularizer => _cell.RecurrentRegularizer;

    /// <inheritdoc cref="WeightedCell.BiasRegularizer"/>
    public Regularizer? BiasRegularizer => _cell.BiasRegularizer;

    /// <inheritdoc cref="WeightedCell.KernelConstraint"/>
    public Constraint? KernelConstraint => _cell.KernelConstraint;

    /// <inheritdoc cref="WeightedCell.RecurrentConstraint"/>
    public Constraint? RecurrentConstraint => _cell.RecurrentConstraint;

    /// <inheritdoc cref="WeightedCell.BiasConstraint"/>
    public Constraint? BiasConstraint => _cell.BiasConstraint;

    /// <inheritdoc cref="WeightedCell.Dropout"/>
    public double Dropout => _cell.Dropout;

    /// <inheritdoc cref="WeightedCell.RecurrentDropout"/>
    public double RecurrentDropout => _cell.RecurrentDropout;

    /// <inheritdoc cref="WeightedCell.Seed"/>
    public long? Seed => _cell.Seed;

    /// <inheritdoc/>
    protected sealed override void Build(Shape inputShape)
    {
        Cell.AdoptDType(this);
        base.Build(inputShape);
    }
}
