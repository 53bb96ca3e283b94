namespace KerasNet.Engine.Cpu;

/// <summary>A plan with the memory of its runs. Memory is kept for the next run; overlapping runs each have their own.</summary>
internal sealed unsafe class CpuExecutable : IExecutable
{
    private readonly Plan _plan;
    private readonly TensorType[] _inputs;
    private readonly TensorType[] _outputs;
    private readonly string[] _inputNames;
    private readonly RunContext?[] _idle = new RunContext?[Environment.ProcessorCount + 1];
    private readonly Lock? _writing;

    internal CpuExecutable(Program program, Plan plan)
    {
        _plan = plan;
        _inputs = [.. program.Inputs.Select(x => new TensorType(x.Shape, x.DType))];
        _outputs = [.. program.Outputs.Select(y => new TensorType(y.Shape, y.DType))];
        _inputNames = [.. program.Inputs.Select(x => x.Node.Attributes.Text)];
        _writing = program.Updates.Count > 0 ? new() : null;
    }

    /// <summary>The compiled plan.</summary>
    internal Plan Plan => _plan;

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<TensorView> inputs, ReadOnlySpan<TensorView> outputs)
    {
        Check(inputs, _inputs, _inputNames, "input");
        Check(outputs, _outputs, null, "output");
        if (_writing is null)
        {
            RunOnce(inputs, outputs);
            return;
        }

        // Two runs that write the same variables would mix their values.
        lock (_writing)
            RunOnce(inputs, outputs);
    }

    /// <summary>The steps of the plan, one per line, and the memory it needs.</summary>
    public override string ToString() => _plan.ToString();

    private void RunOnce(ReadOnlySpan<TensorView> inputs, ReadOnlySpan<TensorView> outputs)
    {
        RunContext run = Rent();
        try
        {
            foreach (ref readonly Plan.BoundPlace bound in _plan.BoundPlaces.AsSpan())
                run.Places[bound.Place] = (byte*)(bound.Owner == BlockOwner.Input ? inputs : outputs)[bound.Index].Pointer + bound.Offset;
            _plan.Run(run);
        }
        finally
        {
            Return(run);
        }
    }

    private static void Check(ReadOnlySpan<TensorView> given, TensorType[] expected, string[]? names, string kind)
    {
        if (given.Length != expected.Length)
            throw new ShapeException($"The program has {expected.Length} {kind}(s). Received: {given.Length}.");
        for (int i = 0; i < expected.Length; i++)
            if (given[i].DType != expected[i].DType || given[i].Shape != expected[i].Shape)
            {
                string name = names is null ? "" : $" ('{names[i]}')";
                TensorType received = new(given[i].Shape, given[i].DType);
                throw new ShapeException($"The program was traced for {kind} {i}{name} as {expected[i]}. Received: {received}.");
            }
    }

    private RunContext Rent()
    {
        for (int i = 0; i < _idle.Length; i++)
            if (_idle[i] is not null && Interlocked.Exchange(ref _idle[i], null) is { } run)
                return run;
        return new(_plan);
    }

    /// <summary>Keeps the memory for later; with more runs at a time than processors the rest is left to the collector.</summary>
    private void Return(RunContext run)
    {
        for (int i = 0; i < _idle.Length; i++)
            if (_idle[i] is null && Interlocked.CompareExchange(ref _idle[i], run, null) is null)
                return;
    }
}
