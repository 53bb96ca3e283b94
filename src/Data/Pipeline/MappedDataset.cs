using KerasNet.Callbacks;

namespace KerasNet.Data;

/// <summary>A dataset whose elements are made of those of another, one by one: here, or by several threads at a time.</summary>
internal sealed class MappedDataset<T, TOut> : Dataset<TOut>
{
    private readonly Dataset<T> _source;
    private readonly Func<T, long, long, TOut> _transform;
    private readonly int _workers;

    /// <summary>Maps.</summary>
    /// <param name="source">What elements are made of.</param>
    /// <param name="transform">Of an element, the number of the walk and the element's place in it.</param>
    /// <param name="workers">How many elements are worked on at a time.</param>
    internal MappedDataset(Dataset<T> source, Func<T, long, long, TOut> transform, int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        (_source, _transform, _workers) = (source, transform, workers);
    }

    public override long? Count => _source.Count;

    public override bool IsEndless => _source.IsEndless;

    /// <summary>Whether the elements are known to be batches of one sample each.</summary>
    internal override bool HasSingles => KeepsSamples && _source.HasSingles;

    /// <summary>Whether an element has as many samples as the one that it is made of.</summary>
    internal bool KeepsSamples { get; init; }

    /// <summary>What the transform draws from, where it draws.</summary>
    internal IResumable? Random { get; init; }

    internal override void KeepState(RunState state)
    {
        base.KeepState(state);
        Random?.KeepState(state.Part("random"));
        _source.KeepState(state.Part("of"));
    }

    internal override IEnumerator<TOut> Walk(long number) => _workers > 1
        ? new BackgroundWalk<T, TOut>(_source.Walk(number), (element, place) => Transform(element, number, place), _workers, ahead: 2 * _workers)
        : Here(number);

    private IEnumerator<TOut> Here(long number)
    {
        using IEnumerator<T> walk = _source.Walk(number);
        for (long place = 0; walk.MoveNext(); place++)
            yield return Transform(walk.Current, number, place);
    }

    private TOut Transform(T element, long number, long place)
    {
        try
        {
            return _transform(element, number, place);
        }
        catch (Exception e) when (e is not (OperationCanceledException or DatasetException))
        {
            throw new DatasetException($"Map failed on element {place} of the dataset, {DatasetException.Describe(element)}: {e.Message}", place, e);
        }
    }
}
