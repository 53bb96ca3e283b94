using System.Globalization;
using KerasNet.Callbacks;

namespace KerasNet.Data;

/// <summary>A dataset that puts the samples of batches together into batches of one size.</summary>
internal sealed class RebatchedDataset(Dataset<DataBatch> source, int size, bool dropRemainder) : Dataset<DataBatch>
{
    private readonly MemoryPool _pool = new();

    /// <summary>Known where the source gives single samples; otherwise the samples in a batch are only seen on a walk.</summary>
    public override long? Count => source is { HasSingles: true, Count: { } samples } ? Dataset.Batches(samples, size, dropRemainder) : null;

    public override bool IsEndless => source.IsEndless;

    internal override void KeepState(RunState state)
    {
        base.KeepState(state);
        state.Same("size", size.ToString(CultureInfo.InvariantCulture), "the samples of a batch");
        source.KeepState(state.Part("of"));
    }

    internal override IEnumerator<DataBatch> Walk(long number)
    {
        BatchBuilder builder = new(size, _pool);
        using IEnumerator<DataBatch> walk = source.Walk(number);
        for (long place = 0; walk.MoveNext(); place++)
        {
            DataBatch samples = walk.Current;
            for (int taken = 0; taken < samples.Count;)
            {
                taken += builder.Add(samples, taken, place);
                if (builder.Take(whole: true) is { } batch)
                    yield return batch;
            }

            Recycling.Recycle(samples);
        }

        if (!dropRemainder && builder.Take(whole: false) is { } rest)
            yield return rest;
    }
}
