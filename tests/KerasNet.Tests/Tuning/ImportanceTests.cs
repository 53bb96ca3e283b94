using KerasNet.Tests.Data.Datasets;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

/// <summary>How much each hyperparameter matters, on functions of which it is known.</summary>
public sealed class ImportanceTests
{
    /// <summary>Of 4x + 2y the variances are 16/12 and 4/12: shares of 0.8 and 0.2, none together.</summary>
    [Fact]
    public void SharesOfASumAreThoseOfItsVariances()
    {
        double[] shares = Shares(point => (4 * point[0]) + (2 * point[1]));
        Assert.InRange(shares[0], 0.74, 0.84);
        Assert.InRange(shares[1], 0.14, 0.24);
        Assert.InRange(shares[2], 0, 0.02);
    }

    /// <summary>Of (x − ½)(y − ½) no single variable explains anything.</summary>
    [Fact]
    public void WhatTwoDoTogetherIsNobodysOwn()
    {
        double[] shares = Shares(point => (point[0] - 0.5) * (point[1] - 0.5));
        Assert.InRange(shares.Sum(), 0, 0.35);
    }

    /// <summary>A single cut: all variance belongs to the dimension that is cut, whatever the volumes.</summary>
    [Fact]
    public void ATreeKnowsItsVariancesExactly()
    {
        RegressionTree tree = new([[0.1, 0.5], [0.3, 0.5], [0.9, 0.5]], [2, 2, 7]);
        Assert.Equal((2 * 0.6) + (7 * 0.4), tree.Mean, 1e-12);
        Assert.Equal(0.6 * 0.4 * 25, tree.Variance, 1e-12);
        Assert.Equal(tree.Variance, tree.VarianceOf(0), 1e-12);
        Assert.Equal(0, tree.VarianceOf(1), 1e-12);
    }

    [Fact]
    public void ASearchTellsItsImportances()
    {
        using TemporaryFolder folder = new();
        using FunctionSearch tuner = new(folder, hp => Math.Log10(hp.Float("rate", 1e-4, 1, sampling: Sampling.Log)) + (0.2 * hp.Int("units", 1, 8)) + (0 * hp.Fixed("epochs", 3)), 80);
        Assert.Empty(tuner.GetImportances());
        tuner.Search(new TrialFit());
        IReadOnlyList<(string Name, double Share)> found = tuner.GetImportances();
        Assert.Equal(["rate", "units"], found.Select(one => one.Name));

        // Variances 16/12 and 0.04 · 63/12.
        Assert.InRange(found[0].Share, 0.75, 0.95);
        Assert.Equal(found, tuner.GetImportances());
    }

    [Fact]
    public void WhereAllScoresAreEqualNothingMatters()
    {
        using TemporaryFolder folder = new();
        using FunctionSearch tuner = new(folder, hp => 0 * hp.Float("x", 0, 1), 6);
        tuner.Search(new TrialFit());
        Assert.Empty(tuner.GetImportances());
    }

    private static double[] Shares(Func<double[], double> function)
    {
        Random random = new(1);
        double[][] x = [.. Enumerable.Range(0, 200).Select(_ => (double[])[random.NextDouble(), random.NextDouble(), random.NextDouble()])];
        return Importance.Shares(x, [.. x.Select(function)]);
    }
}
