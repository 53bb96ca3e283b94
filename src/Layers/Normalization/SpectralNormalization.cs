namespace KerasNet.Layers;

/// <summary>Wraps a layer and keeps the largest singular value of its kernel at 1, which bounds how steep the layer can be. Miyato et al., 2018.</summary>
/// <remarks>
/// <para>In training each call estimates the value by a few steps of power iteration, starting from where the last call ended, and divides the kernel by it for
/// good. Of a kernel with more than two axes all but the last count as one. A kernel of zeros stays. In inference the kernel is used as it is.</para>
/// <para>Input and output are those of the layer, which must have a weight named kernel or embeddings. Weights: that kernel, vector_u (1, last axis of the
/// kernel), the layer's other weights. Keras: <c>keras.layers.SpectralNormalization</c>.</para>
/// </remarks>
public sealed class SpectralNormalization : Layer
{
    private const double DeviationOfStart = 0.02;
    private static readonly string[] s_kernels = ["kernel", "embeddings"];

    private Variable _kernel = null!;
    private Variable _left = null!;

    /// <summary>Makes the layer.</summary>
    /// <param name="layer">The layer whose kernel is divided.</param>
    /// <param name="powerIterations">Steps of power iteration per call, 1 or more.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="powerIterations"/> is below 1.</exception>
    public SpectralNormalization(Layer layer, int powerIterations = 1, string? name = null)
        : base(name)
    {
        Layer = AddSublayer(layer);
        PowerIterations = Check.Positive(powerIterations, nameof(powerIterations), this);
    }

    /// <summary>The layer whose kernel is divided.</summary>
    public Layer Layer { get; }

    /// <summary>Steps of power iteration per call.</summary>
    /// <value>Default: 1.</value>
    public int PowerIterations { get; }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        Layer.EnsureBuilt(inputShape);
        _kernel = Layer.Weights.FirstOrDefault(weight => s_kernels.Contains(weight.Name))
            ?? throw new ArgumentException(
                $"{this}: {Layer} has no weight named kernel or embeddings, so there is nothing to divide. Wrap a layer such as Dense or Conv2D.");
        Adopt(_kernel, Layer);
        _left = AddWeight("vector_u", [1, _kernel.Shape[^1]], new TruncatedNormal(stddev: DeviationOfStart), trainable: false);
    }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context)
    {
        if (context.Training)
            Divide();
        return Layer.Apply(input);
    }

    private void Divide()
    {
        KerasTensor kernel = _kernel, old = _left;
        KerasTensor matrix = Ops.Reshape(kernel, [Shape.Unknown, _kernel.Shape[^1]]);
        KerasTensor u = old, v = old;
        for (int i = 0; i < PowerIterations; i++)
        {
            v = UnitVectors.Along(Ops.MatMul(u, matrix, transposeB: true));
            u = UnitVectors.Along(Ops.MatMul(v, matrix));
        }

        KerasTensor largest = Ops.Reshape(Ops.MatMul(Ops.MatMul(v, matrix), u, transposeB: true), []);
        KerasTensor zero = Ops.All(Ops.Equal(kernel, 0));
        _left.Assign(Ops.Where(zero, old, u));
        _kernel.Assign(Ops.Where(zero, kernel, kernel / largest));
    }
}
