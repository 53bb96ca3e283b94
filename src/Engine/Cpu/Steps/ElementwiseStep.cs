using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Runs a group of elementwise operations tile by tile, so that what lies between them never leaves the nearest cache.</summary>
internal sealed unsafe class ElementwiseStep : Step
{
    /// <summary>Scratch memory of one thread, within the first-level cache.</summary>
    private const int ScratchBytes = 24 * 1024;

    private const int MinTile = 128;
    private const int MaxTile = 4096;
    private const int Alignment = 64;

    /// <summary>Work, in additions of floats, below which a group stays on one thread; and the work of a task.</summary>
    private const long SerialCost = 200_000;
    private const long TaskCost = 100_000;

    private readonly TileInstruction[] _instructions;
    private readonly Moving[] _moving;
    private readonly (int Register, int Place)[] _fixed;
    private readonly TileSpread[] _spread;
    private readonly (int Register, int Offset)[] _scratch;
    private readonly int _registers;
    private readonly int _scratchBytes;
    private readonly long _count;
    private readonly long _tile;
    private readonly long _perTask;
    private readonly int _tasks;
    private volatile TileLoop? _loop;
    private readonly string _text;

    internal ElementwiseStep(GroupCode code, Func<KerasTensor, int> place, string text)
    {
        _text = text;
        _count = code.Count;
        _registers = code.Registers.Count;
        _instructions = [.. code.Instructions];
        TileScratch scratch = new(code);
        _tile = Math.Clamp(ScratchBytes / Math.Max(scratch.BytesPerElement, 1) / 64 * 64, MinTile, MaxTile);
        _tile = Math.Max(Math.Min(_tile, _count), 1);
        TileAxes axes = new(code);
        if (axes.Inner < _tile && code.Registers.Exists(register => register.Source == TileSource.Spread))
            _tile = _tile / axes.Inner * axes.Inner;
        _scratch = scratch.Place((int)_tile, Alignment, out _scratchBytes);

        int[] numbers = [.. Enumerable.Range(0, _registers)];
        List<TileRegister> of = code.Registers;
        _moving = [.. numbers.Where(i => of[i] is { Source: TileSource.Dense } or { Output: true }).Select(i => new Moving(i, place(of[i].Tensor!),
            of[i].Size))];
        _fixed = [.. numbers.Where(i => of[i].Source == TileSource.Scalar).Select(i => (i, place(of[i].Tensor!)))];
        _spread = [.. numbers.Where(i => of[i].Source == TileSource.Spread).Select(i => new TileSpread(i, place(of[i].Tensor!), of[i], axes, _tile))];

        bool generate = LoopGenerator.Fits(code);
        if (generate)
            Loop = Task.Run(() => _loop = LoopGenerator.Make(code));
        long cost = _count * (generate ? code.LoopCost : code.Cost);
        _tasks = cost < SerialCost ? 1 : (int)Math.Min(cost / TaskCost, 64);
        _perTask = (_count + _tasks - 1) / _tasks;
        _perTask = (_perTask + _tile - 1) / _tile * _tile;
        _tasks = (int)((_count + _perTask - 1) / _perTask);
    }

    /// <summary>Done when the loop of the group is ready; until then, and without one, tiles give the same bits.</summary>
    internal Task Loop { get; } = Task.CompletedTask;

    internal override string Text => $"{_text} ×{_count}, {(_loop is null ? $"tiles of {_tile}" : "one loop")}, {_tasks} task(s)";

    internal override void Run(RunContext run)
    {
        Body body = new(this, run);
        if (_tasks > 1)
            WorkerPool.Shared.Run(_tasks, ref body);
        else if (_count > 0)
            body.Invoke(0);
    }

    [SkipLocalsInit]
    private void RunRange(byte** places, long start, long end)
    {
        byte** registers = stackalloc byte*[_registers];
        byte* memory = stackalloc byte[_scratchBytes + Alignment];
        memory = (byte*)(((nint)memory + Alignment - 1) & -Alignment);
        registers[0] = null;
        foreach ((int register, int offset) in _scratch)
            registers[register] = memory + offset;
        foreach ((int register, int place) in _fixed)
            registers[register] = places[place];
        foreach (ref readonly Moving moving in _moving.AsSpan())
            registers[moving.Register] = places[moving.Place] + start * moving.Size;

        if (_loop is { } loop)
        {
            nint done = (nint)((end - start) / Vector<float>.Count * Vector<float>.Count);
            loop(registers, done * sizeof(float));
            start += done;
            foreach (ref readonly Moving moving in _moving.AsSpan())
                registers[moving.Register] += done * moving.Size;
        }

        for (long at = start; at < end; at += _tile)
        {
            nint n = (nint)Math.Min(_tile, end - at);
            foreach (TileSpread spread in _spread)
                if (at == start || !spread.Repeats)
                    spread.Fill(places[spread.Place], registers[spread.Register], at, n);
            foreach (ref readonly TileInstruction step in _instructions.AsSpan())
                step.Kernel(registers[step.A], registers[step.B], registers[step.C], registers[step.Result], n);
            foreach (ref readonly Moving moving in _moving.AsSpan())
                registers[moving.Register] += n * moving.Size;
        }
    }

    /// <summary>A register that walks through memory.</summary>
    private readonly record struct Moving(int Register, int Place, int Size);

    private readonly struct Body(ElementwiseStep step, RunContext run) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            long start = taskIndex * step._perTask;
            step.RunRange(run.Places, start, Math.Min(start + step._perTask, step._count));
        }
    }
}
