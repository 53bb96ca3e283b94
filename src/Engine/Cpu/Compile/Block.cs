namespace KerasNet.Engine.Cpu;

/// <summary>Whose memory a block is.</summary>
internal enum BlockOwner
{
    /// <summary>The run's own; its place there is planned by lifetime.</summary>
    Arena,

    /// <summary>The caller's, for an input.</summary>
    Input,

    /// <summary>The caller's, for an output.</summary>
    Output,

    /// <summary>A variable's or a constant's: the address never changes.</summary>
    Fixed,
}

/// <summary>A piece of memory that holds one tensor, or several one after the other in time.</summary>
internal sealed class Block(BlockOwner owner, long bytes)
{
    internal BlockOwner Owner { get; } = owner;

    internal long Bytes { get; } = bytes;

    /// <summary>Which input or output it is.</summary>
    internal int Index { get; init; }

    /// <summary>The address of fixed memory.</summary>
    internal nint Address { get; init; }

    /// <summary>The first step that writes it.</summary>
    internal int First { get; set; } = int.MaxValue;

    /// <summary>The last step that reads or writes it.</summary>
    internal int Last { get; set; } = -1;

    /// <summary>The place in the arena.</summary>
    internal long Offset { get; set; }

    /// <summary>Extends the lifetime to a step.</summary>
    internal void Touch(int step)
    {
        First = Math.Min(First, step);
        Last = Math.Max(Last, step);
    }
}
