using System.Numerics;
using System.Text;

namespace KerasNet.Data;

/// <summary>
/// Cuts text into words without making strings: lower case, filtered characters become separators, then a split at each separator; what is empty is left out.
/// Keras' <c>text_to_word_sequence</c>.
/// </summary>
internal sealed class WordSplitter
{
    private const int AsciiCount = 128;

    private readonly bool _lower;
    private readonly string _split;
    private readonly HashSet<int> _filtered;
    private readonly byte[] _asciiSeparators = new byte[AsciiCount];
    private readonly bool _isSimple;
    private readonly bool _anyOther;

    /// <summary>Prepares.</summary>
    /// <param name="filters">Characters that become separators.</param>
    /// <param name="lower">Whether text is put in lower case first.</param>
    /// <param name="split">The separator.</param>
    /// <exception cref="ArgumentException">The separator is empty.</exception>
    internal WordSplitter(string filters, bool lower, string split)
    {
        ArgumentNullException.ThrowIfNull(filters);
        if (string.IsNullOrEmpty(split))
            throw new ArgumentException("Words are split at a text that is not empty, such as \" \". Received an empty one.", nameof(split));
        (_lower, _split, _filtered) = (lower, split, [.. CodePoints(filters)]);

        // Where each separator is one char, text is split in place; else, as in Python, filtered characters are first replaced by the separator.
        _isSimple = split.Length == 1 && !char.IsSurrogate(split[0]) && !filters.Any(char.IsSurrogate);
        if (_isSimple)
            _filtered.Add(split[0]);
        foreach (int separator in _filtered)
            if (separator < AsciiCount)
                _asciiSeparators[separator] = 1;
            else
                _anyOther = true;
    }

    /// <summary>The words of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="scratch">Memory that the words may lie in until the next call; empty at first.</param>
    internal WordWalk Words(string text, ref char[] scratch)
    {
        ReadOnlySpan<char> chars = _lower ? LowerCase.Write(text, ref scratch) : text;
        return new(this, _isSimple ? chars : Translated(chars));
    }

    /// <summary>The words of a text as strings.</summary>
    internal string[] Split(string text)
    {
        List<string> words = [];
        char[] scratch = [];
        foreach (ReadOnlySpan<char> word in Words(text, ref scratch))
            words.Add(word.ToString());
        return [.. words];
    }

    private string Translated(ReadOnlySpan<char> text)
    {
        StringBuilder translated = new(text.Length);
        for (int size, i = 0; i < text.Length; i += size)
        {
            size = SizeAt(text, i);
            int codePoint = size == 2 ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i];
            if (_filtered.Contains(codePoint))
                translated.Append(_split);
            else
                translated.Append(text.Slice(i, size));
        }

        return translated.ToString();
    }

    /// <summary>How many chars the code point at a place takes: 2 for a pair of surrogates.</summary>
    internal static int SizeAt(ReadOnlySpan<char> text, int place) =>
        char.IsHighSurrogate(text[place]) && place + 1 < text.Length && char.IsLowSurrogate(text[place + 1]) ? 2 : 1;

    private static IEnumerable<int> CodePoints(string text)
    {
        for (int size, i = 0; i < text.Length; i += size)
        {
            size = SizeAt(text, i);
            yield return size == 2 ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i];
        }
    }

    /// <summary>
    /// Walks through the words of one text. Separators are marked for 64 chars at a time, and words found between the marks: their lengths cannot be foreseen, so that
    /// looking at one char after the other would cost the processor two wrong guesses a word.
    /// </summary>
    internal ref struct WordWalk(WordSplitter splitter, ReadOnlySpan<char> text)
    {
        private const int BlockLength = 64;

        private readonly ReadOnlySpan<char> _text = text;
        private readonly ReadOnlySpan<byte> _asciiSeparators = splitter._asciiSeparators;
        private int _start;
        private int _end;

        /// <summary>Where the block starts.</summary>
        private int _block = -BlockLength;

        /// <summary>A bit for each char of the block, 1 for separators and what is behind the text.</summary>
        private ulong _marks;

        /// <summary>The word.</summary>
        public readonly ReadOnlySpan<char> Current => _text[_start.._end];

        /// <summary>Itself, for foreach.</summary>
        public readonly WordWalk GetEnumerator() => this;

        /// <summary>Goes on to the next word.</summary>
        public bool MoveNext()
        {
            if (!splitter._isSimple)
                return MoveNextBetween();
            if (!TryFind(_end, separator: false, out _start))
                return false;
            TryFind(_start, separator: true, out _end);
            return true;
        }

        /// <summary>The first separator, or the first char that is none, from a place on: false, and the end of the text, if there is no such.</summary>
        private bool TryFind(int from, bool separator, out int found)
        {
            for (int place = from - _block; from < _text.Length; place = 0)
            {
                if (place < BlockLength && (separator ? _marks : ~_marks) >> place is var marks and not 0)
                {
                    found = _block + place + BitOperations.TrailingZeroCount(marks);
                    return found < _text.Length;
                }

                from = _block += BlockLength;
                Mark();
            }

            found = _text.Length;
            return false;
        }

        private void Mark()
        {
            ReadOnlySpan<char> block = _text[Math.Min(_block, _text.Length)..];
            int count = Math.Min(BlockLength, block.Length);
            _marks = count < BlockLength ? ulong.MaxValue << count : 0;
            for (int i = 0; i < count; i++)
            {
                char c = block[i];
                _marks |= (c < _asciiSeparators.Length ? _asciiSeparators[c] : IsOther(c)) << i;
            }
        }

        private readonly ulong IsOther(char c) => splitter._anyOther && splitter._filtered.Contains(c) ? 1UL : 0;

        /// <summary>The next word where the separator is longer than one char.</summary>
        private bool MoveNextBetween()
        {
            string split = splitter._split;
            _start = _end;
            while (_text[_start..].StartsWith(split, StringComparison.Ordinal))
                _start += split.Length;
            int length = _text[_start..].IndexOf(split, StringComparison.Ordinal);
            _end = length < 0 ? _text.Length : _start + length;
            return _start < _end;
        }
    }
}
