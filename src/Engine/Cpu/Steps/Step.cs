namespace KerasNet.Engine.Cpu;

/// <summary>One action of a compiled plan. Immutable: runs that overlap share it, and bring their memory along.</summary>
internal abstract unsafe class Step
{
    /// <summary>What it does, in a few words.</summary>
    internal abstract string Text { get; }

    /// <summary>Does it.</summary>
    /// <param name="run">The memory of this run.</param>
    internal abstract void Run(RunContext run);
}
