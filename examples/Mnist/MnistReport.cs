using System.Numerics.Tensors;
using KerasNet.Callbacks;
using KerasNet.Reporting;
using Spectre.Console;

namespace KerasNet.Examples.Mnist;

/// <summary>What a person wants to see after training: how good the model is, what it confuses, and its worst mistakes.</summary>
internal sealed class MnistReport(ExampleRun run, ExampleResult result)
{
    private const int Classes = 10;
    private const int MistakesShown = 6;

    public void Show(History history, LabelledImages digits, Tensor<float> predictions, bool fromLogits)
    {
        if (!run.Quiet)
            ShowQuality(history, digits, predictions.ToArray(), fromLogits);
        run.SaveCurves(result, history);
    }

    private void ShowQuality(History history, LabelledImages digits, float[] scores, bool fromLogits)
    {
        run.ShowOutcome(result, history);

        int[] labels = [.. digits.Test.Labels.ToArray().Select(label => (int)label)];
        int[] predicted = [.. scores.Chunk(Classes).Select(row => TensorPrimitives.IndexOfMax(row))];
        run.Out.Write(new ConfusionMatrix(labels, predicted, digits.ClassNames).Render());

        IReadOnlyList<Mistake> worst = Mistake.Worst(labels, fromLogits ? Softmax(scores) : scores, MistakesShown);
        if (worst.Count == 0)
            return;
        run.Out.MarkupLine("[bold]The mistakes it is surest of[/]");
        run.Out.Write(PictureSheet.Of(digits.Test.Images, worst, digits.ClassNames));
    }

    private static float[] Softmax(float[] logits)
    {
        float[] probabilities = new float[logits.Length];
        for (int start = 0; start < logits.Length; start += Classes)
            TensorPrimitives.SoftMax(logits.AsSpan(start, Classes), probabilities.AsSpan(start, Classes));
        return probabilities;
    }
}
