using System.Security.Cryptography;
using KerasNet.Data;

namespace KerasNet.Tests.Data.Datasets;

/// <summary>Sets of one file, from the cache, a path, or a server of this machine. <see cref="DatasetDownloadTests"/> tests what a server may do wrong.</summary>
public sealed class PublishedFilesTests : IDisposable
{
    private static readonly byte[] Content = [1, 2, 3];
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();

    private DatasetPlaces Places => new(_folder["home"], null, [_folder["bin"]]);

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("SHA-256")]
    [InlineData("MD5")]
    public async Task A_file_is_fetched_when_its_checksum_is_right(string algorithm)
    {
        byte[] sum = CryptographicOperations.HashData(algorithm == "MD5" ? HashAlgorithmName.MD5 : HashAlgorithmName.SHA256, Content);
        PublishedFiles set = Set(Convert.ToHexStringLower(sum));
        _server.Serve("/a/tiny.npz", Content, Content.Length);

        Assert.Equal(Content, await Load(set));
        Assert.Equal(Content, await Load(set));
        Assert.Equal(["/a/tiny.npz"], _server.Requests);

        _server.Serve("/a/tiny.npz", [1, 2, 4], Content.Length);
        _folder.Write("home/datasets/tiny/tiny.npz", [1, 2, 4]);
        DatasetUnavailableException error = await Assert.ThrowsAsync<DatasetUnavailableException>(() => Load(set));
        Assert.Equal(2, error.Searched.Count(place => place.Contains($"wrong checksum: expected {algorithm}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_path_may_name_the_file_its_folder_or_what_it_unpacks_to()
    {
        PublishedFiles set = Set("");
        string file = _folder.Write("some/copy.bin", Content);
        _folder.Write("named/other.npz", Content);
        _folder.Write("below/tiny/tiny.npz", Content);
        _folder.Write("unpacked/tiny-folder/x", Content);

        Assert.Equal(Content, await Load(set, file));
        Assert.Equal(Content, await Load(set, _folder["named"]));
        Assert.Equal(Content, await Load(set, _folder["below"]));
        string Found(string[] files, string source) => files[0];
        Assert.Equal(_folder["unpacked", "tiny-folder"], await set.LoadAsync(Places, _folder["unpacked", "tiny-folder"], null, default, Found));
        Assert.Equal(_folder["unpacked", "tiny-folder"], await set.LoadAsync(Places, _folder["unpacked"], null, default, Found));
        DatasetUnavailableException error = await Assert.ThrowsAsync<DatasetUnavailableException>(() => Load(set, _folder["bin"]));
        Assert.Contains("Expected there: tiny.npz", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Titles => [.. All().Select(set => set.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void Published_sets_say_what_they_are(string title)
    {
        PublishedFiles set = All().Single(set => set.Title == title);

        Assert.All(set.Files, file =>
        {
            Assert.InRange(file.Bytes, 1, 1 << 30);
            Assert.Matches("^([0-9a-f]{32}|[0-9a-f]{64})$", file.Checksum);
        });
        Assert.All(set.Mirrors, mirror => Assert.EndsWith("/", mirror.AbsoluteUri, StringComparison.Ordinal));
        Assert.All(set.Mirrors, mirror => Assert.Equal(Uri.UriSchemeHttps, mirror.Scheme));
    }

    private static PublishedFiles[] All() =>
    [
        KerasNet.Datasets.Imdb.Sequences, KerasNet.Datasets.Imdb.Index, KerasNet.Datasets.Imdb.Reviews,
        KerasNet.Datasets.Reuters.Sequences, KerasNet.Datasets.Reuters.Index,
        KerasNet.Datasets.CaliforniaHousing.Set, KerasNet.Datasets.BostonHousing.Set, KerasNet.Datasets.Cifar10.Set.Files, KerasNet.Datasets.Cifar100.Set.Files,
    ];

    private PublishedFiles Set(string checksum) => new()
    {
        Title = "Tiny",
        Folder = "tiny",
        Files = [new("tiny.npz", Content.Length, checksum) { Aliases = ["other.npz", "tiny-folder"] }],
        Mirrors = [_server.Address("a")],
    };

    private Task<byte[]> Load(PublishedFiles set, string? path = null) => set.LoadAsync(Places, path, new Silent(), default, (files, _) => File.ReadAllBytes(files[0]));

    private sealed class Silent : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
        }
    }
}
