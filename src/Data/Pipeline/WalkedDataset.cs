using KerasNet.Callbacks;

namespace KerasNet.Data;

/// <summary>A dataset that is told how to walk.</summary>
internal sealed class WalkedDataset<T>(long? count, bool isEndless, Func<long, IEnumerator<T>> walk, bool hasSingles = false) : Dataset<T>
{
    public override long? Count => count;

    public override bool IsEndless => isEndless;

    internal override bool HasSingles => hasSingles;

    /// <summary>What the elements come from, where that has a state.</summary>
    internal IResumable? Source { get; init; }

    internal override IEnumerator<T> Walk(long number) => walk(number);

    internal override void KeepState(RunState state)
    {
        base.KeepState(state);
        Source?.KeepState(state.Part("of"));
    }
}
