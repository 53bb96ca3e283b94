using KerasNet.Layers;

namespace KerasNet.Data;

/// <summary>Where the steps of sequences go when all get one length.</summary>
internal sealed class SequencePadding
{
    private static readonly string[] s_sides = ["pre", "post"];

    private readonly bool _padFront;
    private readonly bool _cutFront;

    /// <summary>Plans.</summary>
    /// <param name="lengths">The lengths of the sequences.</param>
    /// <param name="maxLen">The length that all get; that of the longest if null.</param>
    /// <param name="padding">Where short sequences are filled up.</param>
    /// <param name="truncating">Where long sequences are cut.</param>
    /// <exception cref="ArgumentException">A side is unknown, the length negative, or not to be had.</exception>
    internal SequencePadding(IEnumerable<int> lengths, int? maxLen, string padding, string truncating)
    {
        _padFront = IsFront(padding, nameof(padding));
        _cutFront = IsFront(truncating, nameof(truncating));
        ArgumentOutOfRangeException.ThrowIfNegative(maxLen ?? 0, nameof(maxLen));
        Length = maxLen ?? lengths.Append(-1).Max();
        if (Length < 0)
            throw new ArgumentException("There are no sequences, so the longest of them cannot give the length: pass maxLen.", nameof(maxLen));
    }

    /// <summary>The length that all get.</summary>
    internal int Length { get; }

    /// <summary>For a sequence of a length: the first step that is kept, its place in the result, and how many are kept.</summary>
    internal (int From, int To, int Count) Place(int length)
    {
        int kept = Math.Min(length, Length);
        return (_cutFront ? length - kept : 0, _padFront ? Length - kept : 0, kept);
    }

    private static bool IsFront(string side, string argument)
    {
        ArgumentNullException.ThrowIfNull(side, argument);
        return s_sides.Contains(side) ? side == s_sides[0] : throw Naming.Unknown(argument, side, s_sides);
    }
}
