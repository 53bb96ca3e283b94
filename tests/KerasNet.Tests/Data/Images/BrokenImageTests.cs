using System.Buffers.Binary;

namespace KerasNet.Tests.Data.Images;

/// <summary>Files that are cut off, damaged or lie about their size.</summary>
public sealed class BrokenImageTests
{
    private static readonly string s_folder = RepositoryFolder.File("tests", "TestData", "golden", "images");

    public static TheoryData<string> Files =>
    [
        "jpeg_420_q95.jpg", "jpeg_progressive_444_q30.jpg", "jpeg_restart_3.jpg", "png_rgb_8.png", "png_palette_4_interlaced.png", "bmp_24.bmp", "bmp_rle8.bmp",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_beginning_of_a_file_is_refused_or_read(string name)
    {
        byte[] file = File.ReadAllBytes(Path.Combine(s_folder, name));
        int refused = Enumerable.Range(0, file.Length).Count(length => !CanRead(file[..length]));

        // What follows the last pixel may be missing: an end marker, a check sum, the end of a chunk.
        Assert.InRange(refused, file.Length - 24, file.Length);
    }

    [Fact]
    public void The_error_names_the_file_once()
    {
        string path = Path.Combine(s_folder, "bad", "jpeg_cut_in_scan.jpg");

        ImageFormatException error = Assert.Throws<ImageFormatException>(() => Image.Load(path));

        Assert.Equal(path, error.Path);
        Assert.StartsWith($"'{path}' cannot be read as a picture: it is cut off", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Message.Split(path).Length);
    }

    [Theory]
    [InlineData("png_grey_8.png", 16, 20, 60_000)]
    [InlineData("jpeg_grey.jpg", 0, 0, 30_000)]
    public void A_small_file_that_promises_a_large_picture_is_refused_before_memory_is_taken(string name, int widthAt, int heightAt, int promised)
    {
        byte[] file = File.ReadAllBytes(Path.Combine(s_folder, name));
        if (widthAt > 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(widthAt), promised);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(heightAt), promised / 30);
            KerasNet.Fuzz.PngCheckSums.Mend(file);
        }
        else
        {
            int frame = file.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 });
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), (ushort)promised);
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), (ushort)promised);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => Image.Decode(file, ColorMode.Rgba));

        Assert.Contains("promises", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Theory]
    [InlineData(0, 1, 3, 0)]
    [InlineData(1, 0, 3, 0)]
    [InlineData(1, 1, 2, 2)]
    [InlineData(2, 2, 3, 11)]
    public void Pixels_that_do_not_fit_the_size_are_refused(int width, int height, int channels, int bytes) =>
        Assert.ThrowsAny<ArgumentException>(() => new Image(width, height, channels, new byte[bytes]));

    [Fact]
    public void Only_png_is_written() => Assert.Throws<NotSupportedException>(() => new Image(1, 1, 1, [0]).Save("picture.jpg"));

    private static bool CanRead(byte[] file)
    {
        try
        {
            Image.Decode(file);
            return true;
        }
        catch (ImageFormatException)
        {
            return false;
        }
    }
}
