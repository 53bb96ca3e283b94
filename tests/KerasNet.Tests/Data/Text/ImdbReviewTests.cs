using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace KerasNet.Tests.Data.Text;

/// <summary>The 25,000 IMDb reviews to train on, which others turned into the numbers of Keras' word index, where the data sets lie beside the repository.</summary>
public sealed class ImdbReviewTests
{
    /// <summary>Larger ranks do not fit into the file and are written as 0.</summary>
    private const int MostRank = ushort.MaxValue;

    [Fact]
    public void Reviews_become_the_published_numbers()
    {
        using Stream json = File.OpenRead(Data("imdb_word_index.json"));
        Tokenizer tokenizer = new(lower: false) { WordIndex = JsonSerializer.Deserialize<Dictionary<string, int>>(json)! };
        int[][] sequences = tokenizer.TextsToSequences(Reviews());
        using ZipArchive archive = ZipFile.OpenRead(Data("imdb_sequences.npz"));
        ushort[] ranks = Numbers<ushort>(archive, "x_train_values.npy");
        int[] lengths = Numbers<int>(archive, "x_train_lengths.npy");
        Assert.Equal(lengths, sequences.Select(sequence => sequence.Length));
        Assert.Equal(25_000, lengths.Length);
        Assert.True(ranks.AsSpan().SequenceEqual([.. sequences.SelectMany(sequence => sequence).Select(rank => (ushort)(rank > MostRank ? 0 : rank))]));
    }

    [Fact]
    public void Words_are_counted_as_often_as_the_published_ranks_say()
    {
        using Stream json = File.OpenRead(Data("imdb_word_index.json"));
        Dictionary<string, int> published = JsonSerializer.Deserialize<Dictionary<string, int>>(json)!;
        Tokenizer tokenizer = new(lower: false);
        tokenizer.FitOnTexts(Reviews());
        IReadOnlyDictionary<string, int> counts = tokenizer.WordCounts;
        Assert.Equal(published.Keys.Order(StringComparer.Ordinal), counts.Keys.Order(StringComparer.Ordinal));
        int[] byRank = [.. published.OrderBy(pair => pair.Value).Select(pair => counts[pair.Key])];
        Assert.Equal(byRank.OrderDescending(), byRank);
    }

    private static string Data(string file)
    {
        string path = RepositoryFolder.File("..", "shared", "datasets", "imdb", file);
        Assert.SkipUnless(File.Exists(path), $"There is no {path}.");
        return path;
    }

    /// <summary>The texts, with A to Z in lower case alone: that is how the published numbers were made.</summary>
    private static string[] Reviews()
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(Data("aclImdb_train.tsv.gz")), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().TrimEnd('\n').Split('\n').Select(line => LowerAscii(line.Split('\t', 4)[3]))];
    }

    private static string LowerAscii(string text) => string.Create(text.Length, text, (lower, source) =>
    {
        for (int i = 0; i < lower.Length; i++)
            lower[i] = char.IsAsciiLetterUpper(source[i]) ? char.ToLowerInvariant(source[i]) : source[i];
    });

    /// <summary>The elements behind the header of a .npy file of version 1.</summary>
    private static T[] Numbers<T>(ZipArchive archive, string name)
        where T : unmanaged
    {
        ZipArchiveEntry entry = archive.GetEntry(name)!;
        byte[] bytes = new byte[entry.Length];
        using (Stream stream = entry.Open())
            stream.ReadExactly(bytes);
        return MemoryMarshal.Cast<byte, T>(bytes.AsSpan(10 + BitConverter.ToUInt16(bytes, 8))).ToArray();
    }
}
