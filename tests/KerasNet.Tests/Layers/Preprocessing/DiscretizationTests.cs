using KerasNet.Data;
using KerasNet.Layers;

namespace KerasNet.Tests.Layers.Preprocessing;

public sealed class DiscretizationTests
{
    [Fact]
    public void Bins_of_many_numbers_hold_about_equally_many()
    {
        float[] numbers = [.. Enumerable.Range(0, 10_000).Select(i => MathF.Pow(i * 7919 % 10_000 / 10_000f, 3))];
        Discretization layer = new(8);
        layer.Adapt(numbers);
        int[] bins = layer.Apply(numbers).AsSpan<int>().ToArray();
        Assert.Equal(7, layer.BinBoundaries!.Count);
        Assert.All(bins.CountBy(bin => bin), pair => Assert.InRange(pair.Value, 1250 - 300, 1250 + 300));
    }

    [Fact]
    public void Every_number_finds_its_bin()
    {
        double[] boundaries = [.. Enumerable.Range(0, 37).Select(i => i * 1.5)];
        float[] numbers = [float.NegativeInfinity, float.PositiveInfinity, float.NaN, .. Enumerable.Range(-10, 700).Select(i => i * 0.1f)];
        int[] bins = new Discretization(boundaries).Apply(numbers).AsSpan<int>().ToArray();
        Assert.Equal(numbers.Select(x => float.IsNaN(x) ? 37 : boundaries.Count(boundary => (float)boundary <= x)), bins);
    }

    [Fact]
    public void No_boundaries_make_one_bin() => Assert.Equal([0, 0], new Discretization([]).Apply(new[] { -1f, 1f }).AsSpan<int>().ToArray());

    [Fact]
    public void What_does_not_fit_is_said()
    {
        Assert.Contains("must ascend", Assert.Throws<ArgumentException>(() => new Discretization([1.0, 0])).Message);
        Assert.Contains("no bins yet", Assert.Throws<InvalidOperationException>(() => new Discretization(3).Apply(new[] { 1f })).Message);
        Assert.Contains("nothing to learn", Assert.Throws<InvalidOperationException>(() => new Discretization([1.0]).Adapt(new[] { 1f })).Message);
        Assert.Contains("epsilon", Assert.Throws<ArgumentOutOfRangeException>(() => new Discretization(3, 0)).Message);
    }
}
