using System.Globalization;
using KerasNet.Callbacks;
using KerasNet.Metrics;
using KerasNet.Reporting.Diagrams;
using KerasNet.Training;

namespace KerasNet.Reporting;

/// <summary>What <see cref="History.SaveReport"/> writes.</summary>
internal sealed class RunReport(History history, RunClock clock, TrainingProgress progress, string? title, ConfusionMatrix? confusion)
{
    private static readonly PlotOptions s_diagram = new(ShowShapes: true, ShowLayerNames: true, ExpandNested: true, ShowLayerActivations: true);
    private readonly Model _model = progress.Model;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<double>> _values = history.ToDictionary();

    internal string ToHtml()
    {
        ReportPage page = new(title ?? $"Training of {_model.Name}", Subtitle());
        page.Section("Learning curves", [LearningCurves.Style, "<div class=\"panels\">", .. LearningCurves.Panels(InOrder()).Select(Panel), "</div>"]);
        page.Section("Results", ReportPage.Table(["", "last", "best", "in epoch"], Results()));
        if (confusion is not null)
            page.Section("Confusion matrix", ConfusionHtml.Of(confusion));
        page.Section("Model", Diagram(), Layers(), ReportPage.Table(["", "number", "size"], Totals()));
        if (progress.Facts is { } facts)
            page.Section(
                "Hyperparameters",
                "<div class=\"columns\">",
                ReportPage.Table(["Compile", ""], facts.Compile.All().Select(Cells)),
                ReportPage.Table(["Fit", ""], facts.Fit.Select(Cells)),
                "</div>");
        page.Section("Epochs", $"<details><summary>All values of {ReportText.Plural(history.Epoch.Count, "epoch")}</summary>", Epochs(), "</details>");
        return page.ToHtml();
    }

    private static string[] Cells((string Name, string Value) fact) => [fact.Name, fact.Value];

    private static string Panel(CurvePanel panel) => $"<figure>{panel.ToSvg()}</figure>";

    /// <summary>The loss first: it is what training is about, wherever its name falls among those of the metrics.</summary>
    private Dictionary<string, IReadOnlyList<double>> InOrder() =>
        _values.OrderBy(entry => Logs.WithoutPrefix(entry.Key) == "loss" ? 0 : 1).ToDictionary(entry => entry.Key, entry => entry.Value);

    private string Subtitle()
    {
        List<string> parts = [];
        if (clock.Began?.ToLocalTime() is { } began)
            parts.Add(began.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        parts.Add(ReportText.Plural(history.Epoch.Count, "epoch"));
        if (clock.Epochs.Count > 0)
            parts.Add(ReportText.Duration(clock.Epochs.Aggregate(TimeSpan.Zero, (sum, time) => sum + time)));
        if (history.WasCancelled)
            parts.Add("cancelled");
        return string.Join(" · ", parts);
    }

    private IEnumerable<string[]> Results() => InOrder().Select(entry =>
    {
        // A value that is no number is nobody's best.
        (double Value, int Place)[] finite = [.. entry.Value.Select((value, place) => (value, place)).Where(pair => double.IsFinite(pair.value))];
        (double Value, int Place)? best = finite.Length == 0 ? null : progress.DirectionOf(entry.Key) switch
        {
            MetricDirection.Down => finite.MinBy(pair => pair.Value),
            MetricDirection.Up => finite.MaxBy(pair => pair.Value),
            _ => null,
        };
        string[] last = [entry.Key.Replace('_', ' '), ReportText.Number(entry.Value[^1])];
        return best is { } one ? [.. last, ReportText.Number(one.Value), ReportText.Count(one.Place + 1)] : (string[])[.. last, "", ""];
    });

    private string Diagram() => $"<div class=\"scroll diagram-box\">{ModelDiagram.ToSvg(_model, s_diagram)}</div>";

    private string Layers()
    {
        ModelSummary summary = new(_model, expandNested: true, showTrainable: true);
        string[] headings = ["Layer", "Type", "Output shape", "Params", "Trainable"];
        return ReportPage.Table(
            summary.IsLinear ? headings : [.. headings, "Connected to"],
            summary.Rows.Select(row => (string[])
                [row.Name, row.Type, row.OutputShape, row.Parameters, row.Trainable, .. summary.IsLinear ? [] : new[] { row.ConnectedTo }]));
    }

    private IEnumerable<string[]> Totals() =>
        new ModelSummary(_model, expandNested: false, showTrainable: false).Totals
            .Select(total => (string[])[total.Label, ReportText.Count(total.Count), ModelSummary.Size(total.Bytes)]);

    private string Epochs()
    {
        string[] keys = [.. InOrder().Keys];
        bool timed = clock.Epochs.Count == history.Epoch.Count;
        return ReportPage.Table(
            ["epoch", .. keys.Select(key => key.Replace('_', ' ')), .. timed ? new[] { "time" } : []],
            history.Epoch.Select((epoch, place) => (string[])
            [
                ReportText.Count(epoch + 1),
                .. keys.Select(key => place < _values[key].Count ? ReportText.Number(_values[key][place]) : ""),
                .. timed ? new[] { ReportText.Duration(clock.Epochs[place]) } : [],
            ]));
    }
}
