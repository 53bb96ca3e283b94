namespace KerasNet.Layers;

/// <summary>A multiple of the identity matrix, cut to the weight's shape: gain on the diagonal, 0 elsewhere. Keras' initializer <c>Identity</c>.</summary>
/// <remarks>Named so because the layer Identity is in the same namespace; the names <c>"identity"</c> and <c>"Identity"</c> are Keras'.</remarks>
[KerasName("Identity")]
public sealed class IdentityInitializer : Initializer
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="gain">The number on the diagonal.</param>
    public IdentityInitializer(double gain = 1) => Gain = gain;

    /// <summary>The number on the diagonal.</summary>
    /// <value>Default: 1.</value>
    public double Gain { get; }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The weight is not a matrix.</exception>
    public override TensorData Initialize(Shape shape, DType dtype = DType.Float32)
    {
        if (shape.Rank != 2)
            throw new ShapeException($"The initializer Identity makes matrices. Received the shape {shape}.");
        TensorData data = new(shape, dtype);
        for (int i = 0; i < Math.Min(shape[0], shape[1]); i++)
            data.SetDouble((long)i * shape[1] + i, Gain);
        return data;
    }
}
