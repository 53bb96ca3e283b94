namespace KerasNet.Data;

/// <summary>The numbers of words, found without making strings.</summary>
internal sealed class WordNumbers
{
    private readonly WordTable _table = new();
    private readonly int[] _numbers;

    internal WordNumbers(IReadOnlyDictionary<string, int> numbers)
    {
        _numbers = [.. numbers.Values];
        foreach (string word in numbers.Keys)
            _table.FindOrAdd(word);
    }

    /// <summary>The number of a word; −1 if it has none.</summary>
    internal int Of(ReadOnlySpan<char> word) => _table.Find(word) is >= 0 and int place ? _numbers[place] : -1;
}
