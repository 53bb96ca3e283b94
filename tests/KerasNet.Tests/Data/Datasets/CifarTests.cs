using KerasNet.Tests.Data.Arrays;

namespace KerasNet.Tests.Data.Datasets;

/// <summary>Small sets of the form of CIFAR's published ones.</summary>
public sealed class CifarTests : IDisposable
{
    private const int Pixels = 3072;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_come_with_channels_last()
    {
        LabelledImages set = KerasNet.Datasets.Cifar10.Load(Pack("cifar-10-python.tar.gz", Ten()));

        Assert.Equal([5, 32, 32, 3], set.Train.Images.Lengths);
        Assert.Equal([1, 32, 32, 3], set.Test.Images.Lengths);
        Assert.Equal([5, 1], set.Train.Labels.Lengths);
        Assert.Equal([0, 1, 0, 1, 0], set.Train.Labels.ToArray());
        Assert.Equal(["airplane", "automobile"], set.ClassNames);

        // Batch 3 is the third picture; its byte at channel c, row r, column w is made of 3 and the place in the file.
        Assert.Equal(Picture(3)[(2 * 1024) + (5 * 32) + 7], set.Train.Images[[2, 5, 7, 2]]);
        Assert.Equal(Picture(9)[31 * 32], set.Test.Images[[0, 31, 0, 0]]);
        Assert.StartsWith("CIFAR-10 from ", set.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_that_the_archive_unpacks_to_does_as_well()
    {
        foreach ((string name, byte[] content) in Ten())
            _folder.Write(name, content);

        Assert.Equal(5, KerasNet.Datasets.Cifar10.Load(_folder["cifar-10-batches-py"]).Train.Labels.FlattenedLength);
        Assert.Equal(5, KerasNet.Datasets.Cifar10.Load(_folder.Path).Train.Labels.FlattenedLength);
    }

    [Fact]
    public void A_batch_that_NumPy_wrote_is_read()
    {
        byte[] batch = File.ReadAllBytes(NpyFileTests.FromNumPy("cifar-batch.pickle"));
        byte[] names = Pickled.Whole(Pickled.Dictionary(("label_names", Pickled.List([.. "abcd".Select(c => Pickled.Text($"{c}"))]))));
        (string Name, byte[] Content)[] files =
        [
            .. Ten().Where(file => file.Name.Contains("data_batch", StringComparison.Ordinal)),
            ("cifar-10-batches-py/batches.meta", names),
            ("cifar-10-batches-py/test_batch", batch),
        ];

        LabelledImages set = KerasNet.Datasets.Cifar10.Load(Pack("cifar-10-python.tar.gz", files));

        Assert.Equal([3, 0], set.Test.Labels.ToArray());
        Assert.Equal((byte)((Pixels + 1024) * 7 % 251), set.Test.Images[[1, 0, 0, 1]]);
    }

    [Fact]
    public void The_hundred_classes_have_twenty_groups()
    {
        string path = Pack("cifar-100-python.tar.gz", Hundred());

        LabelledImages fine = KerasNet.Datasets.Cifar100.Load(path: path), coarse = KerasNet.Datasets.Cifar100.Load(CifarLabelMode.Coarse, path);

        Assert.Equal([2, 0], fine.Train.Labels.ToArray());
        Assert.Equal([1, 0], coarse.Train.Labels.ToArray());
        Assert.Equal(["apple", "bear", "cup"], fine.ClassNames);
        Assert.Equal(["fruit", "things"], coarse.ClassNames);
        Assert.Throws<ArgumentOutOfRangeException>(() => KerasNet.Datasets.Cifar100.Load((CifarLabelMode)7, path));
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "missing", "lacks cifar-10-batches-py/data_batch_4" },
        { "hostile", "data_batch_4 that cannot be read: the pickle wants to use 'os.system'" },
        { "no data", "it lacks 'data', it holds labels" },
        { "width", "no array of uint8 with 3072 columns" },
        { "labels", "'labels' is no list of 1 labels" },
        { "stray", "holds the label 7, expected 0 to 1" },
        { "list", "it is no dictionary" },
        { "cut", "damaged .tar.gz archive" },
        { "text", "damaged .tar.gz archive" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Damage_is_told_with_the_files_name(string fault, string words)
    {
        byte[]? content = fault switch
        {
            "missing" => null,
            "hostile" => Pickled.Opcodes("\u0080\u0002cos\nsystem\nU\u0001x\u0085R."),
            "no data" => Pickled.Whole(Pickled.Dictionary(("labels", Pickled.Numbers(1)))),
            "width" => Pickled.Whole(Pickled.Dictionary(("labels", Pickled.Numbers(1)), ("data", Pickled.Array(new byte[4], 1, 4)))),
            "labels" => Batch(4, Pickled.Numbers(1, 0)),
            "stray" => Batch(4, Pickled.Numbers(7)),
            "list" => Pickled.Whole(Pickled.Numbers(1)),
            _ => Batch(4, Pickled.Numbers(1)),
        };
        (string Name, byte[] Content)[] files = [.. Ten().Where(file => !file.Name.EndsWith("_4", StringComparison.Ordinal))];
        string path = Pack("cifar-10-python.tar.gz", content is null ? files : [.. files, ("cifar-10-batches-py/data_batch_4", content)]);
        if (fault == "cut")
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..^200]);
        if (fault == "text")
            File.WriteAllText(path, "no archive");

        string message = Assert.Throws<InvalidDataException>(() => KerasNet.Datasets.Cifar10.Load(path)).Message;

        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.Contains(path, message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_unpacks_to_suspiciously_much_is_refused()
    {
        string path = Pack("cifar-10-python.tar.gz", [("cifar-10-batches-py/data_batch_1", new byte[40 << 20])]);

        Assert.Contains("unpack to more than", Assert.Throws<InvalidDataException>(() => KerasNet.Datasets.Cifar10.Load(path)).Message, StringComparison.Ordinal);
    }

    private static byte[] Picture(int seed) => [.. Enumerable.Range(0, Pixels).Select(i => (byte)((i * 31) + (i >> 8) + (seed * 17)))];

    private static byte[] Batch(int seed, byte[] labels) => Pickled.Whole(Pickled.Dictionary(("labels", labels), ("data", Pickled.Array(Picture(seed), 1, Pixels))));

    private static (string Name, byte[] Content)[] Ten() =>
    [
        ("cifar-10-batches-py/batches.meta", Pickled.Whole(Pickled.Dictionary(("label_names", Pickled.List(Pickled.Text("airplane"), Pickled.Text("automobile")))))),
        .. Enumerable.Range(1, 5).Select(i => ($"cifar-10-batches-py/data_batch_{i}", Batch(i, Pickled.Numbers((i + 1) % 2)))),
        ("cifar-10-batches-py/readme.html", "<html>"u8.ToArray()),
        ("cifar-10-batches-py/test_batch", Batch(9, Pickled.Numbers(1))),
    ];

    private static (string Name, byte[] Content)[] Hundred()
    {
        byte[] pictures = [.. Picture(1), .. Picture(2)];
        byte[] batch = Pickled.Whole(Pickled.Dictionary(
            ("fine_labels", Pickled.Numbers(2, 0)), ("coarse_labels", Pickled.Numbers(1, 0)), ("data", Pickled.Array(pictures, 2, Pixels))));
        byte[] names = Pickled.Whole(Pickled.Dictionary(
            ("fine_label_names", Pickled.List(Pickled.Text("apple"), Pickled.Text("bear"), Pickled.Text("cup"))),
            ("coarse_label_names", Pickled.List(Pickled.Text("fruit"), Pickled.Text("things")))));
        return [("cifar-100-python/meta", names), ("cifar-100-python/train", batch), ("cifar-100-python/test", batch)];
    }

    private string Pack(string name, (string Name, byte[] Content)[] files) => _folder.Write(name, Packed.Tar(files));
}
