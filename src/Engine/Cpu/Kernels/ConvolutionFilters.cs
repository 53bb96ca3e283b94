namespace KerasNet.Engine.Cpu;

/// <summary>The filters of a convolution, (cells, channels of a group, filters), as the right-hand side of a product.</summary>
/// <param name="Window">Cells along the space axes.</param>
/// <param name="Groups">Groups of channels and filters.</param>
/// <param name="GroupChannels">Channels of a group.</param>
/// <param name="GroupFilters">Filters of a group.</param>
/// <param name="Transposed">Whether windows are those of the gradient: they hold filters, and channels come out.</param>
internal sealed unsafe record ConvolutionFilters(int[] Window, int Groups, int GroupChannels, int GroupFilters, bool Transposed)
{
    /// <summary>Results for a window and group.</summary>
    internal int Columns => Transposed ? GroupChannels : GroupFilters;

    /// <summary>The width of vector for that many columns.</summary>
    internal MatMulWidth Width => MatMul.WidthFor(MatMul.BestWidth, Columns);

    /// <summary>Copies neighbouring columns of one group into a panel, the rows in the order of taps.</summary>
    internal void Pack(float* filters, int group, int column, int columns, (int Plane, int Line, int Cell)[] taps, float* panel, int panelWidth)
    {
        nint stride = (nint)GroupFilters * Groups;
        filters += (nint)group * GroupFilters;
        foreach ((int plane, int line, int cell) in taps)
        {
            float* rows = filters + (((nint)plane * Window[1] + line) * Window[2] + cell) * GroupChannels * stride;
            if (Transposed)
            {
                MatMulPacking.Transpose(rows + column * stride, stride, GroupFilters, columns, panel, panelWidth);
                panel += (nint)GroupFilters * panelWidth;
                continue;
            }

            for (int channel = 0; channel < GroupChannels; channel++, panel += panelWidth)
                MatMulPacking.CopyStep(rows + channel * stride + column, columns, panel);
        }
    }
}
