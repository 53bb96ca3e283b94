using KerasNet.Data;

namespace KerasNet.Tests.Data.Datasets;

public sealed class IdxFileTests : IDisposable
{
    private static readonly byte[] TwoPairs = IdxBytes.Of([2, 2], [1, 2, 3, 4]);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadsPlainAndPackedFiles(bool packed)
    {
        (byte[] data, int count) = IdxFile.Read(Write(packed ? IdxBytes.Gzip(TwoPairs) : TwoPairs), 2);
        Assert.Equal(2, count);
        Assert.Equal([1, 2, 3, 4], data);
    }

    [Fact]
    public void ReadsItemsOfOneByte()
    {
        (byte[] data, int count) = IdxFile.Read(Write(IdxBytes.Labels(7, 9)));
        Assert.Equal(2, count);
        Assert.Equal([7, 9], data);
    }

    [Fact]
    public void ReadsAFileWithoutItems() => Assert.Equal(0, IdxFile.Read(Write(IdxBytes.Labels())).Count);

    [Fact]
    public void RefusesAnotherElementType()
    {
        byte[] floats = [.. TwoPairs];
        floats[2] = 0x0D;
        AssertRefused(floats, "expected the beginning 00 00 08 02", "received 00 00 0d 02");
    }

    [Fact]
    public void RefusesAnotherRank() => AssertRefused(IdxBytes.Of([4], [1, 2, 3, 4]), "expected the beginning 00 00 08 02", "received 00 00 08 01");

    [Fact]
    public void RefusesAnotherItemShape() => AssertRefused(IdxBytes.Of([1, 4], [1, 2, 3, 4]), "expected length 2 in dimension 1", "received 4");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RefusesAFileThatEndsInTheHeader(bool packed)
    {
        byte[] cut = TwoPairs[..7];
        AssertRefused(packed ? IdxBytes.Gzip(cut) : cut, "expected a header of 12 bytes", "received 7");
    }

    [Fact]
    public void RefusesAnEmptyFile() => AssertRefused([], "received 0");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RefusesAPromiseThatTheFileCannotHold(bool packed)
    {
        byte[] liar = IdxBytes.Of([uint.MaxValue, 2], [1, 2, 3, 4]);
        AssertRefused(packed ? IdxBytes.Gzip(liar) : liar, "promises 4,294,967,295 items of 2 bytes", "cannot hold");
    }

    [Fact]
    public void RefusesPackedDataThatEndsEarly() => AssertRefused(IdxBytes.Gzip(IdxBytes.Of([3, 2], [1, 2, 3, 4])), "promises 6 bytes", "received 4");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RefusesDataBeyondThePromise(bool packed)
    {
        byte[] longer = [.. TwoPairs, 5];
        AssertRefused(packed ? IdxBytes.Gzip(longer) : longer, "promises 4 bytes", "received more");
    }

    [Fact]
    public void UnpacksNoMoreThanTheHeaderPromises()
    {
        // 64 MiB of zeros in 64 KiB: reading them all would show in the allocation.
        byte[] bomb = IdxBytes.Gzip(IdxBytes.Of([2, 2], new byte[64 << 20]));
        string path = Write(bomb);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, 2));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void RefusesATruncatedGzipFile() => AssertRefused(IdxBytes.Gzip(TwoPairs)[..^12]);

    [Fact]
    public void RefusesAGzipFileWithADamagedChecksum()
    {
        byte[] damaged = IdxBytes.Gzip(TwoPairs);
        damaged[^8] ^= 1;
        AssertRefused(damaged, "damaged gzip");
    }

    private string Write(byte[] content) => _folder.Write("file", content);

    private void AssertRefused(byte[] content, params string[] words)
    {
        string path = Write(content);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, 2));
        Assert.All([path, .. words], word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }
}
