using System.Globalization;
using System.Net;
using System.Text;
using KerasNet.Reporting;

namespace KerasNet.Tuning;

/// <summary>The learning curves of all trials: a picture for each logged name, with a line for each trial, coloured by its rank.</summary>
internal static class TrialCurves
{
    /// <summary>The pictures, the objective's first.</summary>
    internal static IEnumerable<string> Of(SearchSnapshot search)
    {
        TrialSnapshot[] ranked = [.. search.Ranked, .. search.Trials.Where(trial => trial.Status != TrialStatus.Completed)];
        string[] objective = [search.Objective.Name, .. search.Objective.Parts.Select(part => part.Name)];
        return ranked.SelectMany(trial => trial.Epochs).SelectMany(epoch => epoch.Logs.Keys).Distinct()
            .OrderBy(name => objective.Contains(name) ? 0 : 1).Select(name => Panel(name, ranked, search.Ranked.Count()));
    }

    private static string Panel(string name, TrialSnapshot[] ranked, int completed)
    {
        (TrialSnapshot Trial, int Rank, (int Epoch, double Value)[] Points)[] curves =
            [.. ranked.Select((trial, rank) => (trial, rank, Points(trial, name))).Where(curve => curve.Item3.Length > 0)];
        int epochs = curves.Max(curve => curve.Points[^1].Epoch);
        ChartFrame frame = new(name.Replace('_', ' '), epochs, Shown(curves.SelectMany(curve => curve.Points).Select(point => point.Value)));
        StringBuilder svg = new();
        Append(svg, $"<figure><svg class=\"curves\" viewBox=\"0 0 {ChartFrame.Width} {ChartFrame.Height}\" role=\"img\">");
        Append(svg, $"<title>{WebUtility.HtmlEncode(name)} of {ReportText.Plural(curves.Length, "trial")} over the epochs</title>");
        Append(svg, $"<rect class=\"back\" width=\"100%\" height=\"100%\"/>\n");
        frame.Draw(svg);
        foreach ((TrialSnapshot trial, int rank, (int Epoch, double Value)[] points) in curves.Reverse())
        {
            string path = Path(frame, points);
            string kind = rank == 0 && completed > 0 ? " best" : rank < completed ? "" : " other";
            Append(svg, $"<g class=\"trial{kind}\" data-of=\"{trial.Id}\" style=\"--rank:{(rank < completed ? ParallelCoordinates.Percent(rank, completed) : 0)}%\">");
            Append(svg, $"<title>trial {trial.Id}: {WebUtility.HtmlEncode(TrialText.Values(trial))} → {ReportText.Number(points[^1].Value)}</title>");
            Append(svg, $"<path class=\"hit\" d=\"{path}\"/><path d=\"{path}\"/></g>\n");
        }

        return svg.Append("</svg></figure>\n").ToString();
    }

    /// <summary>The mean over the executions for each epoch, from 1.</summary>
    private static (int Epoch, double Value)[] Points(TrialSnapshot trial, string name) =>
    [
        .. trial.Epochs.Where(epoch => epoch.Logs.ContainsKey(name)).GroupBy(epoch => epoch.Epoch).OrderBy(group => group.Key)
            .Select(group => (group.Key + 1, group.Average(epoch => epoch.Logs[name]))),
    ];

    /// <summary>The values that the axis is made for: where few are far beyond all others, as when a training explodes, those leave the picture.</summary>
    private static IEnumerable<double> Shown(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length < 4)
            return sorted;
        (double low, double high) = (sorted[sorted.Length / 4], sorted[sorted.Length * 3 / 4]);
        double reach = 10 * (high - low);
        return reach > 0 ? sorted.Where(value => value >= low - reach && value <= high + reach) : sorted;
    }

    private static string Path(ChartFrame frame, (int Epoch, double Value)[] points)
    {
        StringBuilder path = new();
        bool continues = false;
        foreach ((int epoch, double value) in points)
        {
            // A value that is no number interrupts the curve.
            if (double.IsFinite(value))
                Append(path, $"{(continues ? 'L' : 'M')}{frame.X(epoch):0.#},{Math.Clamp(frame.Y(value), -1e4, 1e4):0.#}{(continues ? "" : "h0")}");
            continues = double.IsFinite(value);
        }

        return path.ToString();
    }

    private static void Append(StringBuilder text, FormattableString formatted) => text.Append(formatted.ToString(CultureInfo.InvariantCulture));
}
