using System.CommandLine;
using System.Text;
using KerasNet.Data;
using KerasNet.Reporting;
using KerasNet.Saving;
using KerasNet.Training;
using Spectre.Console;

namespace KerasNet.Tool;

/// <summary><c>keras convert a.h5 b.keras</c>: reads a model, or weights into a model, and writes it in the format that the new file's name asks for.</summary>
internal static class ConvertCommand
{
    internal static Command Create()
    {
        Argument<string> source = new("from") { Description = "a model; or weights alone, together with --model" };
        Argument<string> target = new("to")
        {
            Description = "the new file; its name says the format: a model (.keras), weights alone (.weights.h5, .safetensors, .npz), the configuration (.json)",
        };
        Option<string?> model = new("--model") { Description = "the model that weights alone belong to: a model's file, or its configuration (.json)" };
        Option<bool> force = new("--force") { Description = "replace a file that is there already" };
        Command command = new("convert", "Write a model, or its weights alone, in another format.") { source, target, model, force };
        command.SetAction(parsed => ToolErrors.Guard(() => Run(parsed.GetValue(source)!, parsed.GetValue(target)!, parsed.GetValue(model), parsed.GetValue(force))));
        return command;
    }

    private static int Run(string source, string target, string? modelPath, bool force)
    {
        if (!force && File.Exists(target))
            throw new IOException($"'{target}' is there already. Pass --force to replace it.");
        Model model = Load(modelPath ?? source);
        if (modelPath is not null)
            model.LoadWeights(source);
        if (IsConfig(target))
            WholeFile.Write(target, Encoding.UTF8.GetBytes(model.ToJson()));
        else if (WeightsFormat.Knows(target))
            model.SaveWeights(target);
        else
            model.Save(target);
        ReportConsole.Out.Write(new Text($"{target}: {ModelSummary.Size(new FileInfo(target).Length)}\n"));
        return ToolErrors.Fine;
    }

    private static Model Load(string path) => IsConfig(path) ? Model.FromJson(File.ReadAllText(path))
        : WeightsFormat.Knows(path) ? throw new ArgumentException($"'{path}' holds weights alone. Say with --model what model they belong to.")
        : Model.Load(path);

    private static bool IsConfig(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !WeightsFormat.Knows(path);
}
