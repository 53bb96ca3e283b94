namespace KerasNet.Data.Images;

/// <summary>
/// What a file may promise. Sizes in headers are not trusted: before anything of a picture's size is allocated, the size is held against these limits,
/// so that a small hostile file cannot take much memory.
/// </summary>
internal static class ImageLimits
{
    /// <summary>The most pixels of a picture, twice Pillow's <c>MAX_IMAGE_PIXELS</c>, where Pillow refuses too.</summary>
    private const long MaxPixels = 178_956_970;

    /// <summary>What any file may take: 60 MiB, so that decoding stays below 64 MiB with all that is not pixels.</summary>
    private const long SmallFileBytes = 60L << 20;

    /// <summary>What a larger file may take for each of its bytes. Photographs take about 20; deflate could reach 1032.</summary>
    private const long BytesPerFileByte = 600;

    /// <summary>The largest file that is read.</summary>
    internal const long MaxFileBytes = 1L << 30;

    /// <summary>Refuses sizes that are not positive, are too large, or need more memory than the file makes plausible.</summary>
    /// <param name="width">Promised width.</param>
    /// <param name="height">Promised height.</param>
    /// <param name="bytes">What decoding takes, in bytes.</param>
    /// <param name="fileBytes">The length of the file.</param>
    /// <exception cref="ImageFormatException">The promise cannot be believed.</exception>
    internal static void Check(long width, long height, double bytes, int fileBytes)
    {
        if (width <= 0 || height <= 0)
            throw new ImageFormatException($"its header says {width} × {height} pixels");
        if (width > MaxPixels / height)
            throw new ImageFormatException($"its header promises {width:N0} × {height:N0} pixels; at most {MaxPixels:N0} pixels are decoded");
        long allowed = Math.Max(SmallFileBytes, fileBytes * BytesPerFileByte);
        if (bytes > Math.Min(allowed, Array.MaxLength))
            throw new ImageFormatException(
                $"its header promises {width:N0} × {height:N0} pixels, which take {bytes:N0} bytes; a file of {fileBytes:N0} bytes may take {allowed:N0}");
    }
}
