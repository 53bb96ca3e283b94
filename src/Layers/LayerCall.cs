namespace KerasNet.Layers;

/// <summary>One call of a layer on symbols while a model was defined: what a functional model replays. Keras' Node.</summary>
/// <param name="layer">The layer.</param>
/// <param name="inputs">The symbols it was called on.</param>
/// <param name="arguments">Further arguments of the call.</param>
/// <param name="index">The how many-th call of this layer it was.</param>
internal sealed class LayerCall(Layer layer, IReadOnlyList<KerasTensor> inputs, IReadOnlyDictionary<string, object?>? arguments, int index)
{
    internal Layer Layer => layer;

    internal IReadOnlyList<KerasTensor> Inputs => inputs;

    internal IReadOnlyDictionary<string, object?>? Arguments => arguments;

    internal int Index => index;

    /// <summary>The symbols it made.</summary>
    internal IReadOnlyList<KerasTensor> Outputs { get; set; } = [];

    /// <summary>All symbols the call depends on: inputs, and symbols among the arguments.</summary>
    internal IReadOnlyList<KerasTensor> AllInputs =>
        [
            .. Inputs,
            .. (Arguments?.Values ?? [])
                .SelectMany(value => value is KerasTensor single ? [single] : value as IEnumerable<KerasTensor?> ?? [])
                .OfType<KerasTensor>(),
        ];

    /// <summary>The arguments with symbols replaced by what they are in a trace; other tensors stay.</summary>
    internal IReadOnlyDictionary<string, object?>? TracedArguments(IReadOnlyDictionary<KerasTensor, KerasTensor> traced) =>
        Arguments?.ToDictionary(pair => pair.Key, pair => pair.Value switch
        {
            KerasTensor tensor => traced.GetValueOrDefault(tensor, tensor),
            IEnumerable<KerasTensor?> tensors => tensors.Select(tensor => tensor is null ? null : traced.GetValueOrDefault(tensor, tensor)).ToArray(),
            var other => other,
        });

    /// <summary>The call that made a symbol, and which of its outputs the symbol is; null for an operation or a free symbol.</summary>
    internal static (LayerCall Call, int Index)? Of(KerasTensor symbol) => symbol.Origin is SymbolOrigin origin ? (origin.Call, origin.Index) : null;

    public override string ToString() => $"{Layer.Name}[{Index}]";
}

/// <summary>Where a symbol comes from: output <paramref name="Index"/> of a layer's call. Keras' _keras_history.</summary>
internal sealed record SymbolOrigin(LayerCall Call, int Index)
{
    public override string ToString() => $"{Call}[{Index}]";
}
