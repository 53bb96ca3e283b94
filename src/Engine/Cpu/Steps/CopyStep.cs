namespace KerasNet.Engine.Cpu;

/// <summary>Copies connected memory.</summary>
internal sealed unsafe class CopyStep(int from, int to, long bytes) : Step
{
    internal override string Text => $"Copy {bytes} bytes";

    internal override void Run(RunContext run) => Buffer.MemoryCopy(run.Places[from], run.Places[to], bytes, bytes);
}
