using System.Numerics.Tensors;
using KerasNet.Data;

namespace KerasNet.Tests.Data.Datasets;

public sealed class IdxDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TinySet _set = new();

    public void Dispose() => _folder.Dispose();

    private DatasetPlaces Places => new(_folder["home"], _folder["data"], [_folder["project", "bin"]]);

    [Fact]
    public async Task DeconstructsIntoImagesAndLabels()
    {
        _set.WriteTo(_folder, "here");
        LabelledImages dataset = await Load(_folder["here"]);
        ((Tensor<byte> xTrain, Tensor<byte> yTrain), (Tensor<byte> xTest, Tensor<byte> yTest)) = dataset;
        Assert.Equal([3, 28, 28], xTrain.Lengths);
        Assert.Equal([3], yTrain.Lengths);
        Assert.Equal([2, 28, 28], xTest.Lengths);
        Assert.Equal(TinySet.TrainLabels, yTrain.ToArray());
        Assert.Equal(TinySet.TestLabels, yTest.ToArray());
        Assert.Equal(2, xTrain[2, 27, 27]);
        Assert.Equal($"Tiny from {_folder["here"]}", dataset.Source);
        Assert.Equal(["a", "b", "c", "d"], dataset.ClassNames);
    }

    public static TheoryData<string[], string> Order => new()
    {
        { ["home/datasets/tiny", "data/tiny", "data/datasets/tiny", "data", "shared/datasets/tiny"], "home/datasets/tiny" },
        { ["data/tiny", "data/datasets/tiny", "data", "shared/datasets/tiny"], "data/tiny" },
        { ["data/datasets/tiny", "data", "shared/datasets/tiny"], "data/datasets/tiny" },
        { ["data", "shared/datasets/tiny"], "data" },
        { ["project/shared/datasets/tiny", "shared/datasets/tiny"], "project/shared/datasets/tiny" },
        { ["shared/datasets/tiny"], "shared/datasets/tiny" },
    };

    [Theory]
    [MemberData(nameof(Order))]
    public async Task TakesTheFirstPlaceThatHasIt(string[] places, string expected)
    {
        foreach (string place in places) _set.WriteTo(_folder, place);
        Assert.Equal($"Tiny from {_folder[expected.Split('/')]}", (await Load(null)).Source);
    }

    [Fact]
    public async Task ReadsUnpackedFilesAndTheDottedNames()
    {
        _folder.Write("here/train-images.idx3-ubyte", IdxBytes.Images(1));
        _folder.Write("here/train-labels-idx1-ubyte", IdxBytes.Labels(1));
        _folder.Write("here/t10k-images-idx3-ubyte.gz", IdxBytes.Gzip(IdxBytes.Images(2)));
        _folder.Write("here/t10k-labels.idx1-ubyte.gz", IdxBytes.Gzip(IdxBytes.Labels(2)));
        Assert.Equal([2], (await Load(_folder["here"])).Test.Labels.ToArray());
    }

    [Fact]
    public async Task BareFilesAreNotTakenForASetThatSharesItsNamesWithAnother()
    {
        _set.WriteTo(_folder, "data");
        IdxDataset dataset = _set.Dataset() with { MayLieBare = false };
        await Assert.ThrowsAsync<DatasetUnavailableException>(() => dataset.LoadAsync(Places, null, new Progress<DownloadProgress>(), default));
    }

    [Fact]
    public async Task AGivenPathIsTheOnlyPlaceTried()
    {
        _set.WriteTo(_folder, "data");
        DatasetUnavailableException error = await Assert.ThrowsAsync<DatasetUnavailableException>(() => Load(_folder["nowhere"]));
        Assert.Equal([$"{_folder["nowhere"]}: no such folder"], error.Searched);
        Assert.Contains("train-images-idx3-ubyte.gz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysWhichFilesAnIncompleteFolderLacks()
    {
        _set.WriteTo(_folder, "data/tiny");
        File.Delete(_folder["data", "tiny", "t10k-labels-idx1-ubyte.gz"]);
        DatasetUnavailableException error = await Assert.ThrowsAsync<DatasetUnavailableException>(() => Load(null));
        Assert.Contains($"{_folder["data", "tiny"]}: lacks t10k-labels-idx1-ubyte.gz", error.Searched);
    }

    [Fact]
    public async Task ListsEveryPlaceWhenThereIsNone()
    {
        DatasetUnavailableException error = await Assert.ThrowsAsync<DatasetUnavailableException>(() => Load(null));
        Assert.Equal("Tiny", error.Dataset);
        Assert.Contains($"{_folder["home", "datasets", "tiny"]}: no such folder", error.Searched);
        Assert.Contains($"{_folder["data"]}: no such folder", error.Searched);
        Assert.Contains(error.Searched, place => place.Contains("shared/datasets", StringComparison.Ordinal));
        Assert.All(error.Searched, place => Assert.Contains(place, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RefusesFewerLabelsThanImages()
    {
        _set.Files["train-labels-idx1-ubyte.gz"] = IdxBytes.Gzip(IdxBytes.Labels(1, 2));
        _set.WriteTo(_folder, "here");
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => Load(_folder["here"]));
        Assert.Contains("holds 2 labels, expected 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesALabelThatIsNoClass()
    {
        _set.Files["t10k-labels-idx1-ubyte.gz"] = IdxBytes.Gzip(IdxBytes.Labels(0, 4));
        _set.WriteTo(_folder, "here");
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => Load(_folder["here"]));
        Assert.Contains("holds the label 4 at 1, expected 0 to 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledTokenEndsItBeforeItBegins()
    {
        _set.WriteTo(_folder, "here");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _set.Dataset().LoadAsync(Places, _folder["here"], null, new CancellationToken(true)));
    }

    private Task<LabelledImages> Load(string? path) => _set.Dataset().LoadAsync(Places, path, new Progress<DownloadProgress>(), default);
}
