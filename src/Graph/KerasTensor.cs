namespace KerasNet;

/// <summary>A symbol: something that will be a tensor when a program runs. It has a shape, a dtype and the node that makes it, but no numbers.</summary>
/// <remarks>
/// Layers and operations work on these alone. While a model is defined, shapes may have unknown dimensions (the batch); inside a trace every dimension is known.
/// The operators <c>+ - * /</c>, comparisons in <see cref="Ops"/> and every other operation return new symbols.
/// </remarks>
public sealed class KerasTensor
{
    internal KerasTensor(Node node, int index, Shape shape, DType type)
    {
        Node = node;
        Index = index;
        Shape = shape;
        DType = type;
    }

    /// <summary>The node that makes this tensor.</summary>
    public Node Node { get; }

    /// <summary>Which of the node's outputs this is.</summary>
    public int Index { get; }

    /// <summary>The dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>The element type.</summary>
    public DType DType { get; }

    /// <summary>The number of dimensions.</summary>
    public int Rank => Shape.Rank;

    /// <summary>Which entries count (bool, true = keep), as layers such as Masking and Embedding attach it; null when all do. Keras' <c>_keras_mask</c>.</summary>
    public KerasTensor? Mask { get; set; }

    /// <summary>True for a symbol of a model's definition, whose shape may have unknown dimensions; false inside a trace.</summary>
    public bool IsSymbol => Node.Attributes is SymbolAttributes;

    /// <summary>A symbol of a model's definition that stands for data to come or for the result of a call.</summary>
    /// <param name="shape">The dimensions, unknown ones included.</param>
    /// <param name="type">The element type.</param>
    /// <param name="origin">What made it: the record of a layer's call, or null for an input.</param>
    internal static KerasTensor Symbol(Shape shape, DType type, object? origin) =>
        new Node(Op.Input, [], new SymbolAttributes(origin), [new TensorType(shape, type)]).Outputs[0];

    /// <summary>What made this symbol of a definition.</summary>
    internal object? Origin => (Node.Attributes as SymbolAttributes)?.Origin;

    /// <summary>a + b, elementwise with broadcasting.</summary>
    public static KerasTensor operator +(KerasTensor a, KerasTensor b) => Ops.Add(a, b);

    /// <summary>a + b for a number, taken in the dtype of the tensor.</summary>
    public static KerasTensor operator +(KerasTensor a, double b) => Ops.Add(a, Ops.Scalar(b, a));

    /// <summary>a + b for a number, taken in the dtype of the tensor.</summary>
    public static KerasTensor operator +(double a, KerasTensor b) => Ops.Add(Ops.Scalar(a, b), b);

    /// <summary>a − b, elementwise with broadcasting.</summary>
    public static KerasTensor operator -(KerasTensor a, KerasTensor b) => Ops.Subtract(a, b);

    /// <summary>a − b for a number, taken in the dtype of the tensor.</summary>
    public static KerasTensor operator -(KerasTensor a, double b) => Ops.Subtract(a, Ops.Scalar(b, a));

    /// <summary>a − b for a number, taken in the dtype of the tensor.</summary>
    public static KerasTensor operator -(double a, KerasTensor b) => Ops.Subtract(Ops.Scalar(a, b), b);

    /// <summary>−a.</summary>
    public static KerasTensor operator -(KerasTensor a) => Ops.Negate(a);

    /// <summary>a · b, elementwise with broadcasting.</summary>
    public static KerasTensor operator *(KerasTensor a, KerasTensor b) => Ops.Multiply(a, b);

    /// <summary>a · b for a number, taken in the dtype of the tensor.</summary>
    public static KerasTensor operator *(KerasTensor a, double b) => Ops.Multiply(a, Ops.Scalar(b, a));

    /// <summary>a · b for a number, taken in the dtype of the tensor.</summary>
    public static KerasTensor operator *(double a, KerasTensor b) => Ops.Multiply(Ops.Scalar(a, b), b);

    /// <summary>a / b, elementwise with broadcasting.</summary>
    public static KerasTensor operator /(KerasTensor a, KerasTensor b) => Ops.Divide(a, b);

    /// <summary>a / b for a number, taken in the dtype of the tensor.</summary>
    public static KerasTensor operator /(KerasTensor a, double b) => Ops.Divide(a, Ops.Scalar(b, a));

    /// <summary>a / b for a number, taken in the dtype of the tensor.</summary>
    public static KerasTensor operator /(double a, KerasTensor b) => Ops.Divide(Ops.Scalar(a, b), b);

    /// <summary>Shape and dtype, for example <c>(None, 10) float32</c>.</summary>
    public override string ToString() => $"{Shape} {DType.KerasName()}";
}

/// <summary>A shape with a dtype: all that is known about a tensor before a program runs.</summary>
/// <param name="Shape">The dimensions.</param>
/// <param name="DType">The element type.</param>
public readonly record struct TensorType(Shape Shape, DType DType)
{
    /// <inheritdoc/>
    public override string ToString() => $"{DType.KerasName()}{Shape}";
}

/// <summary>Marks the symbols of a model's definition and remembers what made them.</summary>
internal sealed record SymbolAttributes(object? Origin) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => Origin?.ToString() ?? "";
}
