namespace KerasNet.Layers;

/// <summary>All zeros.</summary>
public sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    public override TensorData Initialize(Shape shape, DType dtype = DType.Float32) => new(shape, dtype);
}
