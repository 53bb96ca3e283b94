using System.Numerics.Tensors;

namespace KerasNet.Tests.Data.Datasets;

/// <summary>The real sets, where this machine has them; known figures of the published data are the oracle.</summary>
public sealed class PublishedSetTests
{
    private const string Images = "train-images-idx3-ubyte.gz";

    [Fact]
    public void MnistIsTheSetThatWasPublished()
    {
        var ((xTrain, yTrain), (xTest, yTest)) = KerasNet.Datasets.Mnist.Load(SharedSet.FolderWith("mnist", Images));
        Assert.Equal([60000, 28, 28], xTrain.Lengths);
        Assert.Equal([10000, 28, 28], xTest.Lengths);
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], yTrain.ToArray()[..10]);
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], yTest.ToArray()[..10]);
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], Histogram(yTrain));
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], Histogram(yTest));
        Assert.Equal(0.1307, Mean(xTrain), 0.00005);
    }

    [Fact]
    public async Task FashionMnistIsTheSetThatWasPublished()
    {
        string folder = SharedSet.FolderWith("fashion-mnist", Images);
        LabelledImages dataset = await KerasNet.Datasets.FashionMnist.LoadAsync(folder, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(Path.Combine(folder, "fashion-mnist"), dataset.Source.Replace("Fashion-MNIST from ", "", StringComparison.Ordinal));
        Assert.Equal([9, 0, 0, 3, 0, 2, 7, 2, 5, 5], dataset.Train.Labels.ToArray()[..10]);
        Assert.Equal([9, 2, 1, 1, 6, 1, 4, 6, 5, 7], dataset.Test.Labels.ToArray()[..10]);
        Assert.Equal(Enumerable.Repeat(6000, 10), Histogram(dataset.Train.Labels));
        Assert.Equal(0.2860, Mean(dataset.Train.Images), 0.00005);
        Assert.Equal("Ankle boot", dataset.ClassNames[9]);
    }

    private static int[] Histogram(Tensor<byte> labels)
    {
        int[] counts = new int[10];
        foreach (byte label in labels.ToArray()) counts[label]++;
        return counts;
    }

    private static double Mean(Tensor<byte> images)
    {
        long sum = 0;
        foreach (byte pixel in images.ToArray()) sum += pixel;
        return sum / 255.0 / images.FlattenedLength;
    }
}
