using System.Runtime.InteropServices;

namespace KerasNet.Data;

/// <summary>Counts words in the order of their first sight, and the texts that hold them.</summary>
internal sealed class WordTally
{
    private readonly WordTable _table = new();
    private readonly List<Entry> _entries = [];
    private long _text;

    /// <summary>The words with how often each was seen and in how many texts, in the order of their first sight.</summary>
    internal IEnumerable<(string Word, int Count, int Texts)> Entries => _table.Words.Zip(_entries, (word, entry) => (word, entry.Count, entry.Texts));

    /// <summary>The same from the most frequent to the rarest, of equals the one seen first.</summary>
    internal IEnumerable<(string Word, int Count, int Texts)> ByFrequency() => Entries.OrderByDescending(entry => entry.Count);

    /// <summary>The next words are of another text.</summary>
    internal void StartText() => _text++;

    /// <summary>Counts a word of the current text.</summary>
    internal void Add(ReadOnlySpan<char> word)
    {
        ref Entry entry = ref At(_table.FindOrAdd(word));
        entry.Count++;
        if (entry.LastText == _text)
            return;
        entry.LastText = _text;
        entry.Texts++;
    }

    /// <summary>Sets what is known of a word.</summary>
    internal void Set(string word, int count, int texts) => At(_table.FindOrAdd(word)) = new() { Count = count, Texts = texts };

    private ref Entry At(int place)
    {
        if (place == _entries.Count)
            _entries.Add(default);
        return ref CollectionsMarshal.AsSpan(_entries)[place];
    }

    private struct Entry
    {
        internal int Count;
        internal int Texts;
        internal long LastText;
    }
}
