using System.Runtime.InteropServices;

namespace KerasNet.Engine.Cpu;

/// <summary>The memory of one run at a time: the arena, and the addresses of all places that steps read and write.</summary>
internal sealed unsafe class RunContext
{
    private readonly byte* _arena;

    internal RunContext(Plan plan)
    {
        _arena = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(plan.ArenaBytes, 1), ArenaLayout.Alignment);
        GC.AddMemoryPressure(Math.Max(plan.ArenaBytes, 1));
        ArenaBytes = plan.ArenaBytes;
        Places = (byte**)NativeMemory.AllocZeroed((nuint)Math.Max(plan.Places.Count, 1), (nuint)sizeof(byte*));
        for (int i = 0; i < plan.Places.Count; i++)
        {
            (Block block, long offset) = plan.Places[i];
            Places[i] = block.Owner switch
            {
                BlockOwner.Arena => _arena + block.Offset + offset,
                BlockOwner.Fixed => (byte*)block.Address + offset,
                _ => null,
            };
        }

        Loops = [.. plan.Loops.Select(body => new RunContext(body))];
    }

    ~RunContext()
    {
        NativeMemory.AlignedFree(_arena);
        NativeMemory.Free(Places);
        GC.RemoveMemoryPressure(Math.Max(ArenaBytes, 1));
    }

    /// <summary>Where each place of the plan is.</summary>
    internal byte** Places { get; }

    /// <summary>The memory of the bodies of loops.</summary>
    internal RunContext[] Loops { get; }

    private long ArenaBytes { get; }
}
