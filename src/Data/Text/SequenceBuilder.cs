namespace KerasNet.Data;

/// <summary>The numbers of the words of one text after the other, by the rules of a tokenizer.</summary>
internal sealed class SequenceBuilder(Tokenizer tokenizer, WordNumbers numbers)
{
    private readonly int _below = tokenizer.NumWords is > 0 and { } most ? most : int.MaxValue;
    private readonly int _unknown = numbers.Of(tokenizer.OovToken);
    private int[] _sequence = new int[64];
    private int _count;

    /// <summary>Adds the number of a word.</summary>
    internal void Add(ReadOnlySpan<char> word)
    {
        int number = numbers.Of(word);
        if (number < 0 || number >= _below)
            number = _unknown;
        if (number >= 0)
            Append(number);
        else if (tokenizer.OovToken is { } token)
            throw new InvalidOperationException($"The oovToken '{token}' has no number: fit the tokenizer on texts first, or give '{token}' a number in WordIndex.");
    }

    /// <summary>Adds the numbers of words.</summary>
    internal void Add(IEnumerable<string> words)
    {
        foreach (string word in words)
            Add(word);
    }

    /// <summary>The numbers so far; begins the next text.</summary>
    internal int[] Take()
    {
        int[] taken = _sequence.AsSpan(0, _count).ToArray();
        _count = 0;
        return taken;
    }

    private void Append(int number)
    {
        if (_count == _sequence.Length)
            Array.Resize(ref _sequence, 2 * _count);
        _sequence[_count++] = number;
    }
}
