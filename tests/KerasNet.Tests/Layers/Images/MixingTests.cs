using KerasNet.Engine.Cpu;
using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Images;

public sealed class MixingTests
{
    private const int Count = 40;
    private static readonly int[] s_rest = [32, 40, 1];

    [Fact]
    public void MixUp_mixes_labels_as_it_mixes_pictures()
    {
        (double[][] pictures, double[][] labels) = Mix(new MixUp(1, seed: 3));

        // Picture i is all i and its label one-hot i, so the expectation of the label is the picture.
        for (int i = 0; i < Count; i++)
        {
            double expected = labels[i].Select((share, of) => share * of).Sum();
            Assert.Equal(1, labels[i].Sum(), 5);
            Assert.All(pictures[i], pixel => Assert.Equal(expected, pixel, 3));
        }

        Assert.Contains(labels, label => label.Max() is > 0.1 and < 0.9);
    }

    [Fact]
    public void CutMix_mixes_labels_by_area()
    {
        (double[][] pictures, double[][] labels) = Mix(new CutMix([0.9, 1], seed: 3));
        for (int i = 0; i < Count; i++)
        {
            double own = pictures[i].Count(pixel => pixel == i) / (double)pictures[i].Length;
            Assert.Equal(1, labels[i].Sum(), 5);
            Assert.InRange(labels[i][i] - own, -0.06, 0.06);
            Assert.InRange(pictures[i].Distinct().Count(), 1, 2);
        }

        Assert.Contains(labels, label => label.Max() is > 0.1 and < 0.9);
    }

    [Fact]
    public void Labels_must_be_floats()
    {
        using Trace trace = new(training: true);
        MixUp layer = new(name: "mix");
        ArgumentException e = Assert.Throws<ArgumentException>(() =>
            layer.Invoke([Ops.Zeros([2, 3, 3, 1]), Ops.Zeros(2, DType.Int32)], new CallContext(training: true)));
        Assert.Contains("MixUp 'mix' mixes labels", e.Message);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(5)]
    public void Beta_numbers_have_their_mean_and_variance(double parameter)
    {
        double[] drawn = Beta(parameter, 20_000);
        double mean = drawn.Average();
        Assert.All(drawn, value => Assert.InRange(value, 0, 1));
        Assert.Equal(0.5, mean, 0.02);
        Assert.Equal(1 / (4 * (2 * parameter + 1)), drawn.Average(value => (value - mean) * (value - mean)), 0.005);
    }

    [Fact]
    public void Tiny_parameters_give_one_or_the_other() =>
        Assert.All(Beta(1e-6, 1000), value => Assert.True(value is < 1e-6 or > 1 - 1e-6));

    private static double[] Beta(double parameter, int count)
    {
        using Trace trace = new(training: true);
        KerasTensor drawn = BetaDraw.Symmetric(new SeedGenerator(1), count, Ops.Scalar(parameter));
        return new Program([], [drawn], trace.Assignments).Run(CpuBackend.Instance, [])[0].Numbers();
    }

    private static (double[][] Pictures, double[][] Labels) Mix(Layer layer)
    {
        TensorData x = new(Shape.Of([Count, .. s_rest]), DType.Float32), labels = new([Count, Count], DType.Float32);
        for (int i = 0; i < x.Length; i++)
            x.SetDouble(i, i / (x.Length / Count));
        for (int i = 0; i < Count; i++)
            labels.SetDouble(i * (Count + 1), 1);
        using Trace trace = new(training: true);
        KerasTensor[] symbols = [Ops.Input(x.Shape, x.DType, "x"), Ops.Input(labels.Shape, labels.DType, "labels")];
        IReadOnlyList<KerasTensor> outputs = layer.Invoke(symbols, new CallContext(training: true));
        TensorData[] got = new Program(symbols, outputs, trace.Assignments).Run(CpuBackend.Instance, [x, labels]);
        return ([.. got[0].Numbers().Chunk((int)x.Length / Count)], [.. got[1].Numbers().Chunk(Count)]);
    }
}
