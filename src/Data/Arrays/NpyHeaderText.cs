using System.Globalization;

namespace KerasNet.Data;

/// <summary>
/// Reads the text of a <c>.npy</c> header: a Python dictionary of exactly <c>descr</c> (a text), <c>fortran_order</c> (True or False) and <c>shape</c>
/// (a tuple of whole numbers). Nothing else of Python is understood.
/// </summary>
internal sealed class NpyHeaderText(string text)
{
    private const string Keys = "'descr', 'fortran_order' and 'shape'";

    private int _at;

    /// <exception cref="InvalidDataException">The text says something else.</exception>
    internal NpyHeader Parse()
    {
        NumpyType? type = null;
        bool? fortran = null;
        int[]? shape = null;
        Take('{');
        while (!TryTake('}'))
        {
            string key = Quoted();
            Take(':');
            switch (key)
            {
                case "descr" when type is null: type = Descr(); break;
                case "fortran_order" when fortran is null: fortran = Bool(); break;
                case "shape" when shape is null: shape = Tuple(); break;
                default: throw Invalid($"its header has the key '{(key.Length <= 40 ? key : key[..40])}' once too often, expected {Keys}");
            }

            if (!TryTake(','))
            {
                Take('}');
                break;
            }
        }

        Blank();
        if (_at < text.Length)
            throw Invalid("its header goes on after its end");
        return type is null || fortran is null || shape is null ? throw Invalid($"its header lacks one of {Keys}") : new(type.Value, fortran.Value, shape);
    }

    private static InvalidDataException Invalid(string what) => new(what);

    private NumpyType Descr()
    {
        Blank();
        return _at < text.Length && text[_at] == '[' ? throw Invalid("its elements are records of several fields, which are not supported") : NumpyType.Parse(Quoted());
    }

    private bool Bool() => TryTake("True") || (TryTake("False") ? false : throw Unexpected("True or False"));

    private int[] Tuple()
    {
        List<int> lengths = [];
        Take('(');
        while (!TryTake(')'))
        {
            lengths.Add(Number());
            if (!TryTake(','))
            {
                Take(')');
                break;
            }
        }

        return [.. lengths];
    }

    private int Number()
    {
        Blank();
        int start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            _at++;
        if (!int.TryParse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            throw Unexpected("a dimension from 0 to 2,147,483,647");

        // Python 2 wrote long integers so.
        TryTake('L');
        return number;
    }

    private string Quoted()
    {
        Blank();
        char quote = _at < text.Length ? text[_at] : '\0';
        int end = quote is '\'' or '"' ? text.IndexOf(quote, _at + 1) : -1;
        if (end < 0)
            throw Unexpected("a text in quotes");
        string quoted = text[(_at + 1)..end];
        _at = end + 1;
        return quoted;
    }

    private void Take(char wanted)
    {
        if (!TryTake(wanted))
            throw Unexpected($"'{wanted}'");
    }

    private bool TryTake(char wanted)
    {
        Blank();
        if (_at >= text.Length || text[_at] != wanted)
            return false;
        _at++;
        return true;
    }

    private bool TryTake(string wanted)
    {
        Blank();
        if (!text.AsSpan(_at).StartsWith(wanted))
            return false;
        _at += wanted.Length;
        return true;
    }

    private void Blank()
    {
        while (_at < text.Length && text[_at] is (' ' or '\n' or '\r' or '\t'))
            _at++;
    }

    private InvalidDataException Unexpected(string wanted) =>
        Invalid($"its header has {(_at < text.Length ? $"'{text[_at]}'" : "its end")} at {_at}, expected {wanted}");
}
