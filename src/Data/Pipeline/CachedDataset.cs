using KerasNet.Callbacks;

namespace KerasNet.Data;

/// <summary>A dataset that remembers what the first whole walk through another gave.</summary>
internal sealed class CachedDataset<T>(Dataset<T> source) : Dataset<T>
{
    private const long None = -1;

    private volatile Elements? _elements;

    // Where a run goes on, the elements are those of the walk that filled the cache before, whichever walk comes first now.
    private long _frozen = None;

    public override long? Count => _elements?.List.Count ?? source.Count;

    internal override bool HasSingles => source.HasSingles;

    internal override IEnumerator<T> Walk(long number)
    {
        if (_elements is null && _frozen != None)
        {
            using IEnumerator<T> filling = Fill(_frozen);
            while (filling.MoveNext())
            {
            }
        }

        return _elements is { } known ? known.List.GetEnumerator() : Fill(number);
    }

    internal override void KeepState(RunState state)
    {
        base.KeepState(state);
        long frozen = state.Keep("filled_by", _elements?.Walk ?? _frozen);

        // What is in the cache may have been made with other seeds, by a walk that was only begun to look at the data.
        if (state.IsRestoring)
            (_frozen, _elements) = (frozen, null);
        source.KeepState(state.Part("of"));
    }

    private IEnumerator<T> Fill(long number)
    {
        List<T> elements = [];
        using (IEnumerator<T> walk = source.Walk(number))
            while (walk.MoveNext())
            {
                elements.Add(Recycling.Keep(walk.Current));
                yield return walk.Current;
            }

        _elements ??= new(elements, number);
    }

    private sealed record Elements(List<T> List, long Walk);
}
