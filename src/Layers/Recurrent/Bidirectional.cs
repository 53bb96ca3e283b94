using KerasNet.Saving;

namespace KerasNet.Layers;

/// <summary>Walks a sequence in both directions and merges what two recurrent layers make of it. Schuster and Paliwal, 1997.</summary>
/// <remarks>
/// <para>The layer given is a pattern: the forward layer is a copy of it, and so is the backward layer unless one is given. Input (batch, time, features); output
/// as that of the layers, with both widths side by side for <c>concat</c>. With returnSequences the backward outputs are turned round, so that both speak of
/// the same step, and masked steps give 0. With returnState the forward layer's states follow, then the backward layer's; <c>initialState</c> takes them in
/// that order.</para>
/// <para>Masks are as for <see cref="RNN"/>. Weights: the forward layer's, then the backward layer's. Keras: <c>keras.layers.Bidirectional</c>.</para>
/// </remarks>
public sealed class Bidirectional : Layer, IStateful
{
    private const string Concat = "concat";

    private static readonly Dictionary<string, Func<KerasTensor, KerasTensor, KerasTensor>> s_merges = new()
    {
        [Concat] = (forward, backward) => Ops.Concatenate([forward, backward]),
        ["sum"] = Ops.Add,
        ["mul"] = Ops.Multiply,
        ["ave"] = (forward, backward) => (forward + backward) / 2,
    };

    /// <summary>Makes the layer.</summary>
    /// <param name="layer">The pattern of the forward layer, which does not go backwards.</param>
    /// <param name="mergeMode"><c>concat</c>, <c>sum</c>, <c>mul</c> or <c>ave</c>; null gives both outputs, forward first.</param>
    /// <param name="backwardLayer">A layer that goes backwards; a copy of the forward one that does if not given.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The merge mode is unknown, both layers go the same way, or they return different things.</exception>
    public Bidirectional(RNN layer, string? mergeMode = Concat, RNN? backwardLayer = null, string? name = null)
        : base(name)
    {
        MergeMode = mergeMode is null || s_merges.ContainsKey(mergeMode)
            ? mergeMode
            : throw Naming.Unknown("merge mode", mergeMode, s_merges.Keys);
        Layer = AddSublayer(Copy(layer, "forward_", layer.GoBackwards));
        BackwardLayer = AddSublayer(backwardLayer ?? Copy(layer, "backward_", goBackwards: true));
        if (Layer.GoBackwards == BackwardLayer.GoBackwards)
            throw new ArgumentException(
                $"{this}: one layer must go forwards and the other backwards. Received two that go {(layer.GoBackwards ? "backwards" : "forwards")}: " +
                $"{layer} and {backwardLayer ?? layer}. {(backwardLayer is null ? "Leave out goBackwards" : "Set goBackwards in one of them")}.");
        RefuseUnequal("returnSequences", Layer.ReturnSequences, BackwardLayer.ReturnSequences);
        RefuseUnequal("returnState", Layer.ReturnState, BackwardLayer.ReturnState);
        RefuseUnequal("stateful", Layer.Stateful, BackwardLayer.Stateful);

        // Otherwise a masked step would show an earlier step on one side and a later one on the other.
        Layer.ZeroOutputForMask = BackwardLayer.ZeroOutputForMask = Layer.ReturnSequences;
    }

    /// <summary>The layer that goes forwards.</summary>
    public RNN Layer { get; }

    /// <summary>How the two outputs become one; null if they stay two.</summary>
    /// <value>Default: <c>concat</c>.</value>
    public string? MergeMode { get; }

    /// <summary>The layer that goes backwards.</summary>
    public RNN BackwardLayer { get; }

    /// <summary>The states that stateful layers keep between calls: the forward layer's, then the backward layer's.</summary>
    public IReadOnlyList<Variable> States => [.. Layer.States, .. BackwardLayer.States];

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    internal override string FirstArgument => "sequences";

    internal override IEnumerable<KeyValuePair<string, object>> SavedAttributes => [new("backward_layer", BackwardLayer), new("forward_layer", Layer)];

    private protected override bool SetsMask => true;

    /// <summary>Lets both layers start from zeros again.</summary>
    /// <exception cref="InvalidOperationException">The layers are not stateful.</exception>
    public void ResetState()
    {
        if (!Layer.Stateful)
            throw new InvalidOperationException($"{this} keeps no state between calls, so there is none to reset. Make its layer with stateful: true.");
        Layer.ResetState();
        BackwardLayer.ResetState();
    }

    /// <summary>The outputs for an input and the states to start from: new symbols.</summary>
    /// <param name="input">The input (batch, time, features).</param>
    /// <param name="initialState">The forward layer's states, then the backward layer's.</param>
    /// <exception cref="ShapeException">Input or states do not fit the layers.</exception>
    public IReadOnlyList<KerasTensor> Apply(KerasTensor input, IReadOnlyList<KerasTensor> initialState) =>
        Apply([input], new Dictionary<string, object?> { [RecurrentStates.Argument] = initialState });

    private protected override (IReadOnlyList<KerasTensor> Inputs, IReadOnlyDictionary<string, object?>? Arguments) WithNamedInputs(
        IReadOnlyList<KerasTensor> inputs, IReadOnlyDictionary<string, object?>? arguments) => RecurrentStates.AsArgument(inputs, arguments);

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        Layer.EnsureBuilt(inputShape);
        BackwardLayer.EnsureBuilt(inputShape);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        KerasTensor? mask = context.Argument<KerasTensor>("mask");
        IReadOnlyList<Shape> sizes = [.. Layer.Cell.StateSizes, .. BackwardLayer.Cell.StateSizes];
        IReadOnlyList<KerasTensor>? states = RecurrentStates.Given(this, RecurrentStates.Argument, inputs, context, sizes);
        int forwards = Layer.Cell.StateSizes.Count;
        IReadOnlyList<KerasTensor> forward = Walk(Layer, inputs[0], states?.Take(forwards), mask, context);
        IReadOnlyList<KerasTensor> backward = Walk(BackwardLayer, inputs[0], states?.Skip(forwards), mask, context);
        KerasTensor turned = Layer.ReturnSequences ? Ops.Flip(backward[0], 1) : backward[0];
        turned.Mask = backward[0].Mask;
        if (MergeMode is null)
            return [forward[0], turned, .. forward.Skip(1), .. backward.Skip(1)];
        if (MergeMode != Concat && forward[0].Shape != turned.Shape)
            throw new ShapeException(
                $"Layer '{Name}' (Bidirectional) can merge by '{MergeMode}' only outputs of one shape. Received: {forward[0].Shape} and {turned.Shape}. Use " +
                "layers of equal size, or concat.");
        KerasTensor merged = s_merges[MergeMode](forward[0], turned);
        merged.Mask = forward[0].Mask;
        return [merged, .. forward.Skip(1), .. backward.Skip(1)];
    }

    private static IReadOnlyList<KerasTensor> Walk(
        RNN layer, KerasTensor input, IEnumerable<KerasTensor>? states, KerasTensor? mask, CallContext context)
    {
        Dictionary<string, object?> arguments = [];
        if (states is not null)
            arguments[RecurrentStates.Argument] = states.ToArray();
        if (mask is not null)
            arguments["mask"] = mask;
        return layer.Invoke([input], context, arguments);
    }

    private static RNN Copy(RNN layer, string prefix, bool goBackwards)
    {
        string name = layer.Name.StartsWith(prefix, StringComparison.Ordinal) ? layer.Name : prefix + layer.Name;
        return ObjectCopy.Of(layer, ("name", name), ("goBackwards", goBackwards));
    }

    private void RefuseUnequal(string what, bool forward, bool backward)
    {
        if (forward != backward)
            throw new ArgumentException($"{this}: {what} must be the same in both layers. Received: {forward} in {Layer}, {backward} in {BackwardLayer}.");
    }
}
