using System.IO.Compression;
using System.Text;
using KerasNet.Tests.Data.Datasets;
using static KerasNet.Tests.Data.Errors;

namespace KerasNet.Tests.Data.Folders;

public sealed class TextDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TextDatasetTests()
    {
        for (int i = 0; i < 10; i++)
            _folder.Write($"texts/{(i % 2 == 0 ? "neg" : "pos")}/{i}.txt", Encoding.UTF8.GetBytes($"text {i}"));
    }

    public void Dispose() => _folder.Dispose();

    private string Folder => _folder["texts"];

    private static string Texts(IEnumerable<DataBatch> batches) => string.Join(" | ", batches.Select(batch => string.Join(", ", batch.Inputs[0].Texts.ToArray())));

    [Fact]
    public void Texts_come_in_batches_with_the_classes_of_their_folders()
    {
        TextDataset texts = TextDataset.FromDirectory(Folder, LabelMode.Binary, batchSize: 4, shuffle: false);
        Assert.Equal(["neg", "pos"], texts.ClassNames);
        Assert.Equal("text 0, text 2, text 4, text 6 | text 8, text 1, text 3, text 5 | text 7, text 9", Texts(texts));
        Assert.Equal([0f, 1, 1, 1], texts.ElementAt(1).Targets![0].AsSpan<float>().ToArray());
        Assert.Equal((3, Folder + "/neg/0.txt", DType.String), ((int)texts.Count!, texts.Files[0], texts.First().Inputs[0].DType));
        Assert.Null(TextDataset.FromDirectory(Folder, LabelMode.None).First().Targets);
    }

    [Fact]
    public void Order_depends_on_the_seed_and_the_walk_alone()
    {
        string[] Walks(int workers)
        {
            TextDataset texts = TextDataset.FromDirectory(Folder, seed: 3, workers: workers);
            return [Texts(texts), Texts(texts)];
        }

        Assert.Equal(Walks(1), Walks(4));
        Assert.NotEqual(Walks(1)[0], Walks(1)[1]);
    }

    [Fact]
    public void Parts_hold_each_text_once()
    {
        (TextDataset training, TextDataset validation) = TextDataset.SplitFromDirectory(Folder, 0.3, seed: 5);
        Assert.Equal((7, 3), (training.Files.Count, validation.Files.Count));
        Assert.Equal(10, training.Files.Concat(validation.Files).Distinct().Count());
        Assert.Equal(Texts(validation), Texts(TextDataset.FromDirectory(Folder, seed: 5, validationSplit: 0.3, subset: Subset.Validation)));
        Assert.Equal(Texts(validation), Texts(validation));
    }

    [Fact]
    public void A_zip_is_a_folder()
    {
        string zip = _folder["texts.zip"];
        ZipFile.CreateFromDirectory(Folder, zip);
        Assert.Equal(Texts(TextDataset.FromDirectory(Folder, seed: 1)), Texts(TextDataset.FromDirectory(zip, seed: 1)));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "a")]
    [InlineData(2, "a")]
    [InlineData(3, "aé")]
    [InlineData(6, "aé")]
    [InlineData(7, "aé🙂")]
    [InlineData(99, "aé🙂!")]
    public void Long_texts_are_cut_between_characters(int maxLength, string expected)
    {
        _folder.Write("one/a/x.txt", Encoding.UTF8.GetBytes("aé🙂!"));
        Assert.Equal(expected, Texts(TextDataset.FromDirectory(_folder["one"], maxLength: maxLength)));
    }

    [Fact]
    public void Bytes_that_are_no_characters_do_not_stop_a_walk()
    {
        _folder.Write("one/a/x.txt", [(byte)'a', 0xFF, (byte)'b', 0x80, 0x80]);
        _folder.Write("one/a/y.txt", []);
        Assert.Equal("a\uFFFDb\uFFFD\uFFFD, ", Texts(TextDataset.FromDirectory(_folder["one"], shuffle: false)));
        Assert.Equal("a\uFFFD, ", Texts(TextDataset.FromDirectory(_folder["one"], shuffle: false, maxLength: 2)));
    }

    [Fact]
    public void An_archive_that_is_damaged_names_the_file()
    {
        string zip = _folder["texts.zip"];
        ZipFile.CreateFromDirectory(Folder, zip, CompressionLevel.NoCompression, includeBaseDirectory: false);
        byte[] bytes = File.ReadAllBytes(zip);
        int place = bytes.AsSpan().IndexOf("text 0"u8);
        for (int i = 0; i < 30; i++)
            bytes[place - 30 - "neg/0.txt".Length + i] = 0xEE;
        File.WriteAllBytes(zip, bytes);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Texts(TextDataset.FromDirectory(zip, shuffle: false, workers: 1)));
        Assert.StartsWith($"'{zip}/neg/0.txt' cannot be read as a text: its entry in the archive is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_say_what_is_there()
    {
        Refused<ArgumentException>("There are no texts (.txt) in sub-folders of", () => TextDataset.FromDirectory(Folder + "/neg"));
        Refused<ArgumentException>("which has neg, pos. Received: 'new'", () => TextDataset.FromDirectory(Folder, classNames: ["new"]));
        Refused<ArgumentException>("each of the 10 texts", () => TextDataset.FromDirectory(Folder, labels: [1]));
        Refused<ArgumentException>("10 texts leaves none", () => TextDataset.SplitFromDirectory(Folder, 0.05, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("maxLength", () => TextDataset.FromDirectory(Folder, maxLength: -1));
        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => TextDataset.FromDirectory(Folder, batchSize: 0));
        Assert.Throws<DirectoryNotFoundException>(() => TextDataset.FromDirectory(Folder + "/none"));
    }
}
