namespace KerasNet.Layers;

/// <summary>The rules by which texts are made uniform and split, by Keras' names.</summary>
internal static class TextRules
{
    internal const string LowerAndStrip = "lower_and_strip_punctuation";
    internal const string Lower = "lower";
    internal const string Strip = "strip_punctuation";
    internal const string Whitespace = "whitespace";
    internal const string Character = "character";

    /// <summary>In a table of characters: the character is left out.</summary>
    internal const char Dropped = '\uffff';

    /// <summary>Whether a character splits words: the white space of ASCII, as in TensorFlow.</summary>
    internal static bool Splits(char c) => c is ' ' or (>= '\t' and <= '\r');

    /// <summary>What becomes of each character of ASCII. Others stay what they are: case and punctuation beyond ASCII are not touched.</summary>
    internal static char[] Table(string? standardize)
    {
        char[] table = new char[128];
        for (char c = '\0'; c < table.Length; c++)
        {
            bool drops = standardize is Strip or LowerAndStrip && char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c));
            table[c] = drops ? Dropped : standardize is Lower or LowerAndStrip && char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
        }

        return table;
    }
}
