using System.Text;

namespace KerasNet.Tests.Data.Datasets;

public sealed class ReviewFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_published_archive_is_read_in_the_order_of_ids()
    {
        string path = _folder.Write("aclImdb_v1.tar.gz", Packed.Tar(
            ("aclImdb/README", "read me"u8.ToArray()),
            ("aclImdb/train/pos/10_9.txt", "Schön<br />"u8.ToArray()),
            ("aclImdb/train/pos/2_7.txt", "good"u8.ToArray()),
            ("aclImdb/train/neg/2_1.txt", "bad"u8.ToArray()),
            ("aclImdb/train/unsup/0_0.txt", "unlabelled"u8.ToArray()),
            ("aclImdb/train/pos/notes.txt", "no review"u8.ToArray()),
            ("aclImdb/test/neg/0_2.txt", ""u8.ToArray())));

        LabelledTexts reviews = KerasNet.Datasets.Imdb.LoadTexts(path);

        Assert.Equal(["bad", "good", "Schön<br />"], reviews.Train.Texts);
        Assert.Equal([0, 1, 1], reviews.Train.Labels);
        Assert.Equal([""], reviews.Test.Texts);
        Assert.StartsWith("IMDb's texts from ", reviews.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_are_read_with_tabs_in_the_text()
    {
        Table("aclImdb_train.tsv.gz", "0\t3\t0\tbad\u0085 film\n1\t8\t0\tgood\tindeed\n");
        Table("aclImdb_test.tsv.gz", "1\t9\t4\tfine");

        LabelledTexts reviews = KerasNet.Datasets.Imdb.LoadTexts(_folder.Path);

        Assert.Equal(["bad\u0085 film", "good\tindeed"], reviews.Train.Texts);
        Assert.Equal([0, 1], reviews.Train.Labels);
        Assert.Equal(["fine"], reviews.Test.Texts);
    }

    [Fact]
    public void Other_files_are_refused()
    {
        Table("aclImdb_train.tsv.gz", "0\t3\t0\tbad\n2\t3\t0\tworse\n");
        Assert.Contains("Beside", Refused(), StringComparison.Ordinal);

        Table("aclImdb_test.tsv.gz", "1\t9\t4\tfine");
        Assert.Contains("line 2 is not a label 0 or 1", Refused(), StringComparison.Ordinal);

        Table("aclImdb_train.tsv.gz", "0\t3\tbad\n");
        Assert.Contains("line 1 is not a label 0 or 1", Refused(), StringComparison.Ordinal);

        _folder.Write("aclImdb_train.tsv.gz", [31, 139, 8, 0, 1, 2, 3]);
        Assert.Contains("damaged gzip file", Refused(), StringComparison.Ordinal);

        Table("aclImdb_train.tsv.gz", new string('a', 30 << 20));
        Assert.Contains("unpack to more than", Refused(), StringComparison.Ordinal);

        string path = _folder.Write("aclImdb_v1.tar.gz", Packed.Tar(("aclImdb/train/pos/0_1.txt", [])));
        Assert.Contains("holds no reviews", Assert.Throws<InvalidDataException>(() => KerasNet.Datasets.Imdb.LoadTexts(path)).Message, StringComparison.Ordinal);
    }

    private string Refused() => Assert.Throws<InvalidDataException>(() => KerasNet.Datasets.Imdb.LoadTexts(_folder["aclImdb_train.tsv.gz"])).Message;

    private void Table(string name, string text) => _folder.Write(name, IdxBytes.Gzip(Encoding.UTF8.GetBytes(text)));
}
