namespace KerasNet.Layers;

/// <summary>The simplest recurrent cell: <c>h' = activation(x · kernel + bias + h · recurrentKernel)</c>. Elman, 1990.</summary>
/// <remarks>
/// <para>Input (batch, features) and one state (batch, units), which is also the output. Weights: kernel (features, units), recurrent_kernel (units, units), bias
/// (units).</para>
/// <para>Keras: <c>keras.layers.SimpleRNNCell</c>.</para>
/// </remarks>
/// <param name="units">The size of the state, 1 or more.</param>
/// <param name="activation">Applied to the sum; tanh if not given: pass <c>linear</c> for none.</param>
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
/// <param name="dropout">The part of the input that is dropped in training, in [0, 1].</param>
/// <param name="recurrentDropout">The part of the state that is dropped in training, in [0, 1].</param>
/// <param name="seed">Where the draws start.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <exception cref="ArgumentException">units is below 1, or a rate is not in [0, 1].</exception>
public sealed class SimpleRNNCell(
    int units,
    ActivationFunction? activation = null,
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
    long? seed = null,
    string? name = null)
    : DenseCell(
        units,
        new(
            activation ?? "tanh", useBias, kernelInitializer, recurrentInitializer, biasInitializer, kernelRegularizer, recurrentRegularizer,
            biasRegularizer, kernelConstraint, recurrentConstraint, biasConstraint, dropout, recurrentDropout, seed),
        name)
{
    private protected override int Gates => 1;

    // Unlike Keras' other cells.
    private protected override bool RateOfOneActs => true;

    private protected override (KerasTensor Output, IReadOnlyList<KerasTensor> States) Step(
        KerasTensor projected, IReadOnlyList<KerasTensor> states, KerasTensor[]? factors)
    {
        KerasTensor h = Activation.Call(projected + Recur(states[0], factors));
        return (h, [h]);
    }
}
