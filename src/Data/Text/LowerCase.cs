using System.Buffers;
using System.Globalization;
using System.Text;

namespace KerasNet.Data;

/// <summary>Lower case as Python's <c>str.lower</c> makes it: that of Unicode for any language, İ as two characters, a capital sigma at the end of a word as ς.</summary>
internal static class LowerCase
{
    private const char DottedCapitalI = '\u0130';
    private const char CapitalSigma = '\u03A3';
    private const char FinalSigma = '\u03C2';
    private const char Sigma = '\u03C3';

    /// <summary>Characters inside of words, such as apostrophes, that are neither marks nor modifiers by their category.</summary>
    private static readonly SearchValues<char> s_insideWords =
        SearchValues.Create("'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A");

    /// <summary>The text in lower case.</summary>
    internal static string Of(string text)
    {
        char[] buffer = [];
        ReadOnlySpan<char> lower = Write(text, ref buffer);
        return lower.SequenceEqual(text) ? text : lower.ToString();
    }

    /// <summary>Writes the text in lower case into a buffer, which is exchanged for a larger one if need be.</summary>
    internal static ReadOnlySpan<char> Write(ReadOnlySpan<char> text, ref char[] buffer)
    {
        if (buffer.Length < text.Length)
            buffer = new char[Math.Max(text.Length, 2 * buffer.Length)];
        int read = 0, written = 0;
        while (read < text.Length)
        {
            Ascii.ToLower(text[read..], buffer.AsSpan(written), out int plain);
            read += plain;
            written += plain;
            while (read < text.Length && !char.IsAscii(text[read]))
                Convert(text, ref read, ref buffer, ref written);
        }

        return buffer.AsSpan(0, written);
    }

    private static void Convert(ReadOnlySpan<char> text, ref int read, ref char[] buffer, ref int written)
    {
        char c = text[read];
        switch (c)
        {
            case DottedCapitalI:
                // The one letter that takes more room in lower case.
                if (written + (text.Length - read) >= buffer.Length)
                    Array.Resize(ref buffer, 2 * buffer.Length);
                buffer[written++] = 'i';
                buffer[written++] = '\u0307';
                break;
            case CapitalSigma:
                buffer[written++] = EndsWord(text, read) ? FinalSigma : Sigma;
                break;
            case var _ when char.IsHighSurrogate(c) && Rune.DecodeFromUtf16(text[read..], out Rune rune, out _) == OperationStatus.Done:
                written += Rune.ToLowerInvariant(rune).EncodeToUtf16(buffer.AsSpan(written));
                read++;
                break;
            default:
                buffer[written++] = char.ToLowerInvariant(c);
                break;
        }

        read++;
    }

    /// <summary>Whether a letter is before this place and none behind it, marks and apostrophes left out: Unicode's condition Final_Sigma.</summary>
    private static bool EndsWord(ReadOnlySpan<char> text, int place)
    {
        ReadOnlySpan<char> before = text[..place], behind = text[(place + 1)..];
        while (Rune.DecodeLastFromUtf16(before, out Rune rune, out int size) == OperationStatus.Done && IsIgnored(rune))
            before = before[..^size];
        if (Rune.DecodeLastFromUtf16(before, out Rune last, out _) != OperationStatus.Done || !IsCased(last))
            return false;
        while (Rune.DecodeFromUtf16(behind, out Rune rune, out int size) == OperationStatus.Done && IsIgnored(rune))
            behind = behind[size..];
        return Rune.DecodeFromUtf16(behind, out Rune next, out _) != OperationStatus.Done || !IsCased(next);
    }

    /// <summary>Unicode's property Case_Ignorable.</summary>
    private static bool IsIgnored(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || (rune.IsBmp && s_insideWords.Contains((char)rune.Value));

    /// <summary>Unicode's property Cased: letters with a case, and the numbers and signs that are made of such letters.</summary>
    private static bool IsCased(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || rune.Value is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169)
            or (>= 0x1F170 and <= 0x1F189);
}
