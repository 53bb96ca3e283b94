namespace KerasNet.Data.Images;

/// <summary>
/// Reads JPEG (ITU-T T.81): baseline, extended and progressive with Huffman codes, 8 bits a sample, any whole subsampling, grey, YCbCr, RGB, CMYK and YCCK.
/// The pixels are those of libjpeg-turbo with its "islow" inverse DCT and "fancy" upsampling, which Pillow uses.
/// </summary>
internal sealed class JpegCodec : IImageCodec
{
    public bool CanRead(ReadOnlySpan<byte> start) => start is [0xFF, JpegMarker.StartOfImage, 0xFF, ..];

    public Image Decode(ReadOnlySpan<byte> file)
    {
        JpegDecoder decoder = new(file);
        try
        {
            return JpegPixels.From(decoder.ReadFrame(), decoder.Colours);
        }
        finally
        {
            decoder.Dispose();
        }
    }
}
