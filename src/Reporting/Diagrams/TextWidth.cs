namespace KerasNet.Reporting.Diagrams;

/// <summary>How much room a text takes, without a font to ask: a little more than in the fonts that viewers use, so that nothing is cut off.</summary>
internal static class TextWidth
{
    private const double BoldFactor = 1.1;

    // Shares of the font's size, after DejaVu Sans, which is wider than what other systems have.
    private static readonly (string Letters, double Width)[] s_classes =
    [
        ("iljI.,:;|!'", 0.33),
        ("ftr()[]{} -/\\\"", 0.41),
        ("cksvxyz_", 0.57),
        ("mwMW@%—", 0.98),
        ("ABCDEGHKNOPQRSTUVXYZ&→=+<>~", 0.76),
    ];

    /// <summary>The width of a text in the unit of the font's size.</summary>
    internal static double Of(string text, double size, bool bold = false)
    {
        double sum = 0;
        foreach (char letter in text)
            sum += Of(letter);
        return sum * size * (bold ? BoldFactor : 1);
    }

    private static double Of(char letter)
    {
        foreach ((string letters, double width) in s_classes)
            if (letters.Contains(letter, StringComparison.Ordinal))
                return width;

        // Letters of scripts that need more room, such as Chinese, fill a square.
        return letter < 0x1100 ? 0.65 : 1;
    }
}
