using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>Something done with every window, channel by channel: pooling, convolution by depth, and their gradients. Padding does not count.</summary>
/// <param name="text">What it does.</param>
/// <param name="walk">The windows.</param>
/// <param name="cells">The place of the kernel's first operand, or −1.</param>
/// <param name="other">The place of its second operand, or −1.</param>
/// <param name="to">The place of the result.</param>
internal sealed unsafe class WindowStep<T, TKernel>(string text, WindowWalk walk, int cells, int other, int to) : Step
    where T : unmanaged, INumber<T>
    where TKernel : struct, IWindowKernel<T>
{
    private const long ElementsPerTask = 16 * 1024;

    private readonly int _linesPerTask = Math.Max(
        walk.ConnectedLines(TKernel.Sends),
        TKernel.Sends && walk.ConnectedLines(true) > 1 ? 1 : (int)Math.Clamp(ElementsPerTask / Math.Max(walk.LineElements, 1), 1, Math.Max(walk.Lines, 1)));

    internal override string Text => text;

    internal override void Run(RunContext run)
    {
        T* result = (T*)run.Places[to];
        if (walk.Lines == 0 && TKernel.Sends)
            new Span<T>(result, checked((int)walk.InputElements)).Clear();
        Body body = new(walk, _linesPerTask, cells < 0 ? null : (T*)run.Places[cells], other < 0 ? null : (T*)run.Places[other], result);
        WorkerPool.Shared.Run((walk.Lines + _linesPerTask - 1) / _linesPerTask, ref body);
    }

    private readonly struct Body(WindowWalk walk, int linesPerTask, T* cells, T* other, T* result) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            int end = Math.Min((taskIndex + 1) * linesPerTask, walk.Lines);
            for (int line = taskIndex * linesPerTask; line < end; line++)
                walk.Run<T, TKernel>(line, cells, other, result);
        }
    }
}
