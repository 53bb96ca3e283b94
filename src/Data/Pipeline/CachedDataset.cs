namespace KerasNet.Data;

/// <summary>A dataset that remembers what the first whole walk through another gave.</summary>
internal sealed class CachedDataset<T>(Dataset<T> source) : Dataset<T>
{
    private volatile List<T>? _elements;

    public override long? Count => _elements?.Count ?? source.Count;

    internal override bool HasSingles => source.HasSingles;

    internal override IEnumerator<T> Walk(long number) => _elements is { } known ? known.GetEnumerator() : Fill(number);

    private IEnumerator<T> Fill(long number)
    {
        List<T> elements = [];
        using (IEnumerator<T> walk = source.Walk(number))
            while (walk.MoveNext())
            {
                elements.Add(Recycling.Keep(walk.Current));
                yield return walk.Current;
            }

        _elements ??= elements;
    }
}
