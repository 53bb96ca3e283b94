using System.Numerics.Tensors;
using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>A layer over pictures: one of shape (rows, columns, channels), or a batch of them; with <c>channels_first</c> the channels stand before the rows.</summary>
/// <remarks>
/// <para>A derived class only sees batches (pictures, rows, columns, channels) in the layer's dtype; what the caller passed comes back in the form it had.
/// Further inputs, such as labels, are passed on.</para>
/// <para>Keras: <c>BaseImagePreprocessingLayer</c>.</para>
/// </remarks>
public abstract class ImageLayer : Layer
{
    private readonly Lazy<EagerCall> _eager;

    /// <summary>Sets up the layer.</summary>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    protected ImageLayer(string? dataFormat = null, string? name = null)
        : base(name)
    {
        DataFormat = Check.DataFormat(dataFormat);
        _eager = new(() => new EagerCall(Invoke));
    }

    /// <summary>Where the channels are.</summary>
    /// <value>Default: <c>channels_last</c>.</value>
    public string DataFormat { get; }

    /// <summary>Whether pictures of whole numbers stay such: rounded, and bytes held within 0…255. If not, they become floats.</summary>
    /// <value>Default: false.</value>
    protected virtual bool KeepsIntegers => false;

    /// <summary>Transforms pictures now, without a model. As in Keras, random layers do so as in training unless told otherwise.</summary>
    /// <param name="images">A picture of rank 3 or a batch of rank 4.</param>
    /// <param name="training">Whether to behave as in training.</param>
    /// <exception cref="ShapeException">The input is no picture.</exception>
    public Tensor<float> Apply(DataArray images, bool training = true)
    {
        ArgumentNullException.ThrowIfNull(images);
        TensorData input = new(images.Shape, images.DType);
        images.CopyTo(input);
        TensorData output = Run(training, input)[0];
        float[] pixels = new float[output.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (float)output.GetDouble(i);
        return Tensor.Create(pixels, [.. output.Shape.Select(size => (nint)size)]);
    }

    /// <summary>The outputs for pictures, and what else the layer takes, computed now; one program per shape is compiled and kept.</summary>
    internal TensorData[] Run(bool training, params TensorData[] inputs) => _eager.Value.Run(training, inputs);

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        IReadOnlyList<KerasTensor> others = [.. inputs.Skip(1)];
        string owner = $"Layer '{Name}' ({Naming.ClassName(GetType())})";
        KerasTensor images = ImageBatch.Transform(inputs[0], DataFormat, DType, KeepsIntegers, owner, batch =>
        {
            (batch, others) = Transform(batch, others, context);
            return batch;
        });
        return [images, .. others];
    }

    /// <summary>Transforms a batch (pictures, rows, columns, channels) and what came with it.</summary>
    private protected abstract (KerasTensor Images, IReadOnlyList<KerasTensor> Others) Transform(
        KerasTensor images, IReadOnlyList<KerasTensor> others, CallContext context);
}
