namespace KerasNet.Engine.Cpu;

/// <summary>The work of one parallel region, cut into numbered tasks that may run in any order and on any thread.</summary>
/// <remarks>
/// Implemented by structs, so that starting a region allocates nothing. All threads share one copy of the struct:
/// a body that writes its own fields must do so atomically. A body holds pointers rather than spans, and never
/// decides by the number of threads what a task computes: that keeps results the same on every machine.
/// </remarks>
internal interface IParallelBody
{
    /// <summary>Runs one task.</summary>
    /// <param name="taskIndex">Which one, from 0 up to (not including) the number of tasks given to <see cref="WorkerPool.Run{TBody}"/>.</param>
    void Invoke(int taskIndex);
}
