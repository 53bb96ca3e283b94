using Spectre.Console;
using Spectre.Console.Rendering;

namespace KerasNet.Tuning;

/// <summary>The trials that failed, each with the first cause on one line.</summary>
internal static class FailureTable
{
    internal static IRenderable Of(SearchSnapshot search)
    {
        Table table = new Table { Border = TableBorder.Simple, Title = new TableTitle("Failed trials") }.LeftAligned();
        table.AddColumn(new TableColumn("trial").NoWrap());
        table.AddColumn("values");
        table.AddColumn("first cause");
        foreach (TrialSnapshot trial in search.Failed)
            table.AddRow(new Text(trial.Id), new Text(TrialText.Values(trial)), new Text(trial.FirstCause(), new Style(Color.Red)));
        return table;
    }
}
