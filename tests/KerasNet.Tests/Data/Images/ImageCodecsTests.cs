namespace KerasNet.Tests.Data.Images;

/// <summary>Codecs of users, and what is said about files that no codec reads.</summary>
public sealed class ImageCodecsTests
{
    [Fact]
    public void A_codec_of_the_user_reads_its_format()
    {
        PlainCodec codec = new();
        ImageCodecs.Register(codec);
        try
        {
            Image picture = Image.Decode([.. "PLAIN"u8, 2, 7, 9], ColorMode.Rgb);

            Assert.Equal((2, 1, 3), (picture.Width, picture.Height, picture.Channels));
            Assert.Equal([7, 7, 7, 9, 9, 9], picture.Pixels);
        }
        finally
        {
            Assert.True(ImageCodecs.Unregister(codec));
        }

        Assert.Throws<ImageFormatException>(() => Image.Decode([.. "PLAIN"u8, 2, 7, 9]));
        Assert.False(ImageCodecs.Unregister(codec));
    }

    [Theory]
    [InlineData("GIF89a......", "it is a GIF")]
    [InlineData("RIFF....WEBPVP8 ", "it is a WebP")]
    [InlineData("hello", "begins with the bytes 68656C6C6F")]
    [InlineData("", "it is empty")]
    public void An_unknown_format_is_named(string start, string expected)
    {
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => Image.Decode(System.Text.Encoding.ASCII.GetBytes(start)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("ImageCodecs.Register", error.Message, StringComparison.Ordinal);
    }

    private sealed class PlainCodec : IImageCodec
    {
        public bool CanRead(ReadOnlySpan<byte> start) => start.StartsWith("PLAIN"u8);

        public Image Decode(ReadOnlySpan<byte> file) => new(file[5], (file.Length - 6) / file[5], 1, file[6..].ToArray());
    }
}
