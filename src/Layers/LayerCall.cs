namespace KerasNet.Layers;

/// <summary>One call of a layer on symbols while a model was defined: what a functional model replays. Keras' Node.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Inputs">The symbols it was called on.</param>
/// <param name="Arguments">Further arguments of the call.</param>
/// <param name="Index">The how many-th call of this layer it was.</param>
internal sealed record LayerCall(Layer Layer, IReadOnlyList<KerasTensor> Inputs, IReadOnlyDictionary<string, object?>? Arguments, int Index)
{
    /// <summary>The symbols it made.</summary>
    internal IReadOnlyList<KerasTensor> Outputs { get; set; } = [];

    /// <summary>The call that made a symbol, and which of its outputs the symbol is; null for an operation or a free symbol.</summary>
    internal static (LayerCall Call, int Index)? Of(KerasTensor symbol) => symbol.Origin is SymbolOrigin origin ? (origin.Call, origin.Index) : null;

    public override string ToString() => $"{Layer.Name}[{Index}]";
}

/// <summary>Where a symbol comes from: output <paramref name="Index"/> of a layer's call. Keras' _keras_history.</summary>
internal sealed record SymbolOrigin(LayerCall Call, int Index)
{
    public override string ToString() => $"{Call}[{Index}]";
}
