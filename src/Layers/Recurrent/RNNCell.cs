namespace KerasNet.Layers;

/// <summary>One step of a recurrent layer: from an input and the states so far to an output and new states. <see cref="RNN"/> walks it over time.</summary>
/// <remarks>
/// <para>A cell of your own says how large its states are (<see cref="StateSizes"/>), makes its weights in <see cref="Layer.Build(Shape)"/> from the shape
/// (batch, features) of one step, and computes a step in <see cref="Step"/>. Constructor arguments should be public properties of the same name, as for every
/// layer.</para>
/// <para>Called by itself, on one step and the argument <c>states</c>, it gives the output and then the new states. Keras: any layer with a <c>state_size</c>.</para>
/// </remarks>
public abstract class RNNCell : Layer
{
    /// <summary>Sets up a cell.</summary>
    /// <param name="name">A name; made from the class name if not given.</param>
    protected RNNCell(string? name = null)
        : base(name)
    {
    }

    /// <summary>The shapes of the states without the batch: <c>[Units]</c> for one state, <c>[Units, Units]</c> for two.</summary>
    public abstract IReadOnlyList<Shape> StateSizes { get; }

    /// <summary>The shape of the output without the batch.</summary>
    /// <value>Default: that of the first state.</value>
    public virtual Shape OutputSize => StateSizes[0];

    /// <summary>The states before the first step: zeros unless overridden.</summary>
    /// <param name="batchSize">The number of rows.</param>
    public virtual IReadOnlyList<KerasTensor> InitialState(int batchSize) => [.. StateSizes.Select(size => Ops.Zeros(size.Prepend(batchSize), DType))];

    /// <summary>Computes one step.</summary>
    /// <param name="input">The step's input (batch, features).</param>
    /// <param name="states">The states so far, (batch, …) each.</param>
    /// <param name="context">Training or not.</param>
    /// <returns>The output and the new states, as many and of the same shapes.</returns>
    public abstract (KerasTensor Output, IReadOnlyList<KerasTensor> States) Step(KerasTensor input, IReadOnlyList<KerasTensor> states, CallContext context);

    /// <summary>Does what needs to be done once per call: products that all steps can share, random draws that hold for all of them.</summary>
    /// <param name="sequence">The input (batch, time, features).</param>
    /// <param name="context">Training or not.</param>
    /// <returns>What the steps see, (batch, time, …), and how one is computed; the sequence itself and <see cref="Step"/> unless overridden.</returns>
    protected internal virtual (KerasTensor Sequence, CellStep Step) Begin(KerasTensor sequence, CallContext context) =>
        (sequence, (input, states) => Step(input, states, context));

    /// <summary>The states after every step, (batch, time, …) each, where an engine computes the whole walk at once; null where steps are walked one by one.</summary>
    internal virtual IReadOnlyList<KerasTensor>? AllSteps(
        KerasTensor sequence, IReadOnlyList<KerasTensor> states, KerasTensor? mask, bool backwards, CallContext context) => null;

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        IReadOnlyList<KerasTensor> states =
            RecurrentStates.Given(this, "states", inputs, context, StateSizes) ?? InitialState(inputs[0].Shape[0]);
        (KerasTensor output, IReadOnlyList<KerasTensor> next) = Step(inputs[0], states, context);
        return [output, .. next];
    }
}

/// <summary>One step of a cell within one call of its layer.</summary>
/// <param name="input">What the step sees, (batch, …).</param>
/// <param name="states">The states so far.</param>
/// <returns>The output and the new states.</returns>
public delegate (KerasTensor Output, IReadOnlyList<KerasTensor> States) CellStep(KerasTensor input, IReadOnlyList<KerasTensor> states);
