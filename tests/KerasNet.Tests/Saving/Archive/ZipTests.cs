using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using KerasNet.Saving;

namespace KerasNet.Tests.Saving.Archive;

public sealed class ZipTests
{
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Archives_of_other_programs_are_read(CompressionLevel level)
    {
        byte[] content = [.. Enumerable.Range(0, 10_000).Select(i => (byte)(i % 251))];
        using ZipFiles files = new(new MemoryStream(Zip(level, ("a/b.bin", content), ("empty", []))), "file");

        Assert.Equal(content, files.Read("a/b.bin", content.Length));
        Assert.Empty(files.Read("empty", 0));
        Assert.False(files.Has("c"));
    }

    [Fact]
    public void What_we_write_other_programs_read()
    {
        using MemoryStream stream = new();
        ZipWriter writer = new(stream);
        writer.Add("short", new DateTime(2026, 1, 2, 3, 4, 6), member => member.Write("abc"u8));
        writer.Add("long", new DateTime(1980, 1, 1), member => member.Write(new byte[1000]), mayBeLong: true);
        writer.Add("größe.txt", new DateTime(1980, 1, 1), _ => { });
        writer.Finish();

        using ZipArchive zip = new(new MemoryStream(stream.ToArray()));

        Assert.Equal(["short", "long", "größe.txt"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 6), zip.Entries[0].LastWriteTime.DateTime);
        using StreamReader reader = new(zip.Entries[0].Open());
        Assert.Equal("abc", reader.ReadToEnd());
        using ZipFiles ours = new(new MemoryStream(stream.ToArray()), "file");
        Assert.Equal(1000, ours.Read("long", 1000).Length);
        Assert.True(ours.Has("größe.txt"));
    }

    [Theory]
    [InlineData("../a", "leads out")]
    [InlineData("a/../../b", "leads out")]
    [InlineData("a\\..\\..\\b", "leads out")]
    [InlineData("/etc/a", "absolute")]
    [InlineData("C:\\a", "absolute")]
    [InlineData("a\nb", "cannot be one")]
    public void Names_that_lead_out_are_refused(string name, string said) => Refused(Zip(CompressionLevel.NoCompression, (name, [1])), said);

    [Fact]
    public void A_name_that_comes_twice_is_refused() => Refused(Zip(CompressionLevel.NoCompression, ("a", [1]), ("a", [2])), "twice");

    [Fact]
    public void Members_that_share_bytes_are_refused()
    {
        byte[] zip = Zip(CompressionLevel.NoCompression, ("a", [1, 2, 3]), ("b", [4, 5, 6]));
        int second = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(second + 42), 0);

        Refused(zip, "shares bytes");
    }

    [Fact]
    public void A_changed_byte_is_found()
    {
        byte[] zip = Zip(CompressionLevel.NoCompression, ("a", "some content"u8.ToArray()));
        zip[zip.AsSpan().IndexOf("content"u8)] ^= 1;
        using ZipFiles files = new(new MemoryStream(zip), "file");

        Assert.Contains("checksum of a", Assert.Throws<ModelFileException>(() => files.Read("a", 100)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_is_larger_than_it_says_is_refused_before_it_is_unpacked_whole()
    {
        byte[] zip = Zip(CompressionLevel.SmallestSize, ("a", new byte[64 << 20]));
        int entry = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(entry + 24), 1000);
        using ZipFiles files = new(new MemoryStream(zip), "file");
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("holds more", Assert.Throws<ModelFileException>(() => files.Read("a", 1 << 30)).Message, StringComparison.Ordinal);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_directory_that_promises_too_many_members_is_refused()
    {
        byte[] zip = Zip(CompressionLevel.NoCompression, ("a", [1]));
        BinaryPrimitives.WriteInt16LittleEndian(zip.AsSpan(zip.Length - 12), 30_000);

        Refused(zip, "30,000 members");
    }

    private static void Refused(byte[] zip, string said) =>
        Assert.Contains(said, Assert.Throws<ModelFileException>(() => new ZipFiles(new MemoryStream(zip), "file")).Message, StringComparison.Ordinal);

    private static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] members)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
            foreach ((string name, byte[] content) in members)
            {
                using Stream entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }

        return stream.ToArray();
    }
}
