using System.Numerics.Tensors;
using KerasNet.Data;

namespace KerasNet.Tests.Data.Datasets;

public sealed class HousingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void California_is_put_in_NumPys_order_and_split()
    {
        string path = Save("california_housing.npz", 10, 8);

        var ((xTrain, yTrain), (xTest, yTest)) = KerasNet.Datasets.CaliforniaHousing.Load(path: path);

        // numpy.random.RandomState(113).shuffle(numpy.arange(10))
        Assert.Equal([9, 3, 6, 1, 0, 7, 4, 8, 2, 5], (int[])[.. yTrain.ToArray().Select(price => (int)price), .. yTest.ToArray().Select(price => (int)price)]);
        Assert.Equal([8, 8], xTrain.Lengths);
        Assert.Equal([2, 8], xTest.Lengths);
        Assert.Equal(Enumerable.Range(0, 8).Select(i => 72f + i), xTrain.ToArray()[..8]);
        Assert.Equal([9f, 3], yTrain.ToArray()[..2]);
    }

    [Fact]
    public void The_small_version_is_of_the_first_600()
    {
        string path = Save("california_housing.npz", 700, 8);

        HousePrices small = KerasNet.Datasets.CaliforniaHousing.Load(HousingVersion.Small, testSplit: 0.25, path: path);

        Assert.Equal((450, 150), ((int)small.Train.Prices.FlattenedLength, (int)small.Test.Prices.FlattenedLength));
        Assert.Equal(Enumerable.Range(0, 600), small.Train.Prices.ToArray().Concat(small.Test.Prices.ToArray()).Select(price => (int)price).Order());
        Assert.Equal("median_income", small.FeatureNames[7]);
    }

    [Fact]
    public void Boston_has_thirteen_features()
    {
        string path = _folder["boston_housing.npz"];
        NpzFile.Save(path, [new("x", new double[4, 13]), new("y", new[] { 1.5, 2, 3, 4 })]);

        HousePrices prices = KerasNet.Datasets.BostonHousing.Load(testSplit: 0, seed: 7, path: _folder.Path);

        Assert.Equal([4, 13], prices.Train.Features.Lengths);
        Assert.Equal([1.5f, 2, 3, 4], prices.Train.Prices.ToArray().Order());
        Assert.Equal(0, prices.Test.Prices.FlattenedLength);
        Assert.Equal(13, prices.FeatureNames.Count);
    }

    [Fact]
    public void Other_files_and_splits_are_refused()
    {
        string path = Save("california_housing.npz", 10, 7);

        Assert.Contains("x of shape (10, 7)", Refused(), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => KerasNet.Datasets.CaliforniaHousing.Load(testSplit: 1, path: path));
        Assert.Throws<ArgumentOutOfRangeException>(() => KerasNet.Datasets.BostonHousing.Load(testSplit: double.NaN, path: path));
        NpzFile.Save(path, [new("x", new int[4, 8]), new("y", new float[4])]);
        Assert.Contains("expected floating-point", Refused(), StringComparison.Ordinal);

        string Refused() => Assert.Throws<InvalidDataException>(() => KerasNet.Datasets.CaliforniaHousing.Load(path: path)).Message;
    }

    private string Save(string name, int count, int width)
    {
        float[] x = [.. Enumerable.Range(0, count * width).Select(i => (float)i)];
        NpzFile.Save(_folder[name], [new("x", Tensor.Create(x, [count, width])), new("y", Enumerable.Range(0, count).Select(i => (float)i).ToArray())]);
        return _folder[name];
    }
}
