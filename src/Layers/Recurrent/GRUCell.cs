namespace KerasNet.Layers;

/// <summary>A gated recurrent unit: one gate decides how much of the state stays, another how much of it the new candidate sees. Cho et al., 2014.</summary>
/// <remarks>
/// <para>With the gates z = σ(x·Wz + h·Rz + b) and r = σ(x·Wr + h·Rr + b): h' = z·h + (1 − z)·h̃. After the product (the default, as cuDNN does) the reset gate acts in
/// h̃ = tanh(x·Wh + r·(h·Rh + b)), before it in h̃ = tanh(x·Wh + (r·h)·Rh + b). σ is the recurrent activation and tanh the activation.</para>
/// <para>Input (batch, features) and one state (batch, units), which is also the output. Weights: kernel (features, 3·units), recurrent_kernel (units, 3·units),
/// bias (2, 3·units), a row for the input and one for the state, or (3·units) where the reset gate acts before. Keras: <c>keras.layers.GRUCell</c>.</para>
/// </remarks>
public sealed class GRUCell : DenseCell
{
    /// <summary>Makes the cell.</summary>
    /// <param name="units">The size of the state, 1 or more.</param>
    /// <param name="activation">Applied to the candidate; tanh if not given: pass <c>linear</c> for none.</param>
    /// <param name="recurrentActivation">Applied to the gates; sigmoid if not given.</param>
    /// <param name="useBias">Whether a bias is added.</param>
    /// <param name="kernelInitializer">First values of the kernel for the input; <c>glorot_uniform</c> if not given.</param>
    /// <param name="recurrentInitializer">First values of the kernel for the state; <c>orthogonal</c> if not given.</param>
    /// <param name="biasInitializer">First values of the bias; <c>zeros</c> if not given.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel for the input.</param>
    /// <param name="recurrentRegularizer">A penalty on the kernel for the state.</param>
    /// <param name="biasRegularizer">A penalty on the bias.</param>
    /// <param name="kernelConstraint">Applied to the kernel for the input after each step of the optimizer.</param>
    /// <param name="recurrentConstraint">Applied to the kernel for the state after each step of the optimizer.</param>
    /// <param name="biasConstraint">Applied to the bias after each step of the optimizer.</param>
    /// <param name="dropout">The part of the input that is dropped in training, in [0, 1]; 1 drops nothing, as in Keras.</param>
    /// <param name="recurrentDropout">The part of the state that is dropped in training, in [0, 1]; above 0 each gate draws masks of its own.</param>
    /// <param name="resetAfter">Whether the reset gate acts after the product of state and kernel.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">units is below 1, or a rate is not in [0, 1].</exception>
    public GRUCell(
        int units,
        ActivationFunction? activation = null,
        ActivationFunction? recurrentActivation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? recurrentRegularizer = null,
        Regularizer? biasRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null,
        Constraint? biasConstraint = null,
        double dropout = 0,
        double recurrentDropout = 0,
        bool resetAfter = true,
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
        ResetAfter = resetAfter;
    }

    /// <summary>Applied to the gates.</summary>
    /// <value>Default: sigmoid.</value>
    public ActivationFunction RecurrentActivation { get; }

    /// <summary>Whether the reset gate acts after the product of state and kernel.</summary>
    /// <value>Default: true.</value>
    public bool ResetAfter { get; }

    private protected override int Gates => 3;

    private protected override Shape BiasShape => ResetAfter ? [2, Gates * Units] : [Gates * Units];

    private protected override KerasTensor? InputBias => ResetAfter ? BiasRow(0) : base.InputBias;

    internal override IReadOnlyList<KerasTensor>? AllSteps(
        KerasTensor sequence, IReadOnlyList<KerasTensor> states, KerasTensor? mask, bool backwards, CallContext context) =>
        IsPlain(RecurrentActivation, context)
            ? [Ops.Gru(Project(sequence, context), RecurrentKernel, ResetAfter ? BiasRow(1) : null, states[0], mask, ResetAfter, backwards)]
            : null;

    private protected override (KerasTensor Output, IReadOnlyList<KerasTensor> States) Step(
        KerasTensor projected, IReadOnlyList<KerasTensor> states, KerasTensor[]? factors)
    {
        KerasTensor h = states[0];
        KerasTensor[] x = Ops.Split(projected, Gates, -1);
        (KerasTensor z, KerasTensor candidate) = ResetAfter ? After(x, h, factors) : Before(x, h, factors);
        KerasTensor next = z * h + (1 - z) * candidate;
        return (next, [next]);
    }

    private (KerasTensor Update, KerasTensor Candidate) After(KerasTensor[] x, KerasTensor h, KerasTensor[]? factors)
    {
        KerasTensor sums = Recur(h, factors);
        if (BiasRow(1) is { } bias)
            sums += bias;
        KerasTensor[] inner = Ops.Split(sums, Gates, -1);
        KerasTensor r = RecurrentActivation.Call(x[1] + inner[1]);
        return (RecurrentActivation.Call(x[0] + inner[0]), Activation.Call(x[2] + r * inner[2]));
    }

    private (KerasTensor Update, KerasTensor Candidate) Before(KerasTensor[] x, KerasTensor h, KerasTensor[]? factors)
    {
        KerasTensor[] kernels = Ops.Split(RecurrentKernel, Gates, -1);
        KerasTensor[] seen = [.. Enumerable.Range(0, Gates).Select(gate => factors is null ? h : h * factors[gate])];
        KerasTensor z = RecurrentActivation.Call(x[0] + StateProduct(seen[0], kernels[0]));
        KerasTensor r = RecurrentActivation.Call(x[1] + StateProduct(seen[1], kernels[1]));
        return (z, Activation.Call(x[2] + StateProduct(r * seen[2], kernels[2])));
    }

    private KerasTensor? BiasRow(int row) => Bias is null ? null : Ops.Take(Bias, 0, row);
}
