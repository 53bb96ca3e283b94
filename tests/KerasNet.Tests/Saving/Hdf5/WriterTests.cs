using System.Text.Json;
using KerasNet.Goldens.Topics.Files;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Tests.Saving.Hdf5;

/// <summary>What is written is read again, by ourselves here and by h5py in <see cref="InteropTests"/>.</summary>
public sealed class WriterTests
{
    [Fact]
    public void Everything_that_is_written_is_read_again()
    {
        SampleTree tree = SampleTree.Everything();

        using Hdf5File file = Hdf5File.Read(tree.Write(), "sample");

        TreeCheck.Run(file, tree.Description, null, Reading.Must);
    }

    [Fact]
    public void The_same_tree_gives_the_same_bytes() => Assert.Equal(SampleTree.Everything().Write(), SampleTree.Everything().Write());

    // A leaf holds 8 names, a node 32 children.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(8193)]
    public void A_group_takes_any_number_of_children(int count)
    {
        SampleTree tree = new();
        tree.Root.Group("vars");
        tree.Many("vars", count);

        using Hdf5File file = Hdf5File.Read(tree.Write(), "many");

        Assert.Equal(count, file.Root.Group("vars").Links.Count);
        for (int i = 0; i < count; i++)
            Assert.Equal([i], file.Root.Dataset($"vars/{i}").Read<float>());
    }

    [Fact]
    public void Children_are_listed_in_the_order_of_their_bytes()
    {
        SampleTree tree = new();
        tree.Many("vars", 12);

        using Hdf5File file = Hdf5File.Read(tree.Write(), "order");

        Assert.Equal(["0", "1", "10", "11", "2", "3", "4", "5", "6", "7", "8", "9"], file.Root.Group("vars").Links.Select(link => link.Name));
    }

    [Fact]
    public void Tensors_go_in_and_come_out()
    {
        TensorData tensor = TensorData.From<float>([1, 2, 3, 4, 5, 6], [2, 3]);
        NewGroup root = new();
        root.Dataset("x", NewArray.Of(tensor));
        tensor.AsSpan<float>()[0] = -1;
        TensorData single = new([2, 3], DType.Float32);
        TensorData whole = new([2, 3], DType.Int32);

        using Hdf5File file = Hdf5File.Read(Bytes(root), "tensor");
        file.Root.Dataset("x").CopyTo(single);
        file.Root.Dataset("x").CopyTo(whole);

        // Elements are taken when they are written, not before.
        Assert.Equal([-1, 2, 3, 4, 5, 6], single.AsSpan<float>().ToArray());
        Assert.Equal([-1, 2, 3, 4, 5, 6], whole.AsSpan<int>().ToArray());
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_enough()
    {
        SampleTree tree = SampleTree.Everything();
        using MemoryStream bytes = new();
        using (System.IO.Compression.ZipArchive archive = new(bytes, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        using (Stream member = archive.CreateEntry("model.weights.h5", System.IO.Compression.CompressionLevel.NoCompression).Open())
            Hdf5Writer.Write(member, tree.Root);

        using System.IO.Compression.ZipArchive read = new(bytes);
        using MemoryStream unpacked = new();
        using (Stream member = read.GetEntry("model.weights.h5")!.Open())
            member.CopyTo(unpacked);

        Assert.Equal(tree.Write(), unpacked.ToArray());
    }

    [Fact]
    public void An_attribute_beyond_64_KiB_is_refused_with_its_name()
    {
        NewGroup root = new();
        root.Attribute("layer_names", NewArray.OfFixed([.. Enumerable.Range(0, 7000).Select(i => $"layer_{i:0000}")]));

        ArgumentException error = Assert.Throws<ArgumentException>(() => Bytes(root));

        Assert.Contains("'layer_names' takes 70,000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("Split it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_fill_as_many_heap_collections_as_they_need()
    {
        NewGroup root = new();
        string[] texts = [.. Enumerable.Range(0, 900).Select(i => new string((char)('a' + (i % 26)), i))];
        for (int i = 0; i < texts.Length; i += 100)
            root.Attribute($"texts{i}", NewArray.Of(texts[i..(i + 100)]));

        using Hdf5File file = Hdf5File.Read(Bytes(root), "texts");

        Assert.Equal(texts, file.Root.Attributes.All.OrderBy(attribute => attribute.Name, StringComparer.Ordinal).SelectMany(attribute => attribute.ReadTexts()));
    }

    [Fact]
    public void Two_things_of_one_name_are_refused()
    {
        NewGroup root = new();
        root.Dataset("a/b", NewArray.Of<int>(ElementKind.Int32, [], new[] { 1 }));

        Assert.Contains("'a/b'", Assert.Throws<ArgumentException>(() => root.Dataset("a/b", NewArray.Of("text"))).Message, StringComparison.Ordinal);
        Assert.Contains("is a dataset", Assert.Throws<ArgumentException>(() => root.Group("a/b/c")).Message, StringComparison.Ordinal);
        Assert.Contains("no name", Assert.Throws<ArgumentException>(() => root.Group("a//c")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_that_do_not_fit_the_shape_are_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => NewArray.Of<float>(ElementKind.Float32, [2, 3], new float[5]));

        Assert.Contains("The shape (2, 3) of Float32 takes 24 bytes. Received: 5 elements.", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(NewGroup root)
    {
        using MemoryStream stream = new();
        Hdf5Writer.Write(stream, root);
        return stream.ToArray();
    }
}
