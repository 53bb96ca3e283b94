namespace KerasNet.Layers;

/// <summary>Where data enters a model. Keras' Input and InputLayer.</summary>
/// <remarks>
/// As the first entry of a Sequential it fixes the input shape; in a functional model <see cref="Output"/> is the symbol to start from, and an Input can be
/// used in its place.
/// </remarks>
[KerasName("InputLayer")]
public sealed class Input : Layer
{
    /// <summary>Declares an input.</summary>
    /// <param name="shape">The dimensions without the batch; <see cref="Shape.Unknown"/> marks open ones.</param>
    /// <param name="batchSize">The batch size, if it is fixed.</param>
    /// <param name="dtype">The dtype of the data; float32 if not given.</param>
    /// <param name="name">A name; <c>input_layer</c> if not given.</param>
    public Input(Shape shape, int? batchSize = null, DType? dtype = null, string? name = null)
        : base(name ?? Naming.Unique("input_layer"))
    {
        DType = dtype ?? DType.Float32;
        BatchShape = shape.Prepend(batchSize ?? Shape.Unknown);
        Built = true;
        LayerCall call = new(this, [], null, 0);
        Output = KerasTensor.Symbol(BatchShape, DType, new SymbolOrigin(call, 0));
        call.Outputs = [Output];
        InputCall = call;
    }

    /// <summary>The dimensions with the batch.</summary>
    public Shape BatchShape { get; }

    /// <summary>The symbol that stands for the data.</summary>
    public KerasTensor Output { get; }

    /// <summary>The record that functional models find behind <see cref="Output"/>.</summary>
    internal LayerCall InputCall { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <summary>The symbol that stands for the data.</summary>
    public static implicit operator KerasTensor(Input input) => input.Output;

    /// <summary>The output of a layer for this input.</summary>
    public KerasTensor Then(Layer layer) => layer.Apply(Output);

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context) => input;
}
