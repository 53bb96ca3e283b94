using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace KerasNet.Data;

/// <summary>
/// Reads IMDb's reviews as texts: from the published archive, where each is a file <c>aclImdb/train/pos/ID_STARS.txt</c>, or from a table of each part, where each
/// is a line <c>label TAB stars TAB id TAB text</c>. Both give the same: by id, against before in favour.
/// </summary>
internal static class ReviewFiles
{
    internal const string TrainTable = "aclImdb_train.tsv.gz";
    private const string TestTable = "aclImdb_test.tsv.gz";
    private const int MostReviewBytes = 1 << 20;

    /// <exception cref="InvalidDataException">The file is damaged or is something else.</exception>
    internal static LabelledTexts Read(string path, string source)
    {
        if (Path.GetFileName(path) != TrainTable)
            return Packed(path, source);
        string testPath = Path.Combine(Path.GetDirectoryName(path)!, TestTable);
        if (!File.Exists(testPath))
            throw new InvalidDataException($"Beside '{path}' there is no {TestTable}, which holds the reviews to test on.");
        Task<TextSplit> test = Task.Run(() => Table(testPath));
        return new(Table(path), test.GetAwaiter().GetResult()) { Source = source };
    }

    private static TextSplit Table(string path)
    {
        byte[] content = Unpacked(path);
        List<string> texts = [];
        List<int> labels = [];
        ReadOnlySpan<byte> rest = content;
        while (rest.Length > 0)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            int start = Third(line);
            if (start < 0 || line is not [(byte)'0' or (byte)'1', (byte)'\t', ..])
            {
                throw new InvalidDataException(
                    $"'{path}' is not a table of reviews: line {texts.Count + 1} is not a label 0 or 1, stars, id and text, with tabs between them.");
            }


            labels.Add(line[0] - '0');
            texts.Add(Encoding.UTF8.GetString(line[start..]));
        }

        return new([.. texts], [.. labels]);
    }

    private static byte[] Unpacked(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using GZipStream unpacked = new(file, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            byte[] content = StoredBytes.ToEnd(unpacked, file.Length);

            // A file that was cut unpacks without a complaint; its last four bytes are no longer the length.
            byte[] length = new byte[sizeof(uint)];
            file.Position = Math.Max(0, file.Length - length.Length);
            file.ReadAtLeast(length, length.Length, throwOnEndOfStream: false);
            return BinaryPrimitives.ReadUInt32LittleEndian(length) == content.Length
                ? content
                : throw new InvalidDataException($"{content.Length:N0} bytes unpack, which is not what its end promises");
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"'{path}' is a damaged gzip file: {error.Message}.", error);
        }
    }

    /// <summary>Where the text begins: after the third tab. Texts hold tabs as well.</summary>
    private static int Third(ReadOnlySpan<byte> line)
    {
        int at = 0;
        for (int tabs = 0; tabs < 3; tabs++)
        {
            int next = line[at..].IndexOf((byte)'\t');
            if (next < 0)
                return -1;
            at += next + 1;
        }

        return at;
    }

    private static LabelledTexts Packed(string path, string source)
    {
        List<(int Id, int Label, string Text)> train = [], test = [];
        PackedFolder.Read(path, "aclImdb", MostReviewBytes, name => Place(name) is not null, (name, content) =>
        {
            (bool isTest, int label, int id) = Place(name)!.Value;
            (isTest ? test : train).Add((id, label, Encoding.UTF8.GetString(content)));
        });
        return train.Count > 0 && test.Count > 0
            ? new(Sorted(train), Sorted(test)) { Source = source }
            : throw new InvalidDataException($"'{path}' holds no reviews aclImdb/train/pos/….txt, aclImdb/train/neg/….txt and the same for test.");

        static TextSplit Sorted(List<(int Id, int Label, string Text)> reviews)
        {
            var sorted = reviews.OrderBy(review => review.Id).ThenBy(review => review.Label).ToArray();
            return new(Array.ConvertAll(sorted, review => review.Text), Array.ConvertAll(sorted, review => review.Label));
        }
    }

    /// <summary>What the name of a labelled review says, such as train/pos/0_9.txt; null for other files.</summary>
    private static (bool IsTest, int Label, int Id)? Place(string name) =>
        name.Split('/') is [("train" or "test") and var part, ("pos" or "neg") and var side, var file]
        && file.IndexOf('_') is > 0 and int bar
        && file.EndsWith(".txt", StringComparison.Ordinal)
        && int.TryParse(file.AsSpan(0, bar), NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            ? (part == "test", side == "pos" ? 1 : 0, id)
            : null;
}
