namespace KerasNet.Engine.Cpu;

/// <summary>Runs the body of a loop once per slice; the carries go back and forth between two places.</summary>
internal sealed unsafe class ScanStep : Step
{
    private readonly ScanAttributes _scan;
    private readonly Plan _body;
    private readonly int _loop;
    private readonly (int Place, long Bytes)[] _operands;
    private readonly Carry[] _carries;
    private readonly (int BodyOutput, int Place, long Bytes)[] _stacked;

    private ScanStep(
        ScanAttributes scan, Plan body, int loop, (int Place, long Bytes)[] operands, Carry[] carries, (int BodyOutput, int Place, long Bytes)[] stacked)
    {
        _scan = scan;
        _body = body;
        _loop = loop;
        _operands = operands;
        _carries = carries;
        _stacked = stacked;
    }

    internal override string Text => $"Scan of {_scan.Length} steps\n{_body}".TrimEnd();

    /// <summary>Plans a loop. Step outputs that nobody reads are not computed, carries that nobody reads before a step are not stored.</summary>
    internal static ScanStep Make(Node node, PlanBuilder builder)
    {
        ScanAttributes scan = node.Get<ScanAttributes>();
        int[] kept = [.. Enumerable.Range(scan.Carries, scan.StepOutputs).Where(i => builder.IsRead(node.Outputs[i]))];
        Program program = new(scan.Body.Inputs, [.. scan.Body.Outputs.Take(scan.Carries), .. kept.Select(i => scan.Body.Outputs[i])]);
        Plan body = PlanBuilder.Build(program);
        Carry[] carries =
        [
            .. Enumerable.Range(0, scan.Carries).Select(i =>
            {
                long bytes = Bytes(node.Outputs[i]);
                KerasTensor history = node.Outputs[scan.Carries + scan.StepOutputs + i];
                return new Carry(
                    bytes,
                    builder.Scratch(bytes),
                    builder.Scratch(bytes),
                    builder.PlaceIfRead(node.Outputs[i]),
                    builder.PlaceIfRead(history));
            }),
        ];
        return new(
            scan,
            body,
            builder.Loop(body),
            [.. node.Inputs.Select((x, i) => (builder.Place(x), Bytes(scan.Body.Inputs[i])))],
            carries,
            [.. kept.Select((output, i) => (scan.Carries + i, builder.Place(node.Outputs[output]), Bytes(scan.Body.Outputs[output])))]);
    }

    internal override void Run(RunContext run)
    {
        RunContext inner = run.Loops[_loop];
        for (int i = _scan.Carries + _scan.Slices; i < _operands.Length; i++)
            _body.Bind(inner, BlockOwner.Input, i, run.Places[_operands[i].Place]);
        for (int step = 0; step < _scan.Length; step++)
        {
            long at = _scan.Reverse ? _scan.Length - 1 - step : step;
            for (int i = 0; i < _carries.Length; i++)
                BindCarry(run, inner, i, step, at);
            for (int i = _scan.Carries; i < _scan.Carries + _scan.Slices; i++)
                _body.Bind(inner, BlockOwner.Input, i, run.Places[_operands[i].Place] + at * _operands[i].Bytes);
            foreach ((int output, int place, long bytes) in _stacked)
                _body.Bind(inner, BlockOwner.Output, output, run.Places[place] + at * bytes);
            _body.Run(inner);
        }

        for (int i = 0; i < _carries.Length; i++)
            if (_carries[i].Final >= 0)
                Copy(Current(run, i, _scan.Length), run.Places[_carries[i].Final], _carries[i].Bytes);
    }

    private static long Bytes(KerasTensor x) => x.Shape.ElementCount * x.DType.Size();

    private void BindCarry(RunContext run, RunContext inner, int i, int step, long at)
    {
        Carry carry = _carries[i];
        byte* current = Current(run, i, step);
        if (carry.History >= 0)
            Copy(current, run.Places[carry.History] + at * carry.Bytes, carry.Bytes);
        _body.Bind(inner, BlockOwner.Input, i, current);
        _body.Bind(inner, BlockOwner.Output, i, run.Places[step % 2 == 0 ? carry.Even : carry.Odd]);
    }

    /// <summary>Where a carry is before a step: at first where the caller left it.</summary>
    private byte* Current(RunContext run, int i, int step) =>
        run.Places[step == 0 ? _operands[i].Place : step % 2 == 1 ? _carries[i].Even : _carries[i].Odd];

    private static void Copy(byte* from, byte* to, long bytes) => Buffer.MemoryCopy(from, to, bytes, bytes);

    private sealed record Carry(long Bytes, int Even, int Odd, int Final, int History);
}
