using KerasNet.Engine.Cpu;

namespace KerasNet.Layers;

/// <summary>A function of symbols, called on numbers: one program per training flag and input types, compiled when first needed and kept.</summary>
/// <param name="call">The function: a layer's call, or several after one another.</param>
internal sealed class EagerCall(Func<IReadOnlyList<KerasTensor>, CallContext, IReadOnlyDictionary<string, object?>?, IReadOnlyList<KerasTensor>> call)
{
    /// <summary>Beyond this many the oldest is dropped, so that pictures of ever-changing sizes do not fill the memory.</summary>
    private const int Most = 64;

    private readonly Lock _lock = new();
    private volatile Compiled[] _programs = [];

    /// <summary>The outputs for these inputs.</summary>
    internal TensorData[] Run(bool training, params TensorData[] inputs)
    {
        Compiled program = For(training, inputs);
        TensorData[] outputs = [.. program.Outputs.Select(type => new TensorData(type.Shape, type.DType))];
        program.Executable.Run([.. inputs.Select(input => input.View)], [.. outputs.Select(output => output.View)]);
        GC.KeepAlive(inputs);
        return outputs;
    }

    private Compiled For(bool training, TensorData[] inputs)
    {
        if (Find(training, inputs) is { } known)
            return known;
        lock (_lock)
        {
            if (Find(training, inputs) is { } meanwhile)
                return meanwhile;
            Compiled made = Compile(training, [.. inputs.Select(input => new TensorType(input.Shape, input.DType))]);
            Compiled[] programs = _programs;
            _programs = [made, .. programs.Length < Most ? programs : programs[..^1]];
            return made;
        }
    }

    private Compiled? Find(bool training, TensorData[] inputs)
    {
        foreach (Compiled program in _programs)
            if (program.Training == training && program.Inputs.Length == inputs.Length && Fits(program.Inputs, inputs))
                return program;
        return null;
    }

    private static bool Fits(TensorType[] types, TensorData[] inputs)
    {
        for (int i = 0; i < types.Length; i++)
            if (types[i].DType != inputs[i].DType || types[i].Shape != inputs[i].Shape)
                return false;
        return true;
    }

    private Compiled Compile(bool training, TensorType[] inputs)
    {
        using Trace trace = new(training);
        KerasTensor[] symbols = [.. inputs.Select((type, i) => Ops.Input(type.Shape, type.DType, $"x{i}"))];
        IReadOnlyList<KerasTensor> outputs = call(symbols, new CallContext(training), null);
        IExecutable executable = CpuBackend.Instance.Compile(new Program(symbols, outputs, trace.Assignments));
        return new(training, inputs, [.. outputs.Select(output => new TensorType(output.Shape, output.DType))], executable);
    }

    private sealed record Compiled(bool Training, TensorType[] Inputs, TensorType[] Outputs, IExecutable Executable);
}
