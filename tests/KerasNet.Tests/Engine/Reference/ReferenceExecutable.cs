namespace KerasNet.Tests.Engine.Reference;

/// <summary>Evaluates a program equation by equation.</summary>
internal sealed unsafe class ReferenceExecutable(Program program) : IExecutable
{
    public void Run(ReadOnlySpan<TensorView> inputs, ReadOnlySpan<TensorView> outputs)
    {
        Check("input", inputs, program.Inputs);
        Check("output", outputs, program.Outputs);
        TensorData[] fed = new TensorData[inputs.Length];
        for (int i = 0; i < fed.Length; i++)
        {
            fed[i] = new TensorData(inputs[i].Shape, inputs[i].DType);
            new ReadOnlySpan<byte>((void*)inputs[i].Pointer, (int)fed[i].Bytes).CopyTo(fed[i].AsBytes());
        }

        Dictionary<KerasTensor, TensorData> values = Evaluate(program, fed);
        foreach ((Variable variable, KerasTensor value) in program.Updates)
            variable.Value = values[value];
        for (int i = 0; i < outputs.Length; i++)
            values[program.Outputs[i]].AsBytes().CopyTo(new Span<byte>((void*)outputs[i].Pointer, (int)values[program.Outputs[i]].Bytes));
    }

    private static Dictionary<KerasTensor, TensorData> Evaluate(Program program, TensorData[] inputs)
    {
        Dictionary<KerasTensor, TensorData> values = [];
        for (int i = 0; i < inputs.Length; i++)
            values[program.Inputs[i]] = inputs[i];
        foreach (Node node in program.Nodes.Where(node => node.Op != Op.Input))
        {
            TensorData[] x = [.. node.Inputs.Select(input => values[input])];
            TensorData[] y = [.. node.Outputs.Select(output => new TensorData(output.Shape, output.DType))];
            if (node.Op == Op.Scan)
                Scan(node.Get<ScanAttributes>(), x, y);
            else
                ReferenceKernels.Table[node.Op](node, x, y);
            for (int i = 0; i < y.Length; i++)
                values[node.Outputs[i]] = y[i];
        }

        return values;
    }

    private static void Scan(ScanAttributes scan, TensorData[] x, TensorData[] y)
    {
        TensorData[] carries = x[..scan.Carries];
        TensorData[] constants = x[(scan.Carries + scan.Slices)..];
        for (int step = 0; step < scan.Length; step++)
        {
            int at = scan.Reverse ? scan.Length - 1 - step : step;
            TensorData[] slices = [.. x[scan.Carries..(scan.Carries + scan.Slices)].Select(sequence => Row(sequence, at))];
            for (int i = 0; i < scan.Carries; i++)
                SetRow(y[scan.Carries + scan.StepOutputs + i], at, carries[i]);
            Dictionary<KerasTensor, TensorData> values = Evaluate(scan.Body, [.. carries, .. slices, .. constants]);
            TensorData[] results = [.. scan.Body.Outputs.Select(output => values[output])];
            carries = results[..scan.Carries];
            for (int i = 0; i < scan.StepOutputs; i++)
                SetRow(y[scan.Carries + i], at, results[scan.Carries + i]);
        }

        for (int i = 0; i < scan.Carries; i++)
            carries[i].AsBytes().CopyTo(y[i].AsBytes());
    }

    private static TensorData Row(TensorData sequence, int at)
    {
        TensorData row = new(sequence.Shape[1..], sequence.DType);
        sequence.AsBytes().Slice(at * (int)row.Bytes, (int)row.Bytes).CopyTo(row.AsBytes());
        return row;
    }

    private static void SetRow(TensorData sequence, int at, TensorData row) => row.AsBytes().CopyTo(sequence.AsBytes()[(at * (int)row.Bytes)..]);

    private static void Check(string kind, ReadOnlySpan<TensorView> given, IReadOnlyList<KerasTensor> expected)
    {
        if (given.Length != expected.Count)
            throw new ShapeException($"Expected {expected.Count} {kind}s. Received: {given.Length}.");
        for (int i = 0; i < given.Length; i++)
            if (given[i].Shape != expected[i].Shape || given[i].DType != expected[i].DType)
                throw new ShapeException($"Expected {kind} {i} as {expected[i]}. Received: {given[i].Shape} {given[i].DType.KerasName()}.");
    }
}
