using KerasNet.Callbacks;
using KerasNet.Layers;

namespace KerasNet.Data;

/// <summary>A dataset whose elements come in random order, as a whole or through a buffer.</summary>
internal sealed class ShuffledDataset<T>(Dataset<T> source, int? bufferSize, DatasetSeed seed, bool reshuffleEachWalk) : Dataset<T>
{
    public override long? Count => source.Count;

    public override bool IsEndless => source.IsEndless;

    internal override bool HasSingles => source.HasSingles;

    internal override void KeepState(RunState state)
    {
        base.KeepState(state);
        seed.KeepState(state.Part("random"));
        source.KeepState(state.Part("of"));
    }

    internal override IEnumerator<T> Walk(long number)
    {
        RandomStream random = new(seed.Value, (ulong)(reshuffleEachWalk ? number : 0));
        List<T> buffer = [];
        using IEnumerator<T> walk = source.Walk(number);
        while (walk.MoveNext())
        {
            buffer.Add(walk.Current);
            if (buffer.Count == bufferSize)
                yield return Pick();
        }

        while (buffer.Count > 0)
            yield return Pick();

        T Pick()
        {
            int picked = random.NextIndex(buffer.Count);
            T element = buffer[picked];
            buffer[picked] = buffer[^1];
            buffer.RemoveAt(buffer.Count - 1);
            return element;
        }
    }
}
