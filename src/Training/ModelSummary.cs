using System.Text.RegularExpressions;
using Spectre.Console;

namespace KerasNet.Training;

/// <summary>What Summary shows: a row per layer, and the totals.</summary>
internal sealed class ModelSummary
{
    private const int TextWidth = 100;
    private readonly bool _showTrainable;
    private readonly Model _model;

    internal ModelSummary(Model model, bool expandNested, bool showTrainable, (string First, string Last)? layerRange = null)
    {
        _model = model;
        _showTrainable = showTrainable;
        IsLinear = model.IsChain;
        Rows = [.. RowsOf(model, InRange(model.Layers, layerRange), expandNested, "")];
        Totals = [.. TotalsOf(model)];
    }

    /// <summary>One line of the table.</summary>
    /// <param name="Name">The layer's name; inner layers of nested models are indented.</param>
    /// <param name="Type">The layer's class.</param>
    /// <param name="OutputShape">Its output shape, or "?" before it is built.</param>
    /// <param name="Parameters">Its number of parameters; "unbuilt" before it is built.</param>
    /// <param name="ConnectedTo">The layers it takes its input from.</param>
    /// <param name="Trainable">Y, N, or - for a layer without weights.</param>
    internal sealed record Row(string Name, string Type, string OutputShape, string Parameters, string ConnectedTo, string Trainable);

    /// <summary>Whether every layer has one input, so that nobody needs to be told which.</summary>
    internal bool IsLinear { get; }

    internal IReadOnlyList<Row> Rows { get; }

    /// <summary>Total, trainable, non-trainable and optimizer parameters with their sizes.</summary>
    internal IReadOnlyList<(string Label, long Count, long Bytes)> Totals { get; }

    internal void Write(IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]Model: \"{_model.Name}\"[/]");
        console.Write(Table());
        foreach ((string label, long count, long bytes) in Totals)
            console.MarkupLineInterpolated($" [bold]{label}:[/] {count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} ({Size(bytes)})");
    }

    internal string ToText()
    {
        using StringWriter writer = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = TextWidth;
        Write(console);
        return writer.ToString();
    }

    /// <summary>A number of bytes as Keras writes it: 407.08 KB.</summary>
    internal static string Size(long bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        double size = bytes;
        int unit = 0;
        for (; size >= 1024 && unit < units.Length - 1; unit++)
            size /= 1024;
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{size:0.00} {units[unit]}");
    }

    private Table Table()
    {
        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumn("Layer (type)").AddColumn("Output Shape").AddColumn(new TableColumn("Param #").RightAligned());
        if (!IsLinear)
            table.AddColumn("Connected to");
        if (_showTrainable)
            table.AddColumn("Trainable");
        foreach (Row row in Rows)
        {
            List<string> cells = [$"{row.Name} ({row.Type})", row.OutputShape, row.Parameters];
            if (!IsLinear)
                cells.Add(row.ConnectedTo);
            if (_showTrainable)
                cells.Add(row.Trainable);
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }

    private static IEnumerable<Row> RowsOf(Model model, IEnumerable<Layer> layers, bool expandNested, string indent)
    {
        foreach (Layer layer in layers)
        {
            LayerCall[] calls = [.. model.CallsOf(layer)];
            LayerCall? call = layer is Input input ? input.InputCall : calls.LastOrDefault();
            string shape = call is null ? "?" : string.Join(", ", call.Outputs.Select(output => output.Shape.ToString()));
            if (call?.Outputs.Count > 1)
                shape = $"[{shape}]";
            string connected = string.Join(", ", calls.SelectMany(made => made.AllInputs).Where(input => input.IsSymbol).Select(Source).Distinct());
            string trainable = layer.Weights.Count == 0 ? "-" : layer.TrainableWeights.Count > 0 ? "Y" : "N";
            string parameters = layer.Built
                ? layer.CountParams().ToString("N0", System.Globalization.CultureInfo.InvariantCulture) : "0 (unbuilt)";
            yield return new Row(indent + layer.Name, layer.KerasClass, shape, parameters, connected.Length == 0 ? "-" : connected, trainable);
            if (expandNested && layer is Model nested)
                foreach (Row row in RowsOf(nested, nested.Layers, expandNested, indent + "  └ "))
                    yield return row;
        }
    }

    /// <summary>The layers between two whose names match, both included; the ends may come in either order.</summary>
    private static IEnumerable<Layer> InRange(IReadOnlyList<Layer> layers, (string First, string Last)? range)
    {
        if (range is not { } ends)
            return layers;
        int[] first = Matching(ends.First), last = Matching(ends.Last);
        (int from, int to) = first.Min() <= last.Max() ? (first.Min(), last.Max()) : (last.Min(), first.Max());
        return layers.Skip(from).Take(to - from + 1);

        int[] Matching(string pattern)
        {
            Regex name = new($"^(?:{pattern})");
            int[] places = [.. Enumerable.Range(0, layers.Count).Where(i => name.IsMatch(layers[i].Name))];
            return places.Length > 0
                ? places
                : throw new ArgumentException($"layerRange: no layer's name matches '{pattern}'. Layers: {string.Join(", ", layers.Select(layer => layer.Name))}.");
        }
    }

    private static string Source(KerasTensor symbol) =>
        LayerCall.Of(symbol) is { } origin ? $"{origin.Call.Layer.Name}[{origin.Call.Index}][{origin.Index}]" : symbol.Origin?.ToString() ?? "?";

    private static IEnumerable<(string, long, long)> TotalsOf(Model model)
    {
        (long Count, long Bytes) trainable = Measure(model.TrainableWeights), other = Measure(model.NonTrainableWeights);
        (long Count, long Bytes) optimizer = model is { IsCompiled: true, Optimizer.Built: true } ? Measure(model.Optimizer.Variables) : (0, 0);
        yield return ("Total params", trainable.Count + other.Count + optimizer.Count, trainable.Bytes + other.Bytes + optimizer.Bytes);
        yield return ("Trainable params", trainable.Count, trainable.Bytes);
        yield return ("Non-trainable params", other.Count, other.Bytes);
        if (optimizer.Count > 0)
            yield return ("Optimizer params", optimizer.Count, optimizer.Bytes);
    }

    private static (long, long) Measure(IReadOnlyList<Variable> variables) =>
        (variables.Sum(variable => variable.Shape.ElementCount), variables.Sum(variable => variable.Value.Bytes));
}
