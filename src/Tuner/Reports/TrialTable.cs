using KerasNet.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace KerasNet.Tuning;

/// <summary>Trials as a table for the terminal: one row for each, a column for each hyperparameter, or all of them in one column where that is too wide.</summary>
internal static class TrialTable
{
    /// <summary>The table.</summary>
    /// <param name="search">What the trials are of.</param>
    /// <param name="trials">The rows.</param>
    /// <param name="now">Until when trials that run have taken their time.</param>
    /// <param name="cut">Whether values that do not fit on a line are cut, not continued on the next one.</param>
    internal static IRenderable Of(SearchSnapshot search, IReadOnlyList<TrialSnapshot> trials, DateTimeOffset now, bool cut = false)
    {
        string[] names = [.. search.Names.Where(name => trials.Any(trial => trial.Values.ContainsKey(name)))];
        return new WidestThatFits(
            Table(search, trials, now, cut, names, (trial, name) => TrialText.Value(trial.Values.GetValueOrDefault(name))),
            Table(search, trials, now, cut, names.Length == 0 ? [] : ["values"], (trial, _) => TrialText.Values(trial)));
    }

    private static Table Table(
        SearchSnapshot search, IReadOnlyList<TrialSnapshot> trials, DateTimeOffset now, bool cut, IReadOnlyList<string> columns, Func<TrialSnapshot, string, string> cell)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("trial").NoWrap());
        foreach (string column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)));
        table.AddColumn(new TableColumn("status").NoWrap());
        table.AddColumn(new TableColumn(Markup.Escape(search.Objective.Name == Objective.DefaultName ? "result" : search.Objective.Name)).RightAligned().NoWrap());
        table.AddColumn(new TableColumn("time").RightAligned().NoWrap());
        foreach (TrialSnapshot trial in trials)
        {
            bool best = trial.Id == search.Best?.Id;
            Style style = best ? new Style(Color.Green, decoration: Decoration.Bold) : trial.Status switch
            {
                TrialStatus.Failed or TrialStatus.Invalid => new Style(Color.Red),
                TrialStatus.Completed => Style.Plain,
                TrialStatus.Running => new Style(Color.Yellow),
                _ => new Style(Color.Grey),
            };
            IEnumerable<IRenderable> values = columns.Select(column => cut ? (IRenderable)new OneLine(cell(trial, column), style) : new Text(cell(trial, column), style));
            table.AddRow(
            [
                new Text(trial.Id, style), .. values, new Text(best ? "best" : TrialText.Status(trial), style), new Text(TrialText.Score(trial, search.Objective), style),
                new Text(TrialText.Time(trial, now), style),
            ]);
        }

        return table;
    }
}
