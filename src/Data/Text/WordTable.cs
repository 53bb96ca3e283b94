using System.Runtime.InteropServices;

namespace KerasNet.Data;

/// <summary>
/// Distinct words in the order in which they were added, found by their characters without making a string. It does what a dictionary of strings does with its
/// lookup by spans, in less than half of the time: texts have many words, and looking them up is most of the work. Frequent words are seen early, so they lie together.
/// </summary>
internal sealed class WordTable
{
    private const ulong Mixer = 0x9E37_79B9_7F4A_7C15;
    private const int CharsPerBlock = sizeof(ulong) / sizeof(char);
    private const int HalfBits = 32;

    /// <summary>Differs from one start of the program to the next, so that nobody can write texts whose words all collide. No result depends on it.</summary>
    private static readonly ulong s_seed = (ulong)Random.Shared.NextInt64();

    private readonly List<string> _words = [];

    /// <summary>The characters of all words, one after the other.</summary>
    private char[] _chars = new char[256];
    private int _charCount;

    /// <summary>At least half of the cells are empty.</summary>
    private Cell[] _cells = new Cell[64];

    /// <summary>The words in the order in which they were added.</summary>
    internal IReadOnlyList<string> Words => _words;

    /// <summary>The place of a word; −1 if it is not there.</summary>
    internal int Find(ReadOnlySpan<char> word) => At(Hash(word), word).Place - 1;

    /// <summary>The place of a word, which is added if it is not there yet.</summary>
    internal int FindOrAdd(ReadOnlySpan<char> word)
    {
        uint hash = Hash(word);
        ref Cell cell = ref At(hash, word);
        if (cell.Place > 0)
            return cell.Place - 1;
        _words.Add(word.ToString());
        cell = new() { Hash = hash, Place = _words.Count, Start = Keep(word), Length = word.Length };
        if (2 * _words.Count > _cells.Length)
            Grow();
        return _words.Count - 1;
    }

    /// <summary>The cell of a word, or the empty one where it would be.</summary>
    private ref Cell At(uint hash, ReadOnlySpan<char> word)
    {
        Cell[] cells = _cells;
        for (uint i = hash; ; i++)
        {
            ref Cell cell = ref cells[i & (uint)(cells.Length - 1)];
            if (cell.Place == 0 || (cell.Hash == hash && _chars.AsSpan(cell.Start, cell.Length).SequenceEqual(word)))
                return ref cell;
        }
    }

    private int Keep(ReadOnlySpan<char> word)
    {
        if (_charCount + word.Length > _chars.Length)
            Array.Resize(ref _chars, Math.Max(2 * _chars.Length, _charCount + word.Length));
        word.CopyTo(_chars.AsSpan(_charCount));
        _charCount += word.Length;
        return _charCount - word.Length;
    }

    private void Grow()
    {
        Cell[] old = _cells;
        _cells = new Cell[2 * old.Length];
        foreach (Cell cell in old)
            if (cell.Place > 0)
                At(cell.Hash, _words[cell.Place - 1]) = cell;
    }

    /// <summary>Multiplies and mixes four characters at a time; the last four may overlap those before.</summary>
    private static uint Hash(ReadOnlySpan<char> word)
    {
        ulong hash = s_seed ^ (uint)word.Length;
        if (word.Length < CharsPerBlock)
        {
            foreach (char c in word)
                hash = ulong.RotateLeft(hash, 16) ^ c;
            return Mixed(hash);
        }

        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(word);
        for (; bytes.Length > sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(bytes)) * Mixer;
            hash ^= hash >> HalfBits;
            if (bytes.Length < 2 * sizeof(ulong))
                break;
        }

        return Mixed(hash ^ MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(word[^CharsPerBlock..])));
    }

    private static uint Mixed(ulong hash)
    {
        hash *= Mixer;
        hash = (hash ^ (hash >> HalfBits)) * Mixer;
        return (uint)(hash >> HalfBits);
    }

    /// <summary>Where a word is; <see cref="Place"/> counts from 1 and is 0 in an empty cell.</summary>
    private struct Cell
    {
        internal uint Hash;
        internal int Place;
        internal int Start;
        internal int Length;
    }
}
