using System.Globalization;
using KerasNet.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace KerasNet.Examples.ImdbLstm;

/// <summary>How much each word of a text moves the model's judgement: what the judgement loses when the word is made unknown (occlusion; Zeiler and Fergus, 2014).</summary>
/// <param name="Words">The numbers of the words.</param>
/// <param name="Probability">The probability that the text is favourable.</param>
/// <param name="Influence">For each word, the probability minus that without the word: above 0 it speaks for the film.</param>
internal sealed record WordInfluence(int[] Words, float Probability, float[] Influence)
{
    private const int Strongest = 5;

    // A word that moves the probability by so much has the full colour.
    private const float FullColour = 0.25f;

    /// <summary>Asks the model once for the text and for each of its variants with one word made unknown.</summary>
    public static WordInfluence Of(Model model, int[] words)
    {
        int[][] variants = [words, .. words.Select((_, place) => Without(words, place))];
        float[] probabilities = model.Predict(Reviews.Pad([.. variants.Select(variant => (int[])[Vocabulary.Start, .. variant])])).ToArray();
        return new(words, probabilities[0], [.. probabilities.Skip(1).Select(without => probabilities[0] - without)]);
    }

    /// <summary>The judgement, the text with its words coloured, and the words that count most.</summary>
    public IRenderable Render(Vocabulary vocabulary)
    {
        Paragraph text = new();
        foreach ((int word, float influence) in Words.Zip(Influence))
            text.Append(vocabulary.Name(word), Colour(influence)).Append(" ");
        string judgement = Probability > 0.5f ? "[green]positive[/]" : "[red]negative[/]";
        return new Rows(
            new Markup(string.Create(CultureInfo.InvariantCulture, $"[bold]{judgement}[/], {100 * Probability:0.0} % favourable")),
            text,
            new Markup(string.Join("   ", Enumerable.Range(0, Words.Length)
                .OrderByDescending(place => Math.Abs(Influence[place]))
                .Take(Strongest)
                .Select(place => string.Create(CultureInfo.InvariantCulture, $"{Markup.Escape(vocabulary.Name(Words[place]))} {100 * Influence[place]:+0.0;−0.0}")))));
    }

    private static int[] Without(int[] words, int place)
    {
        int[] variant = [.. words];
        variant[place] = Vocabulary.Unknown;
        return variant;
    }

    private static Style Colour(float influence)
    {
        byte strength = (byte)(byte.MaxValue * Math.Clamp(Math.Abs(influence) / FullColour, 0, 1));
        byte rest = (byte)(byte.MaxValue - strength);
        return strength < byte.MaxValue / 16
            ? Style.Plain
            : new Style(Color.Black, influence > 0 ? new Color(rest, byte.MaxValue, rest) : new Color(byte.MaxValue, rest, rest));
    }
}
