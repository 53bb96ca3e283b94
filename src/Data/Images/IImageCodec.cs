namespace KerasNet;

/// <summary>
/// Decodes one or more picture formats. JPEG, PNG and BMP are built in; another library is plugged in with a class of a few lines and
/// <see cref="ImageCodecs.Register"/>.
/// </summary>
public interface IImageCodec
{
    /// <summary>Whether a file that begins like this is for this codec.</summary>
    /// <param name="start">The first bytes of the file, 64 or all that there are.</param>
    bool CanRead(ReadOnlySpan<byte> start);

    /// <summary>Decodes a picture. Called by many threads at once.</summary>
    /// <param name="file">The whole file, which may be damaged or hostile.</param>
    /// <returns>The picture with the channels of the file; palettes are resolved. The caller converts it to the colour mode asked for.</returns>
    /// <exception cref="ImageFormatException">The file cannot be decoded.</exception>
    Image Decode(ReadOnlySpan<byte> file);
}
