namespace KerasNet.Layers;

/// <summary>A layer that mixes each picture of a batch with another one, and their labels in the same proportion. In training only.</summary>
/// <remarks>
/// <para>Inputs: pictures, then any number of labels (pictures, …), which must be floats: one-hot, say, or probabilities. Outputs in the same order and shapes.
/// Pictures alone are mixed too.</para>
/// </remarks>
public abstract class MixingLayer : RandomImageLayer
{
    private protected const string Order = "permutation_order";
    private protected const string Weight = "mix_weight";

    private protected MixingLayer(long? seed, string? dataFormat, string? name)
        : base(seed, dataFormat, name)
    {
    }

    /// <summary>w·own + (1 − w)·partner's.</summary>
    /// <param name="labels">Labels, pictures first; floats.</param>
    /// <param name="transformation">What the pictures were mixed with.</param>
    /// <exception cref="ArgumentException">The labels are whole numbers.</exception>
    protected sealed override KerasTensor TransformLabels(KerasTensor labels, IReadOnlyDictionary<string, KerasTensor> transformation)
    {
        if (!labels.DType.IsFloating())
            throw new ArgumentException(
                $"{this} mixes labels, which must be floats: one-hot float32 vectors, or 0 and 1 for two classes. Received: {labels}. " +
                "With one-hot labels use the loss categorical_crossentropy.");

        // A single picture comes with labels that have no axis of pictures, and is its own partner.
        return transformation[Order].Shape[0] == 1 ? labels : Mixed(labels, transformation);
    }

    /// <summary>w·own + (1 − w)·partner's, for whatever has the pictures as its first axis.</summary>
    private protected static KerasTensor Mixed(KerasTensor x, IReadOnlyDictionary<string, KerasTensor> transformation)
    {
        KerasTensor weight = Ops.Reshape(transformation[Weight], Shape.Of([-1, .. Enumerable.Repeat(1, x.Rank - 1)]));
        return weight * x + (1 - weight) * Partners(x, transformation);
    }

    /// <summary>What belongs to the partners.</summary>
    private protected static KerasTensor Partners(KerasTensor x, IReadOnlyDictionary<string, KerasTensor> transformation) =>
        Ops.Gather(x, Ops.Cast(transformation[Order], DType.Int32));

    /// <summary>The pictures of a batch in random order.</summary>
    private protected static KerasTensor DrawOrder(SeedGenerator random, int pictures) => Ops.Sort(Ops.RandomUniform(random.Next(), pictures)).Indices;
}
