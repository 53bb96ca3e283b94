namespace KerasNet.Goldens;

/// <summary>Traces, compiles and runs functions of symbols on the engine that users get.</summary>
internal static class Symbols
{
    private static readonly IBackend s_backend = KerasNet.Engine.Cpu.CpuBackend.Instance;

    /// <summary>The numbers that a function of symbols gives for the numbers of its inputs; null where the function gives no symbol.</summary>
    /// <remarks>Variables that the function assigns have their new values afterwards.</remarks>
    internal static TensorData?[] Evaluate(IReadOnlyList<TensorData> inputs, Func<KerasTensor[], IReadOnlyList<KerasTensor?>> compute, bool training = false)
    {
        using Trace trace = new(training);
        KerasTensor[] symbols = [.. inputs.Select((input, i) => Ops.Input(input.Shape, input.DType, $"x{i}"))];
        IReadOnlyList<KerasTensor?> outputs = compute(symbols);
        KerasTensor[] wanted = [.. outputs.OfType<KerasTensor>()];
        Program program = Simplifier.Run(Composites.Lower(new Program(symbols, wanted, trace.Assignments), s_backend.Claims));
        TensorData[] results = [.. program.Outputs.Select(output => new TensorData(output.Shape, output.DType))];
        s_backend.Compile(program).Run([.. inputs.Select(input => input.View)], [.. results.Select(result => result.View)]);
        GC.KeepAlive(inputs);
        int next = 0;
        return [.. outputs.Select(output => output is null ? null : results[next++])];
    }

    /// <summary>The numbers of a function of one input and one output.</summary>
    internal static TensorData Evaluate(TensorData input, Func<KerasTensor, KerasTensor> compute) => Evaluate([input], x => [compute(x[0])])[0]!;
}
