using System.Numerics.Tensors;
using KerasNet.Callbacks;
using KerasNet.Reporting;
using Spectre.Console;

namespace KerasNet.Examples.ImdbLstm;

/// <summary>What a person wants to see: how good the model is, which reviews it misjudges, and why it likes or dislikes what they type.</summary>
internal sealed class ImdbReport(ExampleRun run, Reviews reviews)
{
    private const int MistakesShown = 4;
    private const int WordsShown = 40;

    private static readonly string[] s_classes = ["negative", "positive"];

    /// <summary>After training.</summary>
    public void Show(ExampleResult result, History history, Tensor<float> predictions)
    {
        if (!run.Quiet)
        {
            run.ShowOutcome(result, history);
            float[] probabilities = predictions.ToArray();
            int[] predicted = [.. probabilities.Select(probability => probability > 0.5f ? 1 : 0)];
            run.Out.Write(new ConfusionMatrix(reviews.Test.Labels, predicted, s_classes).Render());
            ShowMistakes(Mistake.Worst(reviews.Test.Labels, probabilities, MistakesShown));
        }

        run.SaveCurves(result, history);
    }

    /// <summary>Judges the given sentences; without any, what is typed, until an empty line.</summary>
    public void Judge(Model model, IReadOnlyList<string> sentences)
    {
        if (run.Quiet)
            return;
        foreach (string sentence in sentences)
            Explain(model, sentence);
        if (sentences.Count > 0 || !run.Out.Profile.Capabilities.Interactive || Console.IsInputRedirected || run.Cancellation.IsCancellationRequested)
            return;
        run.Out.MarkupLine("\nType what you think of a film; an empty line ends it.");
        while (Ask() is { Length: > 0 } sentence)
            Explain(model, sentence);
    }

    private string? Ask()
    {
        run.Out.Markup("[bold]> [/]");
        return Console.In.ReadLine()?.Trim();
    }

    private void Explain(Model model, string sentence)
    {
        (string Word, int Number)[] words = reviews.Words.Read(sentence);
        if (words.Length > 0)
            run.Out.Write(WordInfluence.Of(model, words).Render());
        else
            run.Out.MarkupLine("[yellow]There is no word in it.[/]");
    }

    private void ShowMistakes(IReadOnlyList<Mistake> worst)
    {
        if (worst.Count == 0)
            return;
        run.Out.MarkupLine("[bold]The mistakes it is surest of[/]");
        foreach (Mistake mistake in worst)
        {
            IEnumerable<string> words = reviews.Test.Sequences[mistake.Index].TakeLast(WordsShown).Select(reviews.Words.Name);
            run.Out.MarkupLineInterpolated($"[bold]{mistake.Caption(s_classes)}[/]: … {string.Join(' ', words)}");
        }
    }
}
