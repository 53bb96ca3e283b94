using System.Globalization;
using KerasNet.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace KerasNet.Examples.ImdbLstm;

/// <summary>How much each word of a text moves the model's judgement: what the judgement loses when the word is made unknown (occlusion; Zeiler and Fergus, 2014).</summary>
/// <param name="Probability">The probability that the text is favourable.</param>
/// <param name="Words">The words, each with the probability minus that without it: above 0 it speaks for the film.</param>
internal sealed record WordInfluence(float Probability, (string Word, float Influence)[] Words)
{
    private const int Strongest = 5;

    // A word that moves the probability by so much has the full colour.
    private const float FullColour = 0.25f;

    /// <summary>Asks the model once for the text and for each of its variants with one word made unknown.</summary>
    public static WordInfluence Of(Model model, (string Word, int Number)[] words)
    {
        int[] text = [Vocabulary.Start, .. words.Select(word => word.Number)];
        int[][] variants = [text, .. words.Select((_, place) => Without(text, place + 1))];
        float[] probabilities = model.Predict(Reviews.Pad(variants)).ToArray();
        return new(probabilities[0], [.. words.Select((word, place) => (word.Word, probabilities[0] - probabilities[place + 1]))]);
    }

    /// <summary>The judgement, the text with its words coloured, and the words that count most.</summary>
    public IRenderable Render()
    {
        Paragraph text = new();
        foreach ((string word, float influence) in Words)
            text.Append(word, Colour(influence)).Append(" ");
        string judgement = Probability > 0.5f ? "[green]positive[/]" : "[red]negative[/]";
        IEnumerable<string> strongest = Words.OrderByDescending(word => Math.Abs(word.Influence)).Take(Strongest).Select(word => $"{word.Word} {Percent(word.Influence)}");
        return new Rows(
            new Markup(string.Create(CultureInfo.InvariantCulture, $"[bold]{judgement}[/], {100 * Probability:0.0} % favourable")),
            text,
            new Text(string.Join("   ", strongest)));
    }

    private static int[] Without(int[] words, int place)
    {
        int[] variant = [.. words];
        variant[place] = Vocabulary.Unknown;
        return variant;
    }

    private static string Percent(float influence) => Math.Round(100 * influence, 1).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);

    private static Style Colour(float influence)
    {
        byte strength = (byte)(byte.MaxValue * Math.Clamp(Math.Abs(influence) / FullColour, 0, 1));
        byte rest = (byte)(byte.MaxValue - strength);
        return strength < byte.MaxValue / 16
            ? Style.Plain
            : new Style(Color.Black, influence > 0 ? new Color(rest, byte.MaxValue, rest) : new Color(byte.MaxValue, rest, rest));
    }
}
