using System.Security.Cryptography;
using KerasNet.Data;

namespace KerasNet.Tests.Data.Datasets;

public sealed class SyntheticDigitsTests
{
    private const int Pixels = 28 * 28;

    [Fact]
    public void HasTheFormOfMnist()
    {
        LabelledImages digits = KerasNet.Datasets.SyntheticDigits.Load(30, 20);
        Assert.Equal([30, 28, 28], digits.Train.Images.Lengths);
        Assert.Equal([30], digits.Train.Labels.Lengths);
        Assert.Equal([20, 28, 28], digits.Test.Images.Lengths);
        Assert.Equal([20], digits.Test.Labels.Lengths);
        Assert.Equal(10, digits.ClassNames.Count);
        Assert.Contains("seed 0", digits.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void ASeedMeansTheSamePicturesOnEveryMachine()
    {
        LabelledImages digits = KerasNet.Datasets.SyntheticDigits.Load(1000, 10, seed: 7);
        Assert.Equal("b0386f7805fed74c", Convert.ToHexStringLower(SHA256.HashData(digits.Train.Images.ToArray()))[..16]);
    }

    [Fact]
    public void AnotherSeedMeansOtherPictures() =>
        Assert.NotEqual(Images(KerasNet.Datasets.SyntheticDigits.Load(10, 1, 1).Train), Images(KerasNet.Datasets.SyntheticDigits.Load(10, 1, 2).Train));

    [Fact]
    public void AShorterPartIsTheBeginningOfALongerOne()
    {
        // Lengths on both sides of the units that are shared out between threads.
        LabelledImages longer = KerasNet.Datasets.SyntheticDigits.Load(1000, 300), shorter = KerasNet.Datasets.SyntheticDigits.Load(257, 33);
        Assert.Equal(Images(longer.Train)[..(257 * Pixels)], Images(shorter.Train));
        Assert.Equal(Images(longer.Test)[..(33 * Pixels)], Images(shorter.Test));
        Assert.Equal(longer.Train.Labels.ToArray()[..257], shorter.Train.Labels.ToArray());
    }

    [Fact]
    public void DigitsAreEquallyFrequentAndInNoOrder()
    {
        byte[] labels = KerasNet.Datasets.SyntheticDigits.Load(1003, 1).Train.Labels.ToArray();
        int[] counts = Enumerable.Range(0, 10).Select(digit => labels.Count(label => label == digit)).ToArray();
        Assert.All(counts, count => Assert.InRange(count, 100, 101));
        Assert.NotEqual(labels[..10], labels[10..20]);
        Assert.NotEqual(labels[..10].Order(), labels[..10]);
    }

    [Fact]
    public void TestImagesAreNotTrainingImages()
    {
        LabelledImages digits = KerasNet.Datasets.SyntheticDigits.Load(500, 500);
        HashSet<string> seen = [.. Rows(digits.Train)];
        Assert.Equal(500, seen.Count);
        Assert.DoesNotContain(Rows(digits.Test), seen.Contains);
    }

    [Fact]
    public void LooksLikeMnistInItsStatistics()
    {
        byte[] images = Images(KerasNet.Datasets.SyntheticDigits.Load(2000, 1).Train);
        Assert.InRange(images.Average(pixel => pixel / 255.0), 0.10, 0.16);
        Assert.InRange(images.Count(pixel => pixel == 0) / (double)images.Length, 0.7, 0.9);
        for (int i = 0; i < 2000; i++)
        {
            ReadOnlySpan<byte> image = images.AsSpan(i * Pixels, Pixels);
            (double x, double y, double ink) = (0, 0, 0);
            for (int p = 0; p < Pixels; p++)
            {
                x += image[p] * (p % 28);
                y += image[p] * (p / 28);
                ink += image[p];
            }

            Assert.InRange(x / ink, 9.5, 17.5);
            Assert.InRange(y / ink, 9.5, 17.5);
        }
    }

    [Fact]
    public void ASimpleClassifierLearnsThemButNotPerfectly()
    {
        // The nearest class mean: about 0.82 on MNIST.
        LabelledImages digits = KerasNet.Datasets.SyntheticDigits.Load(5000, 1000);
        float[][] means = Means(digits.Train);
        byte[] images = Images(digits.Test), labels = digits.Test.Labels.ToArray();
        int right = Enumerable.Range(0, labels.Length).Count(i => Nearest(means, images.AsSpan(i * Pixels, Pixels)) == labels[i]);
        Assert.InRange(right / 1000.0, 0.7, 0.9);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(int.MaxValue, 1)]
    public void RefusesImpossibleCounts(int train, int test) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => KerasNet.Datasets.SyntheticDigits.Load(train, test));

    [Fact]
    public void CanBeCancelled() =>
        Assert.ThrowsAny<OperationCanceledException>(() => KerasNet.Datasets.SyntheticDigits.Load(cancellation: new CancellationToken(true)));

    [Fact]
    public void EveryTemplateFitsThePainter()
    {
        DigitPainter painter = new();
        byte[] picture = new byte[Pixels];
        for (int digit = 0; digit < 10; digit++)
        {
            foreach (DigitTemplate way in DigitAlphabet.Templates[digit])
            {
                CounterRandom random = new(1, (ulong)digit);
                painter.Paint(way, ref random, picture);
                Assert.InRange(picture.Count(pixel => pixel > 0), 20, 400);
            }
        }
    }

    private static byte[] Images(LabelledImageSplit split) => split.Images.ToArray();

    private static IEnumerable<string> Rows(LabelledImageSplit split) => Images(split).Chunk(Pixels).Select(Convert.ToHexString);

    private static float[][] Means(LabelledImageSplit split)
    {
        float[][] means = Enumerable.Range(0, 10).Select(_ => new float[Pixels]).ToArray();
        byte[] images = Images(split), labels = split.Labels.ToArray();
        for (int i = 0; i < labels.Length; i++)
        {
            for (int p = 0; p < Pixels; p++) means[labels[i]][p] += images[i * Pixels + p] * 10f / labels.Length;
        }

        return means;
    }

    private static int Nearest(float[][] means, ReadOnlySpan<byte> image)
    {
        (int best, double least) = (-1, double.MaxValue);
        for (int digit = 0; digit < means.Length; digit++)
        {
            double distance = 0;
            for (int p = 0; p < Pixels; p++) distance += (image[p] - means[digit][p]) * (image[p] - means[digit][p]);
            if (distance < least) (best, least) = (digit, distance);
        }

        return best;
    }
}
