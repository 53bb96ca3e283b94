using KerasNet.Callbacks;
using KerasNet.Reporting;
using Spectre.Console;

namespace KerasNet.Examples;

/// <summary>What all examples show after training.</summary>
public static class ExampleReport
{
    /// <summary>How good the model is.</summary>
    public static void ShowOutcome(this ExampleRun run, ExampleResult result, History history)
    {
        if (history.WasCancelled)
            run.Out.MarkupLineInterpolated($"[yellow]Stopped in epoch {result.Epochs + 1}; the weights after its last batch are kept and measured.[/]");
        run.Out.MarkupLineInterpolated($"Test loss [bold]{result.TestLoss:0.0000}[/], test accuracy [bold]{100 * result.TestAccuracy:0.00} %[/] after {result.Seconds:0.0} s of training.");
    }

    /// <summary>Writes the learning curves where the user wants them; a quiet run writes them only if told where.</summary>
    public static void SaveCurves(this ExampleRun run, ExampleResult result, History history, string folder = "")
    {
        if (history.Epoch.Count == 0 || (run.Quiet && run.Curves is null))
            return;
        string path = run.Curves ?? Path.Combine(folder, $"{result.Case}-curves.svg");
        LearningCurves.Save(path, history.ToDictionary(), $"{result.Case} on {result.Data}");
        run.Out.MarkupLineInterpolated($"Learning curves: {path}");
    }
}
