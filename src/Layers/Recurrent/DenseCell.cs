namespace KerasNet.Layers;

/// <summary>A cell whose inputs and states are vectors, which meet their kernels in matrix products.</summary>
public abstract class DenseCell : WeightedCell
{
    private protected DenseCell(int units, CellArguments arguments, string? name)
        : base(arguments, name) => Units = Check.Positive(units, nameof(units), this);

    /// <summary>The size of the output and of each state.</summary>
    public int Units { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Shape> StateSizes => [Units];

    /// <summary>The shape of the bias.</summary>
    private protected virtual Shape BiasShape => [Gates * Units];

    /// <summary>First values of the bias.</summary>
    private protected virtual Initializer FirstBias => BiasInitializer;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        Check.Rank(this, inputShape, 2, "(batch, features) per step");
        BuildWeights([inputShape[^1], Gates * Units], [Units, Gates * Units], BiasShape, FirstBias);
    }

    private protected sealed override KerasTensor InputProduct(KerasTensor sequence, KerasTensor kernel)
    {
        if (sequence.Shape[^1] != kernel.Shape[0])
            throw new ShapeException(
                $"Layer '{Name}' ({GetType().Name}) was built for inputs with {kernel.Shape[0]} features per step. Received: {sequence.Shape}.");
        return Ops.MatMul(sequence, kernel);
    }

    private protected sealed override KerasTensor StateProduct(KerasTensor state, KerasTensor kernel) => Ops.MatMul(state, kernel);

    /// <summary>Whether the engine's composite operations compute the cell: they know tanh and sigmoid, and no recurrent dropout.</summary>
    private protected bool IsPlain(ActivationFunction recurrentActivation, CallContext context) =>
        Activation.Is("tanh") && recurrentActivation.Is("sigmoid") && !DropsStates(context);
}
