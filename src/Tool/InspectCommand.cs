using System.CommandLine;
using System.Globalization;
using KerasNet.Reporting;
using KerasNet.Saving;
using KerasNet.Training;
using Spectre.Console;

namespace KerasNet.Tool;

/// <summary><c>keras inspect m.keras</c>: the architecture, the weights with their statistics, the sizes, and how the model is compiled.</summary>
internal static class InspectCommand
{
    internal static Command Create()
    {
        Argument<string> file = new("file")
        {
            Description = "a model: .keras, .h5, or a folder that a .keras file was unpacked to; or weights alone: .weights.h5, .safetensors, .npz",
        };
        Option<bool> optimizer = new("--optimizer") { Description = "list the optimizer's state among the weights, too" };
        Option<string?> plot = new("--plot") { Description = "draw the model's diagram into this .svg file" };
        Command command = new("inspect", "Show what is in a model: layers, weights with statistics, sizes, how it is compiled.") { file, optimizer, plot };
        command.SetAction(parsed => ToolErrors.Guard(() => Run(parsed.GetValue(file)!, parsed.GetValue(optimizer), parsed.GetValue(plot))));
        return command;
    }

    private static int Run(string path, bool withOptimizer, string? plot)
    {
        IAnsiConsole console = ReportConsole.Out;
        if (WeightsFormat.Knows(path))
        {
            WriteFile(console, path);
            WriteWeights(console, FileWeights.Read(path), withOptimizer);
            return ToolErrors.Fine;
        }

        Model model;
        try
        {
            model = Model.Load(path);
        }
        catch (ModelFileException e) when (e.InnerException is NotSupportedException)
        {
            // What is whole, but needs a class of somebody else's, is shown as far as it goes.
            WriteFile(console, path);
            WriteWeights(console, FileWeights.Read(path), withOptimizer);
            throw;
        }

        WriteFile(console, path);
        model.Summary(expandNested: true, showTrainable: true);
        console.WriteLine();
        WriteWeights(console, StoredWeight.Of(model), withOptimizer);
        WriteCompile(console, model);
        if (plot is not null)
            model.Plot(plot, showShapes: true, showLayerNames: true, expandNested: true, showLayerActivations: true);
        return ToolErrors.Fine;
    }

    private static void WriteFile(IAnsiConsole console, string path)
    {
        long size = Directory.Exists(path)
            ? new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
            : new FileInfo(path).Length;
        console.Write(new Text($"{path}: {ModelSummary.Size(size)}\n"));
    }

    private static void WriteWeights(IAnsiConsole console, IReadOnlyList<StoredWeight> weights, bool withOptimizer)
    {
        StoredWeight[] listed = [.. weights.Where(weight => withOptimizer || !weight.Path.StartsWith("optimizer/", StringComparison.Ordinal))];
        if (listed.Length == 0)
            return;
        Table table = new() { Border = TableBorder.Rounded };
        bool owned = listed.Any(weight => weight.Owner.Length > 0);
        table.AddColumns([.. owned ? ["Weight"] : Array.Empty<string>(), "Path", "Shape", "Type"]);
        foreach (string heading in (string[])["Min", "Max", "Mean", "Std", "Zeros"])
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        foreach (StoredWeight weight in listed)
        {
            Statistics numbers = new(weight.Data);
            string zeros = weight.Data.Length == 0 ? "" : ((double)numbers.Zeros / weight.Data.Length).ToString("0.#%", CultureInfo.InvariantCulture);
            string[] measured = numbers.Count == 0
                ? ["", "", "", "", zeros]
                : [Statistics.Text(numbers.Minimum), Statistics.Text(numbers.Maximum), Statistics.Text(numbers.Mean), Statistics.Text(numbers.Deviation), zeros];
            string[] cells = [.. owned ? [$"{weight.Owner}: {weight.Name}"] : Array.Empty<string>(), weight.Path, weight.Data.Shape.ToString(), weight.Type, .. measured];
            table.AddRow([.. cells.Select(Markup.Escape)]);
            if (numbers.NotFinite > 0)
                table.Caption($"{Markup.Escape(weight.Path)} and maybe others hold numbers that are not finite");
        }

        console.Write(table);
    }

    private static void WriteCompile(IAnsiConsole console, Model model)
    {
        if (!model.IsCompiled)
        {
            console.Write(new Text("The model is not compiled.\n"));
            return;
        }

        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumns("Compiled with", "");
        foreach ((string name, string value) in new CompileFacts(model.Trainer).All())
            table.AddRow(Markup.Escape(name), Markup.Escape(value));
        console.Write(table);
    }
}
