using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

public sealed class SpaceSizeTests
{
    [Fact]
    public void AnEmptySpaceHasOnePoint() => Assert.Equal(1, new HyperParameters().PointCount);

    [Fact]
    public void IndependentHyperparametersMultiply()
    {
        HyperParameters hp = new();
        hp.Int("units", 32, 512, step: 32);
        hp.Choice("rate", [0.1, 0.01, 0.001]);
        hp.Boolean("dropout");
        hp.Fixed("batch", 32);
        Assert.Equal(16 * 3 * 2, hp.PointCount);
    }

    [Fact]
    public void WhatIsInactiveIsNotCounted()
    {
        HyperParameters hp = new();
        hp.Choice("model", ["mlp", "cnn", "none"]);
        using (hp.ConditionalScope("model", "mlp"))
            hp.Int("layers", 1, 3);
        using (hp.ConditionalScope("model", "cnn"))
        {
            hp.Boolean("pool");
            using (hp.ConditionalScope("pool", true))
                hp.Int("size", 2, 5);
        }

        hp.Boolean("other");

        // mlp: 3; cnn: 4 with a pool and 1 without; none: 1.
        Assert.Equal((3 + 5 + 1) * 2, hp.PointCount);
        Assert.Equal(18, SpaceSize.Points(hp.Space).Select(Oracle.Hash).Distinct().Count());
    }

    [Fact]
    public void OneNameUnderTwoConditionsCountsOnce()
    {
        HyperParameters hp = new();
        hp.Choice("model", ["a", "b"]);
        hp.Int("units", 1, 3, parentName: "model", parentValues: ["a"]);
        hp.Int("units", 1, 5, parentName: "model", parentValues: ["b"]);
        Assert.Equal(3 + 5, hp.PointCount);
    }

    [Fact]
    public void TwentyLayersWithOptionsOfTheirOwnAreCountedAtOnce()
    {
        HyperParameters hp = new();
        hp.Int("layers", 1, 20);
        for (int i = 1; i <= 20; i++)
            using (hp.ConditionalScope("layers", [.. Enumerable.Range(i, 21 - i).Cast<object>()]))
                hp.Int($"units_{i}", 1, 4);
        Assert.Equal(Enumerable.Range(1, 20).Sum(layers => Math.Pow(4, layers)), hp.PointCount);
    }

    [Fact]
    public void ARangeWithoutStepsHasNoEnd()
    {
        HyperParameters hp = new();
        hp.Float("rate", 1e-4, 1e-2, sampling: Sampling.Log);
        Assert.Equal(double.PositiveInfinity, hp.PointCount);
    }

    [Fact]
    public void AWholeNumberOnALogarithmicScaleHasAllItsValues()
    {
        HyperParameters hp = new();
        hp.Int("units", 1, 100, sampling: Sampling.Log);
        Assert.Equal(100, hp.PointCount);
        Assert.Equal(100, SpaceSize.Points(hp.Space).Count());
    }
}
