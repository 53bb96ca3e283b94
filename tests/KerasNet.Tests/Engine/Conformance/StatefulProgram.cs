using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Engine.Conformance;

/// <summary>A program with the numbers it is fed and the variables it changes.</summary>
internal sealed class StatefulProgram
{
    private readonly TensorData[] _inputs;
    private readonly Variable[] _variables;

    internal StatefulProgram(Program program, TensorData[] inputs, Variable[] variables)
    {
        Program = program;
        _inputs = inputs;
        _variables = variables;
    }

    internal Program Program { get; }

    /// <summary>Another program with the same inputs and variables.</summary>
    internal StatefulProgram With(Program program) => new(program, _inputs, _variables);

    /// <summary>Runs from the variables as they are now, and puts them back.</summary>
    /// <returns>For each run the outputs, then the variables.</returns>
    internal List<TensorData[]> Run(IBackend backend, int runs)
    {
        TensorData[] start = [.. _variables.Select(variable => variable.Value.Clone())];
        IExecutable executable = backend.Compile(Composites.Lower(Program, backend.Claims));
        List<TensorData[]> results = [];
        for (int run = 0; run < runs; run++)
            results.Add([.. executable.Run(Program, _inputs), .. _variables.Select(variable => variable.Value.Clone())]);
        for (int i = 0; i < start.Length; i++)
            _variables[i].Value = start[i];
        return results;
    }

    /// <summary>What result <paramref name="index"/> of a run is.</summary>
    internal string NameOf(int index) =>
        index < Program.Outputs.Count ? $"output {index}" : $"variable {_variables[index - Program.Outputs.Count]}";
}
