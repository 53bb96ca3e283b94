using System.Buffers;
using System.Numerics.Tensors;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace KerasNet.Reporting;

/// <summary>
/// A small grey picture for the terminal: <c>ReportConsole.Out.Write(new TerminalPicture(pixels, 28, 28))</c>.
/// </summary>
/// <remarks>
/// A character cell is about twice as high as wide, so it shows two pixels, one above the other: as half blocks in two colours where the
/// terminal has colours and Unicode, otherwise as one character whose darkness is their mean. A picture that is too wide is cut at the right.
/// </remarks>
public sealed class TerminalPicture : Renderable
{
    // From no ink to full ink; the number of levels that people can tell apart in running text.
    private const string Darkness = " .:-=+*#%@";
    private const string UpperHalf = "▀";
    private readonly byte[] _pixels;

    /// <summary>A picture of pixels in row-major order, 0 = black to 255 = white.</summary>
    /// <param name="pixels">width · height values, which are copied.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Number of rows.</param>
    /// <exception cref="ArgumentException">The sizes are not positive or do not fit the number of pixels.</exception>
    public TerminalPicture(ReadOnlySpan<byte> pixels, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != (long)width * height)
            throw new ArgumentException($"Expected {width} · {height} = {(long)width * height} pixels, received {pixels.Length}.", nameof(pixels));
        _pixels = pixels.ToArray();
        (Width, Height) = (width, height);
    }

    /// <summary>A picture of an array of shape (height, width).</summary>
    /// <param name="pixels">Grey values, 0 = black to 255 = white.</param>
    public TerminalPicture(byte[,] pixels)
        : this(Flat(pixels), pixels.GetLength(1), pixels.GetLength(0))
    {
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>One picture of a data set.</summary>
    /// <param name="images">Images of shape (count, height, width).</param>
    /// <param name="index">Which of them.</param>
    /// <exception cref="ArgumentException">The tensor has another rank.</exception>
    public static TerminalPicture FromImages(Tensor<byte> images, int index)
    {
        if (images.Rank != 3)
        {
            throw new ArgumentException(
                $"Expected images of shape (count, height, width), received shape ({string.Join(", ", images.Lengths.ToArray())}).", nameof(images));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, images.Lengths[0]);
        int height = (int)images.Lengths[1], width = (int)images.Lengths[2];
        byte[] pixels = new byte[height * width];
        images.Slice([new NRange(index, index + 1), NRange.All, NRange.All]).FlattenTo(pixels);
        return new TerminalPicture(pixels, width, height);
    }

    /// <inheritdoc/>
    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(Math.Min(Width, maxWidth), Math.Min(Width, maxWidth));

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        bool colours = options.ColorSystem != ColorSystem.NoColors && options.Unicode;
        int width = Math.Min(Width, maxWidth);
        for (int y = 0; y < Height; y += 2)
        {
            if (colours)
            {
                for (int x = 0; x < width; x++)
                    yield return new Segment(UpperHalf, new Style(Grey(x, y), Grey(x, y + 1)));
            }
            else
            {
                yield return new Segment(string.Create(width, (this, y), static (line, at) => at.Item1.WriteLine(line, at.y)));
            }

            yield return Segment.LineBreak;
        }
    }

    private void WriteLine(Span<char> line, int y)
    {
        for (int x = 0; x < line.Length; x++)
            line[x] = Darkness[(Pixel(x, y) + Pixel(x, y + 1)) * Darkness.Length / (2 * 256)];
    }

    private Color Grey(int x, int y)
    {
        byte value = Pixel(x, y);
        return new Color(value, value, value);
    }

    // An odd last row has nothing below it.
    private byte Pixel(int x, int y) => y < Height ? _pixels[y * Width + x] : (byte)0;

    private static byte[] Flat(byte[,] pixels)
    {
        byte[] flat = new byte[pixels.Length];
        Buffer.BlockCopy(pixels, 0, flat, 0, flat.Length);
        return flat;
    }
}
