namespace KerasNet.Data;

/// <summary>A dataset that is told how to walk.</summary>
internal sealed class WalkedDataset<T>(long? count, bool isEndless, Func<long, IEnumerator<T>> walk, bool hasSingles = false) : Dataset<T>
{
    public override long? Count => count;

    public override bool IsEndless => isEndless;

    internal override bool HasSingles => hasSingles;

    internal override IEnumerator<T> Walk(long number) => walk(number);
}
