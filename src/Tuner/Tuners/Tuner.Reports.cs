using KerasNet.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace KerasNet.Tuning;

/// <content>What a person wants to know of the search, during it and afterwards.</content>
public partial class Tuner
{
    /// <summary>Where the search is shown.</summary>
    internal IAnsiConsole Terminal { get; set; } = ReportConsole.Out;

    /// <summary>Prints the best trials, and those that failed with their first causes.</summary>
    /// <param name="numTrials">How many of the completed trials at most.</param>
    /// <param name="printFn">Takes the text instead of the console.</param>
    public void ResultsSummary(int numTrials = 10, Action<string>? printFn = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numTrials, 1);
        SearchSnapshot search = Snapshot();
        TrialSnapshot[] best = [.. search.Ranked.Take(numTrials)];
        int completed = search.Ranked.Count();
        string shown = best.Length < completed ? $"the best {best.Length} of {completed} completed trials" : ReportText.Plural(completed, "completed trial");
        List<IRenderable> parts = [new Text($"Results of {Place}: {shown}, {TrialText.Of(search.Objective)} first")];
        if (best.Length > 0)
            parts.Add(TrialTable.Of(search, best, TimeProvider.System.GetUtcNow()));
        if (search.Failed.Any())
            parts.Add(FailureTable.Of(search));
        if (search.Test is { } test)
            parts.Add(new Text(TrialText.Of(test)));
        Print(new Rows(parts), printFn);
    }

    /// <summary>Prints the hyperparameters that are known, with their values, and the number of points of the space.</summary>
    /// <remarks>
    /// Before the first search the space is learnt by building the model, as the search would; <see cref="HyperModel.Training"/> is asked without data then.
    /// </remarks>
    /// <param name="printFn">Takes the text instead of the console.</param>
    public void SearchSpaceSummary(Action<string>? printFn = null)
    {
        Explore(new TrialFit());
        Print(SpaceTable.Of(Snapshot().Space), printFn);
    }

    /// <summary>How much of the differences between scores each hyperparameter explains by itself, greatest first.</summary>
    /// <remarks>
    /// Shares of the variance, 0 to 1, by a functional analysis of variance with a random forest (Hutter, Hoos and Leyton-Brown, 2014); what is left to 1 is what they do
    /// together. Empty for fewer than five completed trials, or where none differs. Few trials tell little.
    /// </remarks>
    public IReadOnlyList<(string Name, double Share)> GetImportances() => Importance.Of(Snapshot());

    /// <summary>
    /// Writes a page about the search that a browser opens and that needs nothing else: the best trial, hyperparameters and scores of all trials as parallel coordinates,
    /// the importance of each hyperparameter, the learning curves of all trials,
    /// tables of trials and failures, and the space. It follows the reader's light or dark theme.
    /// </summary>
    /// <param name="path">The file, usually ending in <c>.html</c>; its folder is made if need be. It appears, or is replaced, only when it is complete.</param>
    /// <param name="title">The heading; "Search of" and the study's name if not given.</param>
    /// <exception cref="InvalidOperationException">No trial was begun.</exception>
    public void SaveReport(string path = "search.html", string? title = null) =>
        new SearchReport(Begun(), title ?? $"Search of {Options.ProjectName}").ToPage().Save(path);

    /// <summary>Writes all trials for other programs, each with all of its epochs; numbers have all their digits.</summary>
    /// <param name="path">
    /// The file. Ending in <c>.csv</c> it has a row for each trial, and a second file <c>….epochs.csv</c> beside it a row for each epoch of each execution; ending in
    /// <c>.json</c> it has both.
    /// </param>
    /// <exception cref="ArgumentException">The file has another ending.</exception>
    /// <exception cref="InvalidOperationException">No trial was begun.</exception>
    public void SaveResults(string path = "results.csv") => ResultsFile.Write(path, Begun());

    /// <summary>What the search will do, where that is known and worth saying; nothing unless overridden.</summary>
    private protected virtual IRenderable? Plan => null;

    /// <summary>Says what is about to be done, and shows it from now on; null where nothing is to be said.</summary>
    private SearchDisplay? Show()
    {
        if (Options.Verbose == 0)
            return null;
        SearchSnapshot search = Snapshot();
        string planned = search.Planned is { } count ? ReportText.Plural(count, "trial") : "trials until the search ends";
        string there = search.Trials.Count > 0 ? $", {ReportText.Count(search.Ended.Count)} of them done before" : "";
        Terminal.Write(new Text($"Search for the {TrialText.Of(search.Objective)}: {planned}{there}, {Place}\n"));
        if (Plan is { } plan)
            Terminal.Write(plan);
        return new SearchDisplay(Snapshot, Terminal, live: Options.Verbose == 1);
    }

    /// <summary>The name of the study for readers.</summary>
    private string Place => $"study '{Options.ProjectName}'";

    private SearchSnapshot Begun() => Snapshot() is { Trials.Count: > 0 } search
        ? search
        : throw new InvalidOperationException("There is nothing to report: no trial was begun. Call Search first.");

    private SearchSnapshot Snapshot() => _study.Read(oracle => SearchSnapshot.Of(oracle, _study.Tested));

    private void Print(IRenderable what, Action<string>? printFn)
    {
        if (printFn is null)
        {
            Terminal.Write(what);
            return;
        }

        using StringWriter text = new();
        ReportConsole.Create(text, redirected: true).Write(what);
        printFn(text.ToString());
    }
}
