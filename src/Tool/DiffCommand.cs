using System.CommandLine;
using KerasNet.Reporting;
using Spectre.Console;

namespace KerasNet.Tool;

/// <summary><c>keras diff a.keras b.keras</c>: what two models differ in. Exit code 0: nothing, 1: something, 2: they could not be compared.</summary>
internal static class DiffCommand
{
    private const string Missing = "–";

    internal static Command Create()
    {
        Argument<string> first = new("a") { Description = "a model" };
        Argument<string> second = new("b") { Description = "another" };
        Option<double> tolerance = new("--tolerance") { Description = "how far weights may be apart; not at all if not given" };
        Option<bool> noOptimizer = new("--no-optimizer") { Description = "leave out how the models are compiled and the optimizer's state" };
        Command command = new("diff", "Compare two models, configuration and weights. Exit code 0: equal, 1: different, 2: they could not be compared.")
        {
            first, second, tolerance, noOptimizer,
        };
        command.SetAction(parsed => ToolErrors.Guard(() =>
        {
            Model a = Model.Load(parsed.GetValue(first)!, compile: !parsed.GetValue(noOptimizer));
            Model b = Model.Load(parsed.GetValue(second)!, compile: !parsed.GetValue(noOptimizer));
            bool same = SameConfigs(a, b) & SameWeights(a, b, parsed.GetValue(tolerance));
            return same ? ToolErrors.Fine : ToolErrors.Different;
        }));
        return command;
    }

    private static bool SameConfigs(Model a, Model b)
    {
        ConfigDifference[] differences = [.. ConfigDifference.Between(a, b)];
        if (differences.Length == 0)
            return true;
        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumns("Configuration", "a", "b");
        foreach (ConfigDifference difference in differences)
            table.AddRow(Markup.Escape(difference.Path), Markup.Escape(difference.First ?? Missing), Markup.Escape(difference.Second ?? Missing));
        ReportConsole.Out.Write(table);
        return false;
    }

    private static bool SameWeights(Model a, Model b, double tolerance)
    {
        Dictionary<string, StoredWeight> first = StoredWeight.Of(a).ToDictionary(weight => weight.Path), second = StoredWeight.Of(b).ToDictionary(weight => weight.Path);
        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumns("Weight", "a", "b").AddColumn(new TableColumn("Furthest apart").RightAligned());
        foreach (string path in first.Keys.Union(second.Keys))
        {
            (TensorData? left, TensorData? right) = (first.GetValueOrDefault(path)?.Data, second.GetValueOrDefault(path)?.Data);
            if (left is not null && right is not null && left.Shape.Equals(right.Shape) && left.DType == right.DType)
            {
                double apart = Distance(left, right);
                if (apart > tolerance)
                    table.AddRow(Markup.Escape(path), Describe(left), Describe(right), Statistics.Text(apart));
            }
            else
                table.AddRow(Markup.Escape(path), Describe(left), Describe(right), "");
        }

        if (table.Rows.Count == 0)
            return true;
        ReportConsole.Out.Write(table);
        return false;
    }

    private static string Describe(TensorData? data) => data is null ? Missing : Markup.Escape($"{data.Shape} {data.DType.KerasName()}");

    /// <summary>The largest difference of two numbers at the same place; two that are both NaN, or the same infinity, do not differ.</summary>
    private static double Distance(TensorData a, TensorData b)
    {
        double most = 0;
        for (long i = 0; i < a.Length; i++)
        {
            (double left, double right) = (a.GetDouble(i), b.GetDouble(i));
            double apart = left.Equals(right) ? 0 : Math.Abs(left - right);
            most = double.IsNaN(apart) ? double.PositiveInfinity : Math.Max(most, apart);
        }

        return most;
    }
}
