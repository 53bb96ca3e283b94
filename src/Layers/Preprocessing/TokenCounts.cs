using System.Runtime.InteropServices;

namespace KerasNet.Layers;

/// <summary>How often tokens come up, and in how many documents: what a vocabulary is made of.</summary>
internal sealed class TokenCounts<TToken>(IComparer<TToken> order)
    where TToken : notnull
{
    private readonly Dictionary<TToken, Tally> _tallies = [];

    /// <summary>The tallies, for those who look tokens up by other means.</summary>
    internal Dictionary<TToken, Tally> Tallies => _tallies;

    /// <summary>How many documents there were.</summary>
    internal long Documents { get; private set; }

    /// <summary>Starts a document.</summary>
    internal void NextDocument() => Documents++;

    /// <summary>Counts a token of the document at hand.</summary>
    internal void Add(TToken token) => CollectionsMarshal.GetValueRefOrAddDefault(_tallies, token, out _).Add(Documents);

    /// <summary>The most frequent tokens; of equally frequent ones the last in their order comes first.</summary>
    internal (TToken Token, Tally Tally)[] MostFrequent(int? most, params ReadOnlySpan<TToken> except)
    {
        foreach (TToken special in except)
            _tallies.Remove(special);
        (TToken Token, Tally Tally)[] all = [.. _tallies.Select(pair => (pair.Key, pair.Value))];
        Array.Sort(all, (a, b) => a.Tally.Count != b.Tally.Count ? b.Tally.Count.CompareTo(a.Tally.Count) : order.Compare(b.Token, a.Token));
        return most < all.Length ? all[..Math.Max(0, most.Value)] : all;
    }
}

/// <summary>How often one token came up.</summary>
internal struct Tally
{
    private long _lastDocument;

    /// <summary>How often.</summary>
    internal long Count { get; private set; }

    /// <summary>In how many documents.</summary>
    internal long Documents { get; private set; }

    /// <summary>Counts it once more.</summary>
    /// <param name="document">The number of the document, from 1.</param>
    internal void Add(long document)
    {
        Count++;
        if (_lastDocument == document)
            return;
        Documents++;
        _lastDocument = document;
    }
}
