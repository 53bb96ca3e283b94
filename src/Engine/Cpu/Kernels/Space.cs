namespace KerasNet.Engine.Cpu;

/// <summary>Windows that slide over up to three space axes of (batch, space…, channels); missing axes have size 1.</summary>
internal sealed class Space
{
    /// <summary>The number of space axes; fewer are filled up in front.</summary>
    private const int Rank = 3;

    internal Space(Shape input, Shape output, ReadOnlySpan<int> window, ReadOnlySpan<int> strides, ReadOnlySpan<int> dilation, ReadOnlySpan<int> padLow)
    {
        int given = input.Rank - 2;
        if (given > Rank)
            throw new NotSupportedException($"Convolutions and pooling support up to {Rank} space axes. Received: an input of shape {input}.");
        Batch = input[0];
        Channels = input[^1];
        In = Filled(input.AsSpan()[1..^1], 1);
        Out = Filled(output.AsSpan()[1..^1], 1);
        Window = Filled(window, 1);
        Strides = Filled(strides, 1);
        Dilation = Filled(dilation, 1);
        Pad = Filled(padLow, 0);
    }

    internal int Batch { get; }

    /// <summary>Channels of the input.</summary>
    internal int Channels { get; }

    internal int[] In { get; }

    internal int[] Out { get; }

    internal int[] Window { get; }

    internal int[] Strides { get; }

    internal int[] Dilation { get; }

    internal int[] Pad { get; }

    /// <summary>Cells of the input of one example.</summary>
    internal int InCells => In[0] * In[1] * In[2];

    /// <summary>Windows of one example.</summary>
    internal int OutCells => Out[0] * Out[1] * Out[2];

    /// <summary>Cells of a window.</summary>
    internal int WindowCells => Window[0] * Window[1] * Window[2];

    /// <summary>The input cell that a cell of a window lies on, counted within an example, or −1 in the padding.</summary>
    internal int CellAt(int window, int cell)
    {
        int w2 = window % Out[2], w1 = window / Out[2] % Out[1], w0 = window / Out[2] / Out[1];
        int c2 = cell % Window[2], c1 = cell / Window[2] % Window[1], c0 = cell / Window[2] / Window[1];
        int x0 = w0 * Strides[0] + c0 * Dilation[0] - Pad[0];
        int x1 = w1 * Strides[1] + c1 * Dilation[1] - Pad[1];
        int x2 = w2 * Strides[2] + c2 * Dilation[2] - Pad[2];
        if ((uint)x0 >= (uint)In[0] || (uint)x1 >= (uint)In[1] || (uint)x2 >= (uint)In[2])
            return -1;
        return (x0 * In[1] + x1) * In[2] + x2;
    }

    private static int[] Filled(ReadOnlySpan<int> values, int missing)
    {
        int[] filled = new int[Rank];
        filled.AsSpan().Fill(missing);
        values.CopyTo(filled.AsSpan(Rank - values.Length));
        return filled;
    }
}
