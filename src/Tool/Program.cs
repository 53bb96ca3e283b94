using System.CommandLine;
using KerasNet.Tool;

RootCommand root = new("Looks into, compares, converts and runs saved Keras models. No Python is needed, and nothing in a file is run.")
{
    InspectCommand.Create(),
    DiffCommand.Create(),
    ConvertCommand.Create(),
    PredictCommand.Create(),
};
ParseResult parsed = root.Parse(args);

// 1 is the answer of diff that something differs, so that mistakes must have another number.
int code = parsed.Invoke();
return parsed.Errors.Count > 0 ? ToolErrors.Failed : code;
