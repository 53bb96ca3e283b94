using System.Buffers;

namespace KerasNet.Data.Images;

/// <summary>A component of a frame: its sampling (T.81, A.1.1), its tables, its coefficients and samples.</summary>
/// <param name="id">The name that scans use.</param>
/// <param name="horizontal">Horizontal sampling factor.</param>
/// <param name="vertical">Vertical sampling factor.</param>
/// <param name="quantizationTable">Which quantization table it uses.</param>
internal sealed class JpegComponent(byte id, int horizontal, int vertical, int quantizationTable) : IDisposable
{
    internal const int BlockSize = 64;

    /// <summary>Larger pictures are rare, and a pool would keep their memory.</summary>
    private const int MostPooled = 1 << 20;

    /// <summary>Rows end at a multiple of this, so that vectors need no rest.</summary>
    private const int Alignment = 32;

    internal byte Id { get; } = id;

    internal int Horizontal { get; } = horizontal;

    internal int Vertical { get; } = vertical;

    internal int QuantizationTable { get; } = quantizationTable;

    /// <summary>Samples in a row that belong to the picture.</summary>
    internal int Width { get; private set; }

    /// <summary>Rows of samples that belong to the picture.</summary>
    internal int Height { get; private set; }

    /// <summary>Blocks in a row, as a scan of this component alone counts them.</summary>
    internal int WidthInBlocks => (Width + 7) / 8;

    /// <summary>Rows of blocks, as a scan of this component alone counts them.</summary>
    internal int HeightInBlocks => (Height + 7) / 8;

    /// <summary>Blocks in a row up to a whole unit.</summary>
    internal int BlocksAcross { get; private set; }

    /// <summary>Rows of blocks up to a whole unit.</summary>
    internal int BlocksDown { get; private set; }

    /// <summary>Bytes from a row of samples to the next.</summary>
    internal int Stride { get; private set; }

    /// <summary>The bytes of all samples.</summary>
    internal long SampleBytes => (long)Stride * BlocksDown * 8;

    /// <summary>The samples after the inverse DCT.</summary>
    internal byte[] Samples { get; private set; } = [];

    /// <summary>The coefficients of a progressive frame, blocks row by row, each in its natural order; else empty.</summary>
    internal short[] Coefficients { get; private set; } = [];

    /// <summary>The quantization table as it was when the component's first scan began.</summary>
    internal short[]? Quantization { get; set; }

    /// <summary>The Huffman table of DC differences in the current scan.</summary>
    internal JpegHuffmanTable? DcTable { get; set; }

    /// <summary>The Huffman table of AC coefficients in the current scan.</summary>
    internal JpegHuffmanTable? AcTable { get; set; }

    /// <summary>The DC coefficient of the last block, from which the next one differs.</summary>
    internal int LastDc { get; set; }

    /// <summary>Works out sizes.</summary>
    internal void Measure(int width, int height, int mostHorizontal, int mostVertical)
    {
        Width = DivideUp(width * Horizontal, mostHorizontal);
        Height = DivideUp(height * Vertical, mostVertical);
        BlocksAcross = DivideUp(width, 8 * mostHorizontal) * Horizontal;
        BlocksDown = DivideUp(height, 8 * mostVertical) * Vertical;
        Stride = (8 * BlocksAcross + Alignment - 1) / Alignment * Alignment;
    }

    /// <summary>Makes room, once the sizes are known to be plausible. Samples of blocks that never come are grey.</summary>
    internal void Allocate(bool progressive)
    {
        int bytes = (int)SampleBytes;
        Samples = bytes <= MostPooled ? ArrayPool<byte>.Shared.Rent(bytes) : GC.AllocateUninitializedArray<byte>(bytes);
        Samples.AsSpan(0, bytes).Fill(128);
        if (progressive)
            Coefficients = new short[BlocksAcross * BlocksDown * BlockSize];
    }

    public void Dispose()
    {
        if (Samples.Length > 0 && SampleBytes <= MostPooled)
            ArrayPool<byte>.Shared.Return(Samples);
        Samples = [];
    }

    /// <summary>The samples of a row of the picture.</summary>
    internal ReadOnlySpan<byte> Row(int y) => Samples.AsSpan(y * Stride, Stride);

    /// <summary>The samples from a block's first on.</summary>
    internal Span<byte> BlockSamples(int column, int row) => Samples.AsSpan(row * 8 * Stride + column * 8);

    /// <summary>The coefficients of a block.</summary>
    internal Span<short> Block(int column, int row) => Coefficients.AsSpan((row * BlocksAcross + column) * BlockSize, BlockSize);

    private static int DivideUp(int a, int b) => (a + b - 1) / b;
}
