using System.Globalization;
using System.Net;
using KerasNet.Reporting;

namespace KerasNet.Tuning;

/// <summary>What <see cref="Tuner.SaveReport"/> writes.</summary>
internal sealed class SearchReport(SearchSnapshot search, string title)
{
    // Lines are coloured from the worst trial to the best; one that is pointed at stands out, wherever it is drawn.
    private const string Style = """
        <style>
        :root { --best: #0550ae; --worst: #d4a72c; }
        @media (prefers-color-scheme: dark) { :root { --best: #79c0ff; --worst: #6e5200; } }
        .trial { fill: none; stroke: color-mix(in oklab, var(--best) var(--rank), var(--worst)); }
        .trial { stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; opacity: 0.85; }
        .trial.best { stroke-width: 3; opacity: 1; }
        .trial.other { stroke: var(--soft); stroke-dasharray: 3 3; }
        .trial .hit { stroke: transparent; stroke-width: 9; }
        svg:has(.shines) .trial:not(.shines) { opacity: 0.15; }
        .curves .value { paint-order: stroke; stroke: var(--back); stroke-width: 4px; }
        .legend { color: var(--soft); margin: 0 0 12px; }
        .legend i { display: inline-block; width: 72px; height: 8px; margin: 0 6px; border-radius: 4px; }
        .legend i { background: linear-gradient(to right in oklab, var(--worst), var(--best)); }
        .bars td:nth-child(2) { width: 320px; min-width: 120px; }
        .bars i { display: block; height: 12px; margin-top: 5px; border-radius: 3px; background: var(--best); }
        .wide-picture svg { display: block; width: 100%; height: auto; max-height: 560px; }
        </style>
        """;

    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    internal ReportPage ToPage()
    {
        ReportPage page = new(title, Subtitle());
        page.Section("Best trial", LearningCurves.Style, Style, Best());
        if (search.Best is not null)
            page.Section(
                "Hyperparameters and scores", "<p class=\"legend\">worst<i></i>best · point at a trial to see it everywhere</p>",
                $"<div class=\"scroll wide-picture\">{new ParallelCoordinates(search).ToSvg()}</div>");
        page.Section("Importance of the hyperparameters", Importances());
        if (search.Trials.Any(trial => trial.Epochs.Count > 0))
            page.Section("Learning curves", ["<div class=\"panels\">", .. TrialCurves.Of(search), "</div>"]);
        page.Section("Trials", Trials([.. search.Ranked, .. search.Trials.Where(trial => trial.Status != TrialStatus.Completed)]));
        TrialSnapshot[] failed = [.. search.Failed];
        if (failed.Length > 0)
            page.Section("Failed trials", ReportPage.Table(
                ["trial", "values", "first cause"], failed.Select(trial => (string[])[trial.Id, TrialText.Values(trial), trial.FirstCause()]),
                [.. failed.Select(trial => trial.Id)]));
        page.Section("Search space", ReportPage.Table(
            ["hyperparameter", "kind", "values", "default", "counts where"],
            search.Space.Space.Select(one => (string[])
                [one.Name, one.Kind, SpaceTable.Values(one), TrialText.Value(one.Default), string.Join(" and ", one.Conditions)])));
        return page;
    }

    private string Subtitle()
    {
        List<string> parts = [];
        if (search.Trials.Min(trial => trial.Began)?.ToLocalTime() is { } began)
            parts.Add(began.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        parts.Add(search.Planned is { } planned && planned != search.Ended.Count
            ? $"{ReportText.Count(search.Ended.Count)} of {ReportText.Plural(planned, "trial")}"
            : ReportText.Plural(search.Ended.Count, "trial"));
        parts.Add($"{TrialText.Of(search.Objective)} wanted");
        TimeSpan trained = search.Trials.Aggregate(TimeSpan.Zero, (sum, trial) => sum + (trial.Duration(_now) ?? TimeSpan.Zero));
        if (trained > TimeSpan.Zero)
            parts.Add($"{ReportText.Duration(trained)} of training");
        return string.Join(" · ", parts);
    }

    private string Best()
    {
        if (search.Best is not { } best)
            return "<p>No trial is completed.</p>";
        string name = search.Objective.Name == Objective.DefaultName ? "result" : search.Objective.Name;
        string head = $"<p data-of=\"{best.Id}\">Trial {best.Id}: {WebUtility.HtmlEncode(name)} "
            + $"<b>{ReportText.Number(best.Score!.Value)}</b> in epoch {best.BestEpoch + 1}.</p>";
        if (search.Test is { } test)
            head += $"<p>{WebUtility.HtmlEncode(TrialText.Of(test))}.</p>";
        return best.Values.Count == 0
            ? head
            : head + ReportPage.Table(["hyperparameter", "value"], best.Values.Select(pair => (string[])[pair.Key, TrialText.Value(pair.Value)]));
    }

    private string Importances()
    {
        IReadOnlyList<(string Name, double Share)> shares = Importance.Of(search);
        if (shares.Count == 0)
            return $"<p>It takes at least {Importance.LeastTrials} completed trials with different scores to tell.</p>";
        double together = Math.Max(0, 1 - shares.Sum(one => one.Share));
        IEnumerable<string> rows = shares.Append(("what they do together", together)).Select(one =>
            $"<tr><td>{WebUtility.HtmlEncode(one.Item1)}</td>"
            + $"<td><i style=\"width:{Math.Round(100 * Math.Min(one.Item2, 1)).ToString(CultureInfo.InvariantCulture)}%\"></i></td>"
            + $"<td class=\"number\">{one.Item2.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal)}</td></tr>\n");
        return "<p class=\"legend\">The share of the differences between scores that each explains by itself, by functional analysis of variance with a random forest "
            + "(Hutter, Hoos and Leyton-Brown, 2014). Few trials tell little.</p>\n"
            + $"<table class=\"bars\"><tbody>\n{string.Concat(rows)}</tbody></table>";
    }

    private string Trials(TrialSnapshot[] trials)
    {
        IReadOnlyList<string> names = search.Names;
        string objective = search.Objective.Name == Objective.DefaultName ? "result" : search.Objective.Name;
        return ReportPage.Table(
            ["trial", .. names, "status", objective, "best epoch", "time"],
            trials.Select(trial => (string[])
            [
                trial.Id, .. names.Select(name => TrialText.Value(trial.Values.GetValueOrDefault(name))), TrialText.Status(trial),
                trial.Score is { } score ? ReportText.Number(score) : "", trial.Score is null ? "" : ReportText.Count(trial.BestEpoch + 1), TrialText.Time(trial, _now),
            ]),
            [.. trials.Select(trial => trial.Id)]);
    }
}
