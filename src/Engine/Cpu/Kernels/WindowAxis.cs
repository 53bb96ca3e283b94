namespace KerasNet.Engine.Cpu;

/// <summary>One space axis of windows that slide over a source, and of the target that gets one result for each window.</summary>
/// <param name="Source">Cells of the source.</param>
/// <param name="Count">Windows.</param>
/// <param name="Step">Source cells from one window to the next.</param>
/// <param name="Target">Cells of the target.</param>
/// <param name="First">The target cell of the first window.</param>
/// <param name="TargetStep">Target cells from one window to the next.</param>
/// <param name="Taps">The cells of a filter that meet the source, in the order in which they meet it.</param>
internal sealed record WindowAxis(int Source, int Count, int Step, int Target, int First, int TargetStep, WindowTap[] Taps)
{
    /// <summary>The lowest source cell of the first window, negative where it lies in the padding.</summary>
    internal int Low => Taps.Length == 0 ? 0 : Taps[0].Offset;

    /// <summary>Source cells that some number of neighbouring windows cover.</summary>
    internal int Span(int windows) => (windows - 1) * Step + (Taps.Length == 0 ? 1 : Taps[^1].Offset - Low + 1);

    /// <summary>Whether some windows reach over an end of the source.</summary>
    internal bool NeedsPadding => Low < 0 || Low + Span(Count) > Source;

    /// <summary>Whether neighbouring taps meet neighbouring cells.</summary>
    internal bool IsConnected => Taps.Length < 2 || Taps[1].Offset - Taps[0].Offset == 1;

    /// <summary>The windows of a convolution.</summary>
    internal static WindowAxis Forward(Space space, int axis) => new(
        space.In[axis], space.Out[axis], space.Strides[axis], space.Out[axis], 0, 1,
        [.. Enumerable.Range(0, space.Window[axis]).Select(cell => new WindowTap(cell, cell * space.Dilation[axis] - space.Pad[axis]))]);

    /// <summary>
    /// The gradient for the input as windows over that of the output. Input cells at a distance of the stride meet the same cells of a filter,
    /// so there is one axis for each of them.
    /// </summary>
    internal static IEnumerable<WindowAxis> Backward(Space space, int axis)
    {
        int stride = space.Strides[axis];
        for (int first = 0; first < Math.Min(stride, space.In[axis]); first++)
            yield return new(
                space.Out[axis], (space.In[axis] - first + stride - 1) / stride, 1, space.In[axis], first, stride,
                [
                    .. from cell in Enumerable.Range(0, space.Window[axis]).Reverse()
                       let distance = first + space.Pad[axis] - cell * space.Dilation[axis]
                       where distance % stride == 0
                       select new WindowTap(cell, distance / stride),
                ]);
    }
}

/// <summary>A cell of a filter.</summary>
/// <param name="Cell">Which one.</param>
/// <param name="Offset">The source cell that it meets in the first window.</param>
internal readonly record struct WindowTap(int Cell, int Offset);
