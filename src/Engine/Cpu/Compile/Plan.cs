using System.Text;

namespace KerasNet.Engine.Cpu;

/// <summary>A compiled program: steps over numbered places in memory. Immutable, so that runs may overlap.</summary>
internal sealed unsafe class Plan
{
    /// <summary>The program after all passes; it keeps constants and variables alive.</summary>
    internal required Program Program { get; init; }

    internal required Step[] Steps { get; init; }

    /// <summary>What each place is: a block and the distance from its start in bytes.</summary>
    internal required IReadOnlyList<(Block Block, long Offset)> Places { get; init; }

    /// <summary>The plans of loop bodies.</summary>
    internal required IReadOnlyList<Plan> Loops { get; init; }

    /// <summary>The places that move with the caller's inputs and outputs.</summary>
    internal required BoundPlace[] BoundPlaces { get; init; }

    internal required long ArenaBytes { get; init; }

    /// <summary>What the arena would need if no memory were used twice.</summary>
    internal required long UnsharedBytes { get; init; }

    /// <summary>Runs all steps; places of inputs and outputs have been bound.</summary>
    internal void Run(RunContext run)
    {
        if (StepProfile.IsOn)
        {
            StepProfile.Run(Steps, run);
            return;
        }

        foreach (Step step in Steps)
            step.Run(run);
    }

    /// <summary>Tells a run where an input (or output) is.</summary>
    internal void Bind(RunContext run, BlockOwner owner, int index, byte* address)
    {
        foreach (ref readonly BoundPlace bound in BoundPlaces.AsSpan())
            if (bound.Owner == owner && bound.Index == index)
                run.Places[bound.Place] = address + bound.Offset;
    }

    /// <summary>One step per line, then what the arena needs.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        for (int i = 0; i < Steps.Length; i++)
            text.Append($"{i,4}  {Steps[i].Text.Replace("\n", "\n      ")}\n");
        return text.Append($"arena: {ArenaBytes} bytes for {UnsharedBytes} bytes of tensors\n").ToString();
    }

    /// <summary>A place in the caller's memory.</summary>
    internal readonly record struct BoundPlace(BlockOwner Owner, int Index, int Place, long Offset);
}
