using KerasNet.Callbacks;
using KerasNet.Reporting;
using Spectre.Console;

namespace KerasNet.Examples.CatsVsDogs;

/// <summary>What a person wants to see: the photographs as the model sees them, how good it became, what it takes for what.</summary>
internal sealed class CatsVsDogsReport(ExampleRun run, string name, string folder)
{
    private const int MistakesShown = 24;

    /// <summary>Before training: samples, and variants of them if there are any.</summary>
    public void ShowSamples(ContactSheet sheet) => Save(sheet, $"{name}-samples.png", "Samples as the model sees them");

    /// <summary>After training.</summary>
    public void Show(ExampleResult result, History history, Judgement test)
    {
        if (!run.Quiet)
        {
            run.ShowOutcome(result, history);
            int[] predicted = [.. test.Probabilities.Select(probability => probability > 0.5f ? 1 : 0)];
            run.Out.Write(new ConfusionMatrix(test.Labels, predicted, Photographs.Classes).Render());
            SaveMistakes(test);
        }

        run.SaveCurves(result, history, folder);
    }

    private void SaveMistakes(Judgement test)
    {
        IReadOnlyList<Mistake> worst = Mistake.Worst(test.Labels, test.Probabilities, MistakesShown);
        if (worst.Count == 0)
            return;
        IReadOnlyDictionary<int, Image> pictures = test.Pictures(worst.Select(mistake => mistake.Index).ToHashSet());
        ContactSheet sheet = new();
        foreach (Mistake mistake in worst)
            sheet.Add(pictures[mistake.Index], $"{Photographs.Classes[mistake.Label]} taken for {Photographs.Classes[mistake.Predicted]} {100 * mistake.Confidence:0}%");
        Save(sheet, $"{name}-mistakes.png", "The mistakes it is surest of");
    }

    private void Save(ContactSheet sheet, string file, string what)
    {
        if (run.Quiet)
            return;
        string path = Path.Combine(folder, file);
        sheet.Save(path);
        run.Out.MarkupLineInterpolated($"{what}: {path}");
    }
}
