using System.IO.Compression;
using System.Text.Json;
using KerasNet.Goldens;
using KerasNet.Goldens.Topics.Files;
using KerasNet.Saving;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Tests.Saving.Hdf5;

/// <summary>The files that Keras wrote, and the broken ones made of them.</summary>
public sealed class KerasFileTests
{
    private const string Weights = "model.weights.h5";

    public static TheoryData<string> Files => [.. Cases("files").Where(item => item.Tree is not null).Select(item => item.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_tree_is_read_as_h5py_reads_it(string name)
    {
        JsonElement tree = Cases("files").Single(item => item.File == name).Tree!.Value;

        using Hdf5File file = Hdf5File.Read(Bytes(name), name);

        TreeCheck.Run(file, tree, null, Reading.Must);
    }

    [Fact]
    public void Every_shard_is_read()
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(GoldenFolder.Find().Path, "files"), "mlp_sharded_*.h5"))
        {
            using Hdf5File file = Hdf5File.Open(path);
            Assert.NotEmpty(file.Root.Links);
        }
    }

    [Theory]
    [InlineData("hdf5_truncated.keras", "the file ends too early: its superblock says 12,636 bytes, found 8,845")]
    [InlineData("truncated.weights.h5", "the file ends too early: its superblock says 14,512 bytes, found 7,256")]
    [InlineData("hdf5_superblock_version.keras", "version 9 of the superblock is unknown")]
    [InlineData("hdf5_address_outside.keras", "an address is outside of the file")]
    [InlineData("hdf5_address_on_itself.keras", "/: a circle in the B-tree")]
    [InlineData("hdf5_heap_broken.keras", "/: a local heap ('HEAP') is expected, found 58585858 (at byte 680)")]
    [InlineData("weights_empty.keras", "it is empty")]
    [InlineData("zip_bomb.keras", "it is not an HDF5 file")]
    public void A_broken_file_is_refused_when_it_is_opened(string name, string problem)
    {
        byte[] bytes = Bytes($"files/bad/{name}");

        Hdf5Exception error = Assert.Throws<Hdf5Exception>(() => Hdf5File.Read(bytes, name));

        Assert.Equal(name, error.File);
        Assert.StartsWith($"'{name}' cannot be read as HDF5: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("external_link.keras", "layers/dense/vars/1", "it is a link into another file, which is never followed")]
    [InlineData("group_in_itself.keras", "layers/dense/vars/back", "a circle of groups: it is / again")]
    [InlineData("dataset_is_group.keras", "layers/dense/vars/1", "a group in place of a dataset")]
    [InlineData("missing_dataset.keras", "layers/dense/vars/1", "it is missing; /")]
    [InlineData("dataset_is_text.keras", "layers/dense/vars/1", "which are no numbers that are read")]
    [InlineData("shape_bomb.keras", "layers/dense/vars/0", "declares 4,398,046,511,104 bytes, but the file stores 0 of them")]
    public void What_is_wrong_with_one_object_is_said_when_it_is_read(string name, string path, string problem)
    {
        using Hdf5File file = Hdf5File.Read(Bytes($"files/bad/{name}"), name);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Hdf5Exception error = Assert.Throws<Hdf5Exception>(() => file.Root.Dataset(path).ReadNumbers());

        Assert.Equal($"/{path}", error.ObjectPath);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Every_beginning_of_a_file_is_refused()
    {
        byte[] bytes = Bytes("files/mlp.weights.h5");

        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Throws<Hdf5Exception>(() => Hdf5File.Read(bytes.AsMemory(0, length), "beginning")));
    }

    /// <summary>A file of the golden vectors; of an archive, its weights.</summary>
    private static byte[] Bytes(string name)
    {
        string path = Path.Combine(GoldenFolder.Find().Path, name);
        if (!name.EndsWith(".keras", StringComparison.Ordinal))
            return File.ReadAllBytes(path);
        using ZipArchive archive = ZipFile.OpenRead(path);
        using Stream member = archive.GetEntry(Weights)!.Open();
        using MemoryStream bytes = new();
        member.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static IEnumerable<(string File, JsonElement? Tree)> Cases(string topic) =>
        GoldenFolder.Find().Cases(topic).Select(golden => (golden["file"].GetString()!, golden.Json.Field("tree")?.Clone()));
}
