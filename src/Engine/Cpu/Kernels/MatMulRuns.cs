namespace KerasNet.Engine.Cpu;

/// <summary>The steps of k as runs of equal length: B goes on from one run to the next, A starts anew.</summary>
/// <param name="count">The number of runs, at least 1; a plain product has one.</param>
/// <param name="starts">Where each run starts in A, counted from the first element of the block.</param>
/// <param name="steps">The steps of a run, at least 1.</param>
internal readonly unsafe struct MatMulRuns(nint count, nint* starts, nint steps)
{
    internal readonly nint Count = count;
    internal readonly nint* Starts = starts;
    internal readonly nint Steps = steps;
}
