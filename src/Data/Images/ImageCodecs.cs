using System.Collections.Immutable;
using KerasNet.Data.Images;

namespace KerasNet;

/// <summary>The codecs that <see cref="Image.Load"/> and <see cref="Image.Decode"/> ask, and where users add theirs.</summary>
public static class ImageCodecs
{
    private const int StartBytes = 64;

    private static ImmutableArray<IImageCodec> s_codecs = [new JpegCodec(), new PngCodec(), new BmpCodec()];

    /// <summary>The codecs in the order in which they are asked.</summary>
    public static IReadOnlyList<IImageCodec> All => s_codecs;

    /// <summary>Adds a codec, which is asked before all others: one that reads JPEG replaces ours.</summary>
    public static void Register(IImageCodec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ImmutableInterlocked.Update(ref s_codecs, (codecs, added) => codecs.Insert(0, added), codec);
    }

    /// <summary>Removes a codec.</summary>
    /// <returns>Whether it was there.</returns>
    public static bool Unregister(IImageCodec codec) => ImmutableInterlocked.Update(ref s_codecs, (codecs, removed) => codecs.Remove(removed), codec);

    /// <summary>The codec for a file.</summary>
    /// <exception cref="ImageFormatException">No codec can read it.</exception>
    internal static IImageCodec For(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> start = file[..Math.Min(StartBytes, file.Length)];
        foreach (IImageCodec codec in s_codecs)
            if (codec.CanRead(start))
                return codec;
        throw new ImageFormatException(
            $"{UnknownFormat.Describe(start)}. JPEG, PNG and BMP are read; another format needs a codec that is added with {nameof(ImageCodecs)}.{nameof(Register)}.");
    }
}
