using System.Security.Cryptography;

namespace KerasNet.Tests.Data.Images;

/// <summary>What is written as PNG is read back.</summary>
public sealed class PngRoundTripTests
{
    public static TheoryData<int, int, int> Sizes =>
        [.. from size in ((int Width, int Height)[])[(1, 1), (17, 13), (3, 40), (200, 1)] from channels in (int[])[1, 3, 4] select (size.Width, size.Height, channels)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Random_pixels_come_back(int width, int height, int channels) =>
        AssertComesBack(new(width, height, channels, RandomNumberGenerator.GetBytes(width * height * channels)), (ColorMode)(channels == 1 ? 0 : channels - 2));

    [Fact]
    public void A_gradient_comes_back_and_is_small()
    {
        byte[] pixels = [.. Enumerable.Range(0, 300 * 200 * 3).Select(i => (byte)(i / 3 % 300))];
        Image picture = new(300, 200, 3, pixels);

        AssertComesBack(picture, ColorMode.Rgb);
        Assert.InRange(picture.Encode().Length, 100, pixels.Length / 50);
    }

    [Fact]
    public void Sixteen_bits_come_back()
    {
        Image picture = Image.FromArray(new float[,,] { { { 0 }, { 300 } }, { { 65535 }, { 255 } } }, scale: false);

        Image back = Image.Decode(picture.Encode(), ColorMode.Grayscale);

        Assert.Equal([0, 300, 65535, 255], back.DeepPixels!);
        Assert.Equal([0, 255, 255, 255], back.Pixels);
    }

    [Fact]
    public void A_saved_file_can_be_loaded_resized()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.png");
        try
        {
            new Image(2, 2, 1, [0, 255, 255, 0]).Save(path);

            Image loaded = Image.Load(path, ColorMode.Grayscale, targetSize: (4, 4));

            Assert.Equal([0, 0, 255, 255, 0, 0, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0], loaded.Pixels);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void AssertComesBack(Image picture, ColorMode mode)
    {
        Image back = Image.Decode(picture.Encode(), mode);

        Assert.Equal((picture.Width, picture.Height, picture.Channels), (back.Width, back.Height, back.Channels));
        Assert.Equal(picture.Pixels, back.Pixels);
    }
}
