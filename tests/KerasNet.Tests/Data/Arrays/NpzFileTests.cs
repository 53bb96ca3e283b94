using System.IO.Compression;
using KerasNet.Data;
using KerasNet.Tests.Data.Datasets;

namespace KerasNet.Tests.Data.Arrays;

public sealed class NpzFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("plain.npz")]
    [InlineData("packed.npz")]
    public void Archives_that_NumPy_wrote_are_read(string name)
    {
        IReadOnlyDictionary<string, DataArray> arrays = NpzFile.Load(NpyFileTests.FromNumPy(name));

        Assert.Equal(["x", "y"], arrays.Keys);
        Assert.Equal(Enumerable.Range(0, 24).Select(value => (float)value), arrays["x"].AsSpan<float>().ToArray());
        Assert.Equal([0, 1, 2], NpzFile.Load(NpyFileTests.FromNumPy(name), "y").AsSpan<int>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_written_is_read_and_equal_arrays_give_equal_files(bool compressed)
    {
        Dictionary<string, DataArray> arrays = new() { ["kernel"] = new float[100, 200], ["bias"] = new[] { 1L, 2, 3 } };

        NpzFile.Save(_folder["a.npz"], arrays, compressed);
        NpzFile.Save(_folder["b.npz"], arrays, compressed);

        Assert.Equal(File.ReadAllBytes(_folder["a.npz"]), File.ReadAllBytes(_folder["b.npz"]));
        Assert.Equal(compressed, new FileInfo(_folder["a.npz"]).Length < 80_000);
        IReadOnlyDictionary<string, DataArray> read = NpzFile.Load(_folder["a.npz"]);
        Assert.Equal([100, 200], read["kernel"].Shape);
        Assert.Equal([1L, 2, 3], read["bias"].AsSpan<long>());
    }

    [Fact]
    public void A_name_that_is_not_there_is_answered_with_those_that_are()
    {
        KeyNotFoundException error = Assert.Throws<KeyNotFoundException>(() => NpzFile.Load(NpyFileTests.FromNumPy("plain.npz"), "z"));

        Assert.Contains("It holds: x, y.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrays_need_names_of_their_own()
    {
        KeyValuePair<string, DataArray> array = new("x", new float[1]);

        Assert.Contains("'x', 'x'", Assert.Throws<ArgumentException>(() => NpzFile.Save(_folder["a.npz"], [array, array])).Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void An_array_that_cannot_be_written_leaves_the_old_file()
    {
        _folder.Write("a.npz", [1, 2, 3]);

        Assert.Throws<ArgumentException>(() => NpzFile.Save(_folder["a.npz"], [new("x", new[] { "a text" })]));

        Assert.Equal([1, 2, 3], File.ReadAllBytes(_folder["a.npz"]));
        Assert.Equal(["a.npz"], _folder.Files());
    }

    [Fact]
    public void Arrays_of_objects_are_refused_and_the_others_are_read()
    {
        string path = NpyFileTests.FromNumPy("lists-protocol3.npz");

        string message = Assert.Throws<InvalidDataException>(() => NpzFile.Load(path)).Message;

        Assert.Contains("array 'x' cannot be read: it holds Python objects", message, StringComparison.Ordinal);
        Assert.Equal([0L, 1, 1, 0], NpzFile.Load(path, "y").AsSpan<long>());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Lists_of_whole_numbers_are_read_for_data_sets(int protocol)
    {
        using NpzArchive archive = new(NpyFileTests.FromNumPy($"lists-protocol{protocol}.npz"));

        Assert.Equal([[1, 14, 22], [300, 70000, 5], [], [7]], archive.Read("x", array => array.ToSequences()).Select(list => list.ToArray()));
        Assert.Equal([[1, 2], [3], []], archive.Read("arrays", array => array.ToSequences()).Select(list => list.ToArray()));
    }

    [Fact]
    public void Damaged_archives_are_refused_by_name()
    {
        byte[] good = File.ReadAllBytes(NpyFileTests.FromNumPy("packed.npz"));
        byte[] changed = [.. good];
        changed[60] ^= 0x55;

        foreach (byte[] file in new[] { good[..200], changed, [1, 2, 3], [] })
        {
            string path = _folder.Write("broken.npz", file);
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => NpzFile.Load(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_entry_that_unpacks_to_less_than_it_promises_costs_no_memory()
    {
        // 1 GB of float32, of which a few bytes are there.
        byte[] header = NpyHeader.Write(DType.Float32, new[] { 250_000_000 });
        string path = Zip(("x.npy", header, CompressionLevel.Optimal));

        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<InvalidDataException>(() => NpzFile.Load(path)).Message;

        Assert.Contains("promises 1,000,000,000 bytes", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void An_array_of_zeros_may_be_packed_tightly()
    {
        NpzFile.Save(_folder["zeros.npz"], [new("x", new float[1000, 5000])], compressed: true);

        Assert.InRange(new FileInfo(_folder["zeros.npz"]).Length, 0, 40_000);
        Assert.Equal([1000, 5000], NpzFile.Load(_folder["zeros.npz"], "x").Shape);
    }

    [Fact]
    public void A_pickle_that_unpacks_to_suspiciously_much_is_refused()
    {
        byte[] bomb = [.. HeaderOfObjects(), 0x80, 2, .. Enumerable.Repeat((byte)'N', 20 << 20)];
        string path = Zip(("x.npy", bomb, CompressionLevel.Optimal));

        Assert.Contains("unpack to more than", Assert.Throws<InvalidDataException>(() => NpzFile.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_that_share_bytes_are_refused()
    {
        // The directory names the one array a hundred times.
        NpzFile.Save(_folder["one.npz"], [new("xx", new float[1000])]);
        byte[] file = File.ReadAllBytes(_folder["one.npz"]);
        int directory = file.AsSpan().LastIndexOf("PK\u0001\u0002"u8), end = file.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        byte[] tail = file[end..];
        BitConverter.TryWriteBytes(tail.AsSpan(8), (short)100);
        BitConverter.TryWriteBytes(tail.AsSpan(10), (short)100);
        BitConverter.TryWriteBytes(tail.AsSpan(12), 100 * (end - directory));
        IEnumerable<byte> copies = Enumerable.Range(0, 100)
            .SelectMany(i => (byte[])[.. file[directory..(directory + 46)], (byte)('0' + (i / 10)), (byte)('0' + (i % 10)), .. file[(directory + 48)..end]]);
        string path = _folder.Write("shared.npz", [.. file[..directory], .. copies, .. tail]);

        Assert.Contains("its entries promise 412,800 bytes", Assert.Throws<InvalidDataException>(() => NpzFile.Load(path)).Message, StringComparison.Ordinal);
    }

    private static byte[] HeaderOfObjects() =>
        [0x93, .. "NUMPY\u0001\0"u8, 58, 0, .. "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }  "u8];

    private string Zip(params (string Name, byte[] Content, CompressionLevel Level)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach ((string name, byte[] content, CompressionLevel level) in entries)
                using (Stream entry = archive.CreateEntry(name, level).Open())
                    entry.Write(content);
        return _folder.Write("made.npz", stream.ToArray());
    }
}
