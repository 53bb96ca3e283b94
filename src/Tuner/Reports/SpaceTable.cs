using KerasNet.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace KerasNet.Tuning;

/// <summary>A search space as a table for the terminal, and the number of its points.</summary>
internal static class SpaceTable
{
    // A list of more values would not be read; their number tells enough.
    private const int MostValues = 12;

    internal static IRenderable Of(HyperParameters space)
    {
        Table table = new() { Border = TableBorder.Simple };
        foreach (string heading in (ReadOnlySpan<string>)["hyperparameter", "kind", "values", "default", "counts where"])
            table.AddColumn(heading);
        foreach (HyperParameter parameter in space.Space)
            table.AddRow(
                new Text(parameter.Name), new Text(parameter.Kind), new Text(Values(parameter)), new Text(TrialText.Value(parameter.Default)),
                new Text(string.Join(" and ", parameter.Conditions)));
        return new Rows(new Text($"Search space: {ReportText.Plural(space.Space.Count, "hyperparameter")}{Points(space.PointCount)}"), table);
    }

    private static string Points(double count) => double.IsFinite(count) ? FormattableString.Invariant($", {count:N0} points") : "";

    /// <summary>The values of a hyperparameter in words.</summary>
    internal static string Values(HyperParameter parameter) => parameter switch
    {
        IntParameter whole => Range(whole.MinValue, whole.MaxValue, whole.Step == 1 ? null : whole.Step, whole.Sampling),
        FloatParameter number => Range(number.MinValue, number.MaxValue, number.Step, number.Sampling),
        _ => string.Join(", ", parameter.Values.Take(MostValues).Select(TrialText.Value))
            + (parameter.Values.Count > MostValues ? $", … ({parameter.Values.Count})" : ""),
    };

    private static string Range(object least, object greatest, object? step, Sampling sampling)
    {
        string by = step is null ? "" : $"{(sampling == Sampling.Linear ? " by " : " times ")}{TrialText.Value(step)}";
        return $"{TrialText.Value(least)} to {TrialText.Value(greatest)}{by}" + sampling switch
        {
            Sampling.Log => ", logarithmic",
            Sampling.ReverseLog => ", reverse logarithmic",
            _ => "",
        };
    }
}
