using System.Numerics.Tensors;
using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;

namespace KerasNet.Examples.CatsVsDogs;

/// <summary>A way to show the model other variants of its photographs at each epoch.</summary>
/// <param name="Data">What becomes of the data on its way to the model.</param>
/// <param name="Callbacks">What changes batches before the model learns from them.</param>
/// <param name="Sample">A variant of a batch, to be looked at.</param>
internal sealed record Variation(Func<Dataset<DataBatch>, Dataset<DataBatch>> Data, Callback[] Callbacks, Func<DataBatch, DataBatch> Sample)
{
    /// <summary>What the user may ask for with --augmentation.</summary>
    public static IReadOnlyDictionary<string, Func<Variation>> ByName { get; } = new Dictionary<string, Func<Variation>>
    {
        ["none"] = () => new(data => data, [], batch => batch),
        ["layers"] = WithLayers,
        ["generator"] = WithGenerator,
    };

    /// <summary>Layers, which a callback applies to whole batches.</summary>
    private static Variation WithLayers()
    {
        ImageLayer[] layers =
        [
            new RandomFlip("horizontal"),
            new RandomRotation(40 / 360.0, fillMode: "nearest"),
            new RandomTranslation(0.2, 0.2, fillMode: "nearest"),
            new RandomZoom(0.2, 0.2, fillMode: "nearest"),
        ];
        return new(data => data, [new Augmentation(layers)], batch => batch.WithInputs(layers.Aggregate(batch.Inputs[0], (pictures, layer) => layer.Apply(pictures))));
    }

    /// <summary>Keras' older ImageDataGenerator with the arguments of the well-known tutorial, which transforms picture after picture in the background.</summary>
    private static Variation WithGenerator()
    {
        ImageDataGenerator generator = new(
            rotationRange: 40, widthShiftRange: 0.2, heightShiftRange: 0.2, shearRange: 0.2, zoomRange: 0.2, horizontalFlip: true, fillMode: FillMode.Nearest);
        return new(
            data => data.Map((batch, random) => Transform(generator, batch, random), workers: Environment.ProcessorCount), [],
            batch => Transform(generator, batch, new Random(1)));
    }

    private static DataBatch Transform(ImageDataGenerator generator, DataBatch batch, Random random)
    {
        DataArray pictures = batch.Inputs[0];
        int size = (int)(pictures.Shape.ElementCount / batch.Count);
        float[] transformed = new float[batch.Count * size];
        for (int i = 0; i < batch.Count; i++)
        {
            DataArray picture = DataArray.Of(pictures.AsSpan<float>().Slice(i * size, size).ToArray(), pictures.Shape[1..]);
            generator.RandomTransform(picture, random.NextInt64()).FlattenTo(transformed.AsSpan(i * size, size));
        }

        return batch.WithInputs(Tensor.Create(transformed, [.. pictures.Shape.Select(length => (nint)length)]));
    }
}
