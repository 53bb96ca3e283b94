using KerasNet.Data;

namespace KerasNet;

/// <summary>Makes datasets.</summary>
public static class Dataset
{
    /// <summary>The elements of a sequence, which each walk enumerates anew.</summary>
    public static Dataset<T> From<T>(IEnumerable<T> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        long? known = elements.TryGetNonEnumeratedCount(out int count) ? count : null;
        return elements as Dataset<T> ?? new WalkedDataset<T>(known, isEndless: false, _ => elements.GetEnumerator());
    }

    /// <summary>
    /// The numbers 0 to <paramref name="count"/> − 1, from which <c>Map</c> makes elements that are known by their number:
    /// <c>Dataset.Range(steps).Map(step => Load(step), workers: 4)</c>. Keras' <c>PyDataset</c>.
    /// </summary>
    public static Dataset<long> Range(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new WalkedDataset<long>(count, isEndless: false, _ => Numbers(count));
    }

    /// <summary>The samples of arrays, each a batch of one; put together by <see cref="Batch(Dataset{DataBatch}, int, bool)"/>.</summary>
    /// <param name="x">The data of the inputs.</param>
    /// <param name="y">The targets.</param>
    /// <param name="sampleWeight">A weight per sample.</param>
    /// <remarks>TensorFlow: <c>from_tensor_slices</c>.</remarks>
    public static Dataset<DataBatch> FromArrays(DataArrays x, DataArrays? y = null, DataArrays? sampleWeight = null)
    {
        DataBatch whole = new(x, y, sampleWeight);
        return new WalkedDataset<DataBatch>(whole.Count, isEndless: false, _ => Rows(whole), hasSingles: true);
    }

    /// <summary>Puts the samples of batches together into batches of another size: single samples become batches.</summary>
    /// <param name="samples">Batches of any sizes.</param>
    /// <param name="size">Samples per batch.</param>
    /// <param name="dropRemainder">Whether the last batch is left out if it is short.</param>
    /// <exception cref="ShapeException">On a walk: two elements differ in shape or dtype.</exception>
    public static Dataset<DataBatch> Batch(this Dataset<DataBatch> samples, int size, bool dropRemainder = false)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return new RebatchedDataset(samples, size, dropRemainder);
    }

    /// <summary>Puts elements together in arrays.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="size">Elements per array.</param>
    /// <param name="dropRemainder">Whether the last array is left out if it is short.</param>
    public static Dataset<T[]> Batch<T>(this Dataset<T> elements, int size, bool dropRemainder = false)
    {
        ArgumentNullException.ThrowIfNull(elements);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        long? count = elements.Count is { } all ? Batches(all, size, dropRemainder) : null;
        return new WalkedDataset<T[]>(count, elements.IsEndless, number => Chunks(elements.Walk(number), size, dropRemainder)) { Source = elements };
    }

    /// <summary>Applies a layer to the input of each batch: augmentation, rescaling, or several layers in a <see cref="Sequential"/>.</summary>
    /// <param name="batches">
    /// Batches with one input. Sample weights and targets are passed on; <see cref="Layers.MixUp"/> and <see cref="Layers.CutMix"/> mix targets too.
    /// </param>
    /// <param name="layer">The layer, whose weights stay what they are. What is random depends on its seed, the walk and the batch's place alone.</param>
    /// <param name="training">Whether it behaves as in training.</param>
    /// <param name="workers">How many batches are worked on at a time, each by one thread. 1: on the thread that asks for them, which a
    /// <see cref="Dataset{T}.Prefetch"/> behind makes a thread in the background. Order stays the same.</param>
    /// <exception cref="DatasetException">On a walk: the layer does not take the batches.</exception>
    public static Dataset<DataBatch> Map(this Dataset<DataBatch> batches, Layers.Layer layer, bool training = true, int workers = 1)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(layer);
        LayerProgram program = new(layer, training);
        return new MappedDataset<DataBatch, DataBatch>(batches, program.Run, workers) { KeepsSamples = true, Random = program };
    }

    internal static long Batches(long elements, int size, bool dropRemainder) => dropRemainder ? elements / size : (elements + size - 1) / size;

    private static IEnumerator<long> Numbers(long count)
    {
        for (long i = 0; i < count; i++)
            yield return i;
    }

    private static IEnumerator<DataBatch> Rows(DataBatch whole)
    {
        for (int row = 0; row < whole.Count; row++)
            yield return whole.Row(row);
    }

    private static IEnumerator<T[]> Chunks<T>(IEnumerator<T> walk, int size, bool dropRemainder)
    {
        List<T> chunk = new(size);
        using (walk)
            while (walk.MoveNext())
            {
                chunk.Add(Recycling.Keep(walk.Current));
                if (chunk.Count < size)
                    continue;
                yield return [.. chunk];
                chunk.Clear();
            }

        if (chunk.Count > 0 && !dropRemainder)
            yield return [.. chunk];
    }
}
