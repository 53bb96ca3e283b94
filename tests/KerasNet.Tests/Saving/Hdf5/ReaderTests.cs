using System.Buffers.Binary;
using KerasNet.Goldens;
using KerasNet.Saving;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Tests.Saving.Hdf5;

/// <summary>What a caller of the reader sees beyond the trees of the vectors.</summary>
public sealed class ReaderTests
{
    private static readonly string s_folder = Path.Combine(GoldenFolder.Find().Path, "files", "hdf5");

    [Fact]
    public void A_file_is_read_from_disk_as_from_memory()
    {
        string path = Path.Combine(s_folder, "latest_chunked.h5");
        using Hdf5File disk = Hdf5File.Open(path);
        using Hdf5File memory = Hdf5File.Read(File.ReadAllBytes(path), path);

        Assert.Equal(["extensible", "fixed", "single", "tree"], disk.Root.Links.Select(link => link.Name));
        Assert.All(disk.Root.Links, link => Assert.Equal(memory.Root.Dataset(link.Name).Read<float>(), disk.Root.Dataset(link.Name).Read<float>()));
    }

    [Fact]
    public void Another_type_than_the_stored_one_is_refused()
    {
        using Hdf5File file = Hdf5File.Open(Path.Combine(s_folder, "plain_types.h5"));

        Hdf5Exception error = Assert.Throws<Hdf5Exception>(() => file.Root.Dataset("little/f8").Read<float>());

        Assert.Contains("/little/f8: it holds float64, not Single", error.Message, StringComparison.Ordinal);
        Assert.Contains("not texts", Assert.Throws<Hdf5Exception>(() => file.Root.Dataset("little/f8").ReadTexts()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("big/f2")]
    [InlineData("big/f4")]
    [InlineData("big/i8")]
    [InlineData("big/u2")]
    [InlineData("little/f2")]
    [InlineData("little/f8")]
    [InlineData("little/i1")]
    [InlineData("little/u8")]
    public void Numbers_of_any_kind_become_a_tensor(string path)
    {
        using Hdf5File file = Hdf5File.Open(Path.Combine(s_folder, "plain_types.h5"));
        TensorData target = new([2, 3], DType.Float32);

        file.Root.Dataset(path).CopyTo(target);

        Assert.Equal([1, 2, 3, 4, 5, 6], target.AsSpan<float>().ToArray());
    }

    [Fact]
    public void A_tensor_of_another_shape_is_refused()
    {
        using Hdf5File file = Hdf5File.Open(Path.Combine(s_folder, "plain_types.h5"));

        Hdf5Exception error = Assert.Throws<Hdf5Exception>(() => file.Root.Dataset("little/f4").CopyTo(new([3, 2], DType.Float32)));

        Assert.Contains("/little/f4: its shape is (2, 3), expected (3, 2)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bfloat16_is_told_by_its_attribute()
    {
        NewGroup root = new();
        root.Dataset("x", NewArray.Of<ushort>(ElementKind.BFloat16, [3], new ushort[] { 0x3F80, 0xC000, 0x7F80 })).Attribute("dtype", NewArray.Of("bfloat16"));
        using MemoryStream stream = new();
        Hdf5Writer.Write(stream, root);

        using Hdf5File file = Hdf5File.Read(stream, "bfloat16");

        Assert.Equal("|V2", file.Root.Dataset("x").Type.Name);
        Assert.Equal([1, -2, double.PositiveInfinity], file.Root.Dataset("x").ReadNumbers());
    }

    [Fact]
    public void What_is_missing_is_named_with_what_is_there()
    {
        using Hdf5File file = Hdf5File.Open(Path.Combine(s_folder, "latest.h5"));

        Hdf5Exception error = Assert.Throws<Hdf5Exception>(() => file.Root.Group("layers/dense/vars").Dataset("2"));

        Assert.Contains("/layers/dense/vars/2: it is missing; /layers/dense/vars holds: 0, 1", error.Message, StringComparison.Ordinal);
        Assert.False(file.Root.Contains("layers/dense/vars/2"));
        Assert.True(file.Root.Contains("layers/dense/vars/1"));
        error = Assert.Throws<Hdf5Exception>(() => file.Root.Group("layers/dense/vars").Attributes["names"]);
        Assert.Contains("'names' is missing; there are: name", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("latest.h5", 60, "check sum")]
    [InlineData("chunked_gzip_shuffle_checksum.h5", -1, "chunk")]
    public void A_changed_byte_is_found_where_there_are_check_sums(string name, int at, string problem)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(s_folder, name));
        int place = at >= 0 ? at : LastChunk(bytes);
        bytes[place] ^= 0x10;

        Hdf5Exception error = Assert.Throws<Hdf5Exception>(() =>
        {
            using Hdf5File file = Hdf5File.Read(bytes, name);
            foreach (Hdf5Link link in file.Root.Links)
                if (file.Root.Open(link.Name) is Hdf5Dataset dataset)
                    dataset.ReadBytes();
        });

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_was_made_larger_is_refused_before_memory_is_taken()
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(s_folder, "compact_layout.h5"));
        int rank = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[1, 2, 1, 0, 0, 0, 0, 0, 3, 0, 0, 0]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(rank + 8), 1L << 40);
        using Hdf5File file = Hdf5File.Read(bytes, "larger");

        Hdf5Exception error = Assert.Throws<Hdf5Exception>(() => file.Root.Dataset("x").ReadBytes());

        Assert.Contains("declares 8,796,093,022,208 bytes, but 24 are stored", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_must_seek()
    {
        using Stream pipe = new System.IO.Compression.DeflateStream(new MemoryStream(), System.IO.Compression.CompressionMode.Decompress);

        Assert.Throws<ArgumentException>(() => Hdf5File.Read(pipe, "pipe"));
    }

    // Values of lookup3's own documentation.
    [Theory]
    [InlineData("", 0xDEADBEEF)]
    [InlineData("Four score and seven years ago", 0x17770551)]
    public void The_check_sum_is_lookup3(string text, uint sum) => Assert.Equal(sum, Lookup3.Hash(System.Text.Encoding.ASCII.GetBytes(text)));

    /// <summary>A byte in the middle of the last compressed chunk.</summary>
    private static int LastChunk(byte[] file) => file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0x78, 0x5E]) + 8;
}
