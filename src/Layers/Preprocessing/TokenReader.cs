namespace KerasNet.Layers;

/// <summary>Takes the tokens of a text, one by one.</summary>
internal interface ITokenSink
{
    /// <summary>Takes a token, which is only there during the call. False: no more are wanted.</summary>
    bool Add(ReadOnlySpan<char> token);
}

/// <summary>Reads texts in tokens: makes them uniform, splits them and puts neighbours together, without making a text of each token.</summary>
/// <remarks>Has memory of its own, which one thread uses at a time.</remarks>
internal sealed class TokenReader(TextVectorization layer)
{
    private readonly char[] _table = TextRules.Table(layer.Standardizer is null ? layer.Standardize : null);
    private readonly int[]? _widths = layer.NgramWidths;
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];
    private char[] _token = new char[256];
    private char[] _joined = [];
    private int _length;

    /// <summary>Reads a row of texts, which is a single one if texts are split.</summary>
    internal void Read<TSink>(ReadOnlySpan<string> row, scoped ref TSink sink)
        where TSink : struct, ITokenSink, allows ref struct
    {
        if (_widths is null)
        {
            foreach (string text in row)
                Split(text, ref sink);
            return;
        }

        (_length, JoinSink join) = (0, new JoinSink(this));
        _starts.Clear();
        _ends.Clear();
        foreach (string text in row)
            Split(text, ref join);
        foreach (int width in _widths)
            for (int first = 0; first + width <= _starts.Count; first++)
                if (!sink.Add(_joined.AsSpan(_starts[first].._ends[first + width - 1])))
                    return;
    }

    private void Split<TSink>(string given, scoped ref TSink sink)
        where TSink : struct, ITokenSink, allows ref struct
    {
        string text = layer.Standardizer is { } own ? own(given) ?? throw Nothing(nameof(layer.Standardizer)) : given;
        if (_token.Length < text.Length)
            _token = new char[Math.Max(text.Length, 2 * _token.Length)];
        if (layer.Splitter is { } splitter)
            SplitBy(splitter, text, ref sink);
        else if (layer.Split == TextRules.Whitespace)
            Words(text, ref sink);
        else if (layer.Split == TextRules.Character)
            Characters(text, ref sink);
        else
            sink.Add(_token.AsSpan(0, Standardized(text)));
    }

    private void Words<TSink>(string text, scoped ref TSink sink)
        where TSink : struct, ITokenSink, allows ref struct
    {
        ReadOnlySpan<char> table = _table;
        Span<char> token = _token;
        int length = 0;
        foreach (char c in text)
        {
            char made = c;
            if (c < table.Length && (made = table[c]) == TextRules.Dropped)
                continue;
            if (!TextRules.Splits(made))
                token[length++] = made;
            else if (length > 0)
            {
                if (!sink.Add(token[..length]))
                    return;
                length = 0;
            }
        }

        if (length > 0)
            sink.Add(token[..length]);
    }

    /// <summary>Each code point is a token, white space too.</summary>
    private void Characters<TSink>(string text, scoped ref TSink sink)
        where TSink : struct, ITokenSink, allows ref struct
    {
        int length = Standardized(text);
        for (int i = 0, size; i < length; i += size)
        {
            size = i + 1 < length && char.IsSurrogatePair(_token[i], _token[i + 1]) ? 2 : 1;
            if (!sink.Add(_token.AsSpan(i, size)))
                return;
        }
    }

    private void SplitBy<TSink>(Func<string, IEnumerable<string>> splitter, string text, scoped ref TSink sink)
        where TSink : struct, ITokenSink, allows ref struct
    {
        foreach (string token in splitter(new string(_token.AsSpan(0, Standardized(text)))) ?? throw Nothing(nameof(layer.Splitter)))
            if (!sink.Add(token ?? throw Nothing(nameof(layer.Splitter))))
                return;
    }

    private int Standardized(string text)
    {
        int length = 0;
        foreach (char c in text)
        {
            char made = c;
            if (c >= _table.Length || (made = _table[c]) != TextRules.Dropped)
                _token[length++] = made;
        }

        return length;
    }

    private InvalidOperationException Nothing(string function) => new($"{layer}: the function {function} gave null.");

    /// <summary>Puts the tokens of a row into one text with single spaces between, so that neighbours are a part of it.</summary>
    private readonly struct JoinSink(TokenReader reader) : ITokenSink
    {
        public bool Add(ReadOnlySpan<char> token)
        {
            if (reader._joined.Length < reader._length + token.Length + 1)
                Array.Resize(ref reader._joined, 2 * (reader._length + token.Length + 1));
            if (reader._starts.Count > 0)
                reader._joined[reader._length++] = ' ';
            reader._starts.Add(reader._length);
            token.CopyTo(reader._joined.AsSpan(reader._length));
            reader._ends.Add(reader._length += token.Length);
            return true;
        }
    }
}
