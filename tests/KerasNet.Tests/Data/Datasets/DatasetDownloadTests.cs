using KerasNet.Data;

namespace KerasNet.Tests.Data.Datasets;

public sealed class DatasetDownloadTests : IDisposable
{
    private const string Images = "train-images-idx3-ubyte.gz";
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();
    private readonly TinySet _set = new();
    private readonly Reports _reports = new();

    private DatasetPlaces Places => new(_folder["home"], null, [_folder["bin"]]);

    private string[] CachedFiles => _set.Files.Keys.Select(name => $"home/datasets/tiny/{name}").Order(StringComparer.Ordinal).ToArray();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task DownloadsIntoTheCacheAndReadsItFromThereTheNextTime()
    {
        _set.ServeFrom(_server, "a");
        LabelledImages first = await Load("a");
        Assert.Equal(TinySet.TrainLabels, first.Train.Labels.ToArray());
        Assert.StartsWith($"Tiny from {_server.Address("a")}", first.Source, StringComparison.Ordinal);
        Assert.Equal(CachedFiles, _folder.Files());

        LabelledImages second = await Load("a");
        Assert.Equal($"Tiny from {_folder["home", "datasets", "tiny"]}", second.Source);
        Assert.Equal(4, _server.Requests.Length);
    }

    [Fact]
    public async Task TellsHowFarEachFileHasCome()
    {
        _set.ServeFrom(_server, "a");
        await Load("a");
        foreach ((string name, byte[] content) in _set.Files)
        {
            Assert.Contains(new DownloadProgress(name, 0, content.Length), _reports.All);
            Assert.Contains(new DownloadProgress(name, content.Length, content.Length), _reports.All);
        }
    }

    [Fact]
    public async Task WorksWhenTheServerAnnouncesNoLength()
    {
        foreach ((string name, byte[] content) in _set.Files) _server.Serve($"/a/{name}", content, announced: null);
        await Load("a");
        Assert.Equal(CachedFiles, _folder.Files());
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "missing", "the server answered 404 Not Found" },
        { "changed", "wrong checksum: expected SHA-256" },
        { "cut", "" },
        { "cut, no length announced", "wrong size: expected" },
        { "longer", "wrong size: expected" },
        { "longer, no length announced", "wrong size: expected" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task AMirrorAtFaultIsPassedOver(string fault, string words)
    {
        _set.ServeFrom(_server, "bad");
        _set.ServeFrom(_server, "good");
        Spoil(fault);
        LabelledImages dataset = await Load("bad", "good");
        Assert.Equal(3, dataset.Train.Images.Lengths[0]);
        Assert.Equal(CachedFiles, _folder.Files());
        string note = Assert.Single(_reports.Notes);
        Assert.StartsWith($"{_server.Address("bad")}{Images}: ", note, StringComparison.Ordinal);
        Assert.Contains(words, note, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task WithoutAGoodMirrorItSaysSoAndLeavesNothing(string fault, string words)
    {
        _set.ServeFrom(_server, "bad");
        Spoil(fault);
        DatasetUnavailableException error = await Assert.ThrowsAsync<DatasetUnavailableException>(() => Load("bad"));
        Assert.Contains(error.Searched, place => place.StartsWith($"{_server.Address("bad")}{Images}: ", StringComparison.Ordinal)
            && place.Contains(words, StringComparison.Ordinal));
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task ASilentMirrorIsGivenUp()
    {
        _server.Hang($"/silent/{Images}", _set.Files[Images]);
        IdxDataset dataset = _set.Dataset(_server.Address("silent")) with { Patience = TimeSpan.FromSeconds(1) };
        DatasetUnavailableException error = await Assert.ThrowsAsync<DatasetUnavailableException>(() => dataset.LoadAsync(Places, null, _reports, default));
        Assert.Contains(error.Searched, place => place.Contains("nothing was received for 1 seconds", StringComparison.Ordinal));
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task CancellingEndsItAndLeavesNothing()
    {
        _server.Hang($"/slow/{Images}", _set.Files[Images]);
        using CancellationTokenSource source = new();
        _reports.Heard = report =>
        {
            if (report.BytesReceived > 0) source.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _set.Dataset(_server.Address("slow")).LoadAsync(Places, null, _reports, source.Token));
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task ADamagedFileInTheCacheIsToldOfAndFetchedAgain()
    {
        _set.ServeFrom(_server, "a");
        await Load("a");
        string damaged = _folder["home", "datasets", "tiny", Images];
        byte[] content = File.ReadAllBytes(damaged);
        content[20] ^= 1;
        File.WriteAllBytes(damaged, content);

        LabelledImages dataset = await Load("a");
        Assert.Equal(TinySet.TrainLabels, dataset.Train.Labels.ToArray());
        Assert.StartsWith($"{damaged}: wrong checksum", Assert.Single(_reports.Notes), StringComparison.Ordinal);
        Assert.Equal(5, _server.Requests.Length);
        Assert.Equal(_set.Files[Images], File.ReadAllBytes(damaged));
    }

    [Fact]
    public async Task AnUnreachableMirrorIsPassedOverAndNotAskedAgain()
    {
        _set.ServeFrom(_server, "a");
        LoopbackServer gone = new();
        Uri nobody = gone.Address("a");
        gone.Dispose();
        await _set.Dataset(nobody, _server.Address("a")).LoadAsync(Places, null, _reports, default);
        Assert.Single(_reports.Notes);
        Assert.Equal(CachedFiles, _folder.Files());
    }

    [Fact]
    public async Task ACacheThatCannotBeWrittenIsAReasonNotACrash()
    {
        _set.ServeFrom(_server, "a");
        _folder.Write("home", [1]);
        DatasetUnavailableException error = await Assert.ThrowsAsync<DatasetUnavailableException>(() => Load("a"));
        Assert.Contains(error.Searched, place => place.Contains(_folder["home"], StringComparison.Ordinal));
    }

    private Task<LabelledImages> Load(params string[] mirrors) =>
        _set.Dataset(mirrors.Select(_server.Address).ToArray()).LoadAsync(Places, null, _reports, default);

    private void Spoil(string fault)
    {
        byte[] good = _set.Files[Images];
        byte[] changed = [.. good];
        changed[^1] ^= 1;
        byte[] longer = [.. good, 0];
        (byte[] content, int? announced) = fault switch
        {
            "missing" => ([], null),
            "changed" => (changed, good.Length),
            "cut" => (good[..^9], good.Length),
            "cut, no length announced" => (good[..^9], null),
            "longer" => (longer, longer.Length),
            "longer, no length announced" => (longer, (int?)null),
            _ => throw new ArgumentException(fault),
        };
        if (fault == "missing") _server.Forget($"/bad/{Images}");
        else _server.Serve($"/bad/{Images}", content, announced);
    }

    private sealed class Reports : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> All { get; } = [];

        public IEnumerable<string> Notes => All.Select(report => report.Note).OfType<string>();

        public Action<DownloadProgress> Heard { get; set; } = _ => { };

        public void Report(DownloadProgress value)
        {
            All.Add(value);
            Heard(value);
        }
    }
}
