namespace KerasNet.Layers;

/// <summary>Long short-term memory: gates decide what a cell state takes in, keeps and shows. Hochreiter and Schmidhuber, 1997; Gers et al., 2000.</summary>
/// <remarks>
/// <para>With z = x · kernel + h · recurrentKernel + bias, cut into i, f, c̃ and o: c' = σ(f)·c + σ(i)·tanh(c̃), h' = σ(o)·tanh(c'), where σ is the recurrent
/// activation and tanh the activation.</para>
/// <para>Input (batch, features) and two states, h and c (batch, units); h is also the output. Weights: kernel (features, 4·units), recurrent_kernel (units,
/// 4·units), bias (4·units). Keras: <c>keras.layers.LSTMCell</c>.</para>
/// </remarks>
public sealed class LSTMCell : DenseCell
{
    /// <summary>Makes the cell.</summary>
    /// <param name="units">The size of each state, 1 or more.</param>
    /// <param name="activation">Applied to what may enter the cell state and to what leaves it; tanh if not given: pass <c>linear</c> for none.</param>
    /// <param name="recurrentActivation">Applied to the gates; sigmoid if not given.</param>
    /// <param name="useBias">Whether a bias is added.</param>
    /// <param name="kernelInitializer">First values of the kernel for the input; <c>glorot_uniform</c> if not given.</param>
    /// <param name="recurrentInitializer">First values of the kernel for the state; <c>orthogonal</c> if not given.</param>
    /// <param name="biasInitializer">First values of the bias; <c>zeros</c> if not given.</param>
    /// <param name="unitForgetBias">Whether the bias of the forget gate starts at 1, so that the cell begins by remembering. Jozefowicz et al., 2015.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel for the input.</param>
    /// <param name="recurrentRegularizer">A penalty on the kernel for the state.</param>
    /// <param name="biasRegularizer">A penalty on the bias.</param>
    /// <param name="kernelConstraint">Applied to the kernel for the input after each step of the optimizer.</param>
    /// <param name="recurrentConstraint">Applied to the kernel for the state after each step of the optimizer.</param>
    /// <param name="biasConstraint">Applied to the bias after each step of the optimizer.</param>
    /// <param name="dropout">The part of the input that is dropped in training, in [0, 1]; 1 drops nothing, as in Keras.</param>
    /// <param name="recurrentDropout">The part of h that is dropped in training, in [0, 1]; above 0 each gate draws masks of its own.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">units is below 1, or a rate is not in [0, 1].</exception>
    public LSTMCell(
        int units,
        ActivationFunction? activation = null,
        ActivationFunction? recurrentActivation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null,
        bool unitForgetBias = true,
        Regularizer? kernelRegularizer = null,
        Regularizer? recurrentRegularizer = null,
        Regularizer? biasRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null,
        Constraint? biasConstraint = null,
        double dropout = 0,
        double recurrentDropout = 0,
        long? seed = null,
        string? name = null)
        : base(
            units,
            new(
                activation ?? "tanh", useBias, kernelInitializer, recurrentInitializer, biasInitializer, kernelRegularizer, recurrentRegularizer,
                biasRegularizer, kernelConstraint, recurrentConstraint, biasConstraint, dropout, recurrentDropout, seed),
            name)
    {
        RecurrentActivation = recurrentActivation ?? "sigmoid";
        AddActivation(RecurrentActivation);
        UnitForgetBias = unitForgetBias;
    }

    /// <summary>Applied to the gates.</summary>
    /// <value>Default: sigmoid.</value>
    public ActivationFunction RecurrentActivation { get; }

    /// <summary>Whether the bias of the forget gate starts at 1.</summary>
    /// <value>Default: true.</value>
    public bool UnitForgetBias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Shape> StateSizes => [Units, Units];

    private protected override int Gates => GatedMemory.Gates;

    private protected override Initializer FirstBias => UnitForgetBias ? new ForgetGateOfOnes(BiasInitializer) : BiasInitializer;

    internal override IReadOnlyList<KerasTensor>? AllSteps(
        KerasTensor sequence, IReadOnlyList<KerasTensor> states, KerasTensor? mask, bool backwards, CallContext context)
    {
        if (!IsPlain(RecurrentActivation, context))
            return null;
        (KerasTensor h, KerasTensor c) = Ops.Lstm(Project(sequence, context), RecurrentKernel, states[0], states[1], mask, backwards);
        return [h, c];
    }

    private protected override (KerasTensor Output, IReadOnlyList<KerasTensor> States) Step(
        KerasTensor projected, IReadOnlyList<KerasTensor> states, KerasTensor[]? factors) =>
        GatedMemory.Step(projected + Recur(states[0], factors), states[1], Activation, RecurrentActivation);
}
