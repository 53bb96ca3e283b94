using System.Buffers.Binary;

namespace KerasNet.Data.Images;

/// <summary>How the pixels of a bitmap are stored.</summary>
internal enum BmpCompression
{
    None = 0,
    Rle8 = 1,
    Rle4 = 2,
    Fields = 3,
}

/// <summary>The file header and the bitmap's own header of any version.</summary>
internal sealed record BmpHeader
{
    private const int FileHeader = 14;
    private const int Os2 = 12;

    internal required int Width { get; init; }

    internal required int Height { get; init; }

    /// <summary>Whether the first row in the file is the highest.</summary>
    internal required bool TopDown { get; init; }

    /// <summary>Bits of a pixel.</summary>
    internal required int Bits { get; init; }

    internal required BmpCompression Compression { get; init; }

    /// <summary>Entries of the palette.</summary>
    internal required int Colours { get; init; }

    /// <summary>Where the palette begins.</summary>
    internal required int PaletteStart { get; init; }

    /// <summary>Bytes of a palette entry.</summary>
    internal required int EntryBytes { get; init; }

    /// <summary>Where the pixels begin.</summary>
    internal required int PixelStart { get; init; }

    /// <summary>Which bits are red, green, blue, alpha; 0 where the file does not say.</summary>
    internal (uint Red, uint Green, uint Blue, uint Alpha) Masks { get; init; }

    /// <summary>Bytes of a row; rows end at multiples of four.</summary>
    internal int Stride => checked((int)(((long)Width * Bits + 31) / 32 * 4));

    /// <summary>The picture's row that a row in the file is.</summary>
    internal int Row(int y) => TopDown ? y : Height - 1 - y;

    internal static BmpHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < FileHeader + Os2)
            throw new ImageFormatException($"it is cut off: a bitmap of {file.Length} bytes");
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(file[FileHeader..]);
        if (size is not (Os2 or 40 or 52 or 56 or 64 or 108 or 124))
            throw new ImageFormatException($"its header has {size} bytes, which no version of the format has");
        if (file.Length < FileHeader + size)
            throw new ImageFormatException($"it is cut off within its header of {size} bytes");
        ReadOnlySpan<byte> header = file.Slice(FileHeader, (int)size);
        BmpHeader read = size == Os2 ? ReadOs2(header) : ReadWindows(header, file);
        ImageLimits.Check(read.Width, read.Height, read.Width * (double)read.Height * (read.Bits == 24 ? 3 : 4), file.Length);
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);

        // Some writers leave the palette out of the offset; so does Pillow read them.
        if (start == FileHeader + size && read.Bits <= 8)
            start += (uint)(4 * read.Colours);
        if (start > file.Length)
            throw new ImageFormatException($"its pixels begin at byte {start:N0} of {file.Length:N0}");
        return read with { PixelStart = (int)start };
    }

    private static BmpHeader ReadOs2(ReadOnlySpan<byte> header)
    {
        int bits = Depth(BinaryPrimitives.ReadUInt16LittleEndian(header[10..]));
        return new()
        {
            Width = BinaryPrimitives.ReadUInt16LittleEndian(header[4..]),
            Height = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]),
            TopDown = false,
            Bits = bits,
            Compression = BmpCompression.None,
            Colours = 1 << Math.Min(8, bits),
            PaletteStart = FileHeader + Os2,
            EntryBytes = 3,
            PixelStart = 0,
        };
    }

    private static BmpHeader ReadWindows(ReadOnlySpan<byte> header, ReadOnlySpan<byte> file)
    {
        int bits = Depth(BinaryPrimitives.ReadUInt16LittleEndian(header[14..]));
        BmpCompression compression = (BmpCompression)BinaryPrimitives.ReadUInt32LittleEndian(header[16..]);
        bool fits = compression switch
        {
            BmpCompression.None => true,
            BmpCompression.Rle8 => bits == 8,
            BmpCompression.Rle4 => bits == 4,
            BmpCompression.Fields => bits > 8,
            _ => false,
        };
        if (!fits)
            throw new ImageFormatException($"compression {(uint)compression} with {bits} bits a pixel is not supported");
        int height = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        uint colours = BinaryPrimitives.ReadUInt32LittleEndian(header[32..]);
        bool masksFollow = compression == BmpCompression.Fields && header.Length == 40;
        return new()
        {
            Width = BinaryPrimitives.ReadInt32LittleEndian(header[4..]),
            Height = height == int.MinValue ? 0 : Math.Abs(height),
            TopDown = height < 0,
            Bits = bits,
            Compression = compression,
            Colours = (int)Math.Min(256, colours == 0 ? 1u << Math.Min(8, bits) : colours),
            PaletteStart = FileHeader + header.Length,
            EntryBytes = 4,
            PixelStart = 0,
            Masks = compression == BmpCompression.Fields ? ReadMasks(masksFollow ? file[(FileHeader + header.Length)..] : header[40..], !masksFollow) : default,
        };
    }

    private static (uint Red, uint Green, uint Blue, uint Alpha) ReadMasks(ReadOnlySpan<byte> masks, bool alpha)
    {
        if (masks.Length < 12)
            throw new ImageFormatException("it is cut off within its bit masks");
        return (
            BinaryPrimitives.ReadUInt32LittleEndian(masks),
            BinaryPrimitives.ReadUInt32LittleEndian(masks[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(masks[8..]),
            alpha && masks.Length >= 16 ? BinaryPrimitives.ReadUInt32LittleEndian(masks[12..]) : 0);
    }

    private static int Depth(int bits) =>
        bits is 1 or 4 or 8 or 16 or 24 or 32 ? bits : throw new ImageFormatException($"it has {bits} bits a pixel, expected 1, 4, 8, 16, 24 or 32");
}
