namespace KerasNet.Layers;

/// <summary>All zeros.</summary>
public sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    public override TensorData Initialize(Shape shape, DType dtype = DType.Float32) => new(shape, dtype);
}

/// <summary>All ones.</summary>
public sealed class Ones : Initializer
{
    /// <inheritdoc/>
    public override TensorData Initialize(Shape shape, DType dtype = DType.Float32) => Constant.Fill(shape, dtype, 1);
}

/// <summary>One number everywhere.</summary>
public sealed class Constant : Initializer
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="value">The number.</param>
    public Constant(double value = 0) => Value = value;

    /// <summary>The number.</summary>
    /// <value>Default: 0.</value>
    public double Value { get; }

    /// <inheritdoc/>
    public override TensorData Initialize(Shape shape, DType dtype = DType.Float32) => Fill(shape, dtype, Value);

    internal static TensorData Fill(Shape shape, DType dtype, double value)
    {
        TensorData data = new(shape, dtype);
        for (long i = 0; i < data.Length; i++)
            data.SetDouble(i, value);
        return data;
    }
}
