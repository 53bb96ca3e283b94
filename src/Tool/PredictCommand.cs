using System.CommandLine;
using KerasNet.Data;
using KerasNet.Reporting;
using Spectre.Console;

namespace KerasNet.Tool;

/// <summary><c>keras predict m.keras --input x.npz</c>: what a model makes of data in a file.</summary>
internal static class PredictCommand
{
    private const int RowsShown = 10, NumbersShown = 12;

    internal static Command Create()
    {
        Argument<string> file = new("file") { Description = "a model" };
        Option<string> input = new("--input")
        {
            Description = "the data: .npz (arrays by the names of the inputs, or in their order), .npy, or .csv of numbers",
            Required = true,
        };
        Option<string?> output = new("--output") { Description = "where to: .npz (by the names of the outputs), .npy or .csv; the first rows are shown if not given" };
        Option<int> batchSize = new("--batch-size") { Description = "samples at a time", DefaultValueFactory = _ => 32 };
        Command command = new("predict", "Predict from arrays in a file.") { file, input, output, batchSize };
        command.SetAction(parsed => ToolErrors.Guard(() =>
        {
            Model model = Model.Load(parsed.GetValue(file)!, compile: false);
            IReadOnlyDictionary<string, DataArray> results = Predict(model, ArrayFiles.Read(parsed.GetValue(input)!), parsed.GetValue(batchSize));
            if (parsed.GetValue(output) is { } path)
                ArrayFiles.Write(path, results);
            else
                Show(results);
            return ToolErrors.Fine;
        }));
        return command;
    }

    private static Dictionary<string, DataArray> Predict(Model model, IReadOnlyDictionary<string, DataArray> data, int batchSize)
    {
        // Where the names are not those of the inputs, such as NumPy's arr_0, the order counts.
        bool byName = model.InputNames.All(data.ContainsKey);
        DataArrays x = byName ? model.InputNames.ToDictionary(name => name, name => data[name]) : DataArrays.Create([.. data.Values]);
        if (!byName && data.Count != model.InputNames.Count)
            throw new ArgumentException(
                $"The model has the inputs {string.Join(", ", model.InputNames)}. " +
                $"The file has the arrays {string.Join(", ", data.Keys)}: name them so, or give as many.");
        return model.PredictByName(x, batchSize).ToDictionary(result => result.Key, result => (DataArray)result.Value);
    }

    private static void Show(IReadOnlyDictionary<string, DataArray> results)
    {
        foreach ((string name, DataArray result) in results)
        {
            ReportConsole.Out.Write(new Text($"{name}: {result.Shape}\n"));
            int width = result.Count == 0 ? 0 : checked((int)(result.Shape.ElementCount / result.Count));
            ReadOnlySpan<float> numbers = result.AsSpan<float>();
            for (int row = 0; row < Math.Min(RowsShown, result.Count); row++)
            {
                IEnumerable<string> shown = numbers.Slice(row * width, Math.Min(width, NumbersShown)).ToArray().Select(number => Statistics.Text(number));
                ReportConsole.Out.Write(new Text($"  {row}: {string.Join("  ", shown)}{(width > NumbersShown ? "  …" : "")}\n"));
            }

            if (result.Count > RowsShown)
                ReportConsole.Out.Write(new Text($"  … {result.Count - RowsShown} rows more; --output writes all\n"));
        }
    }
}
