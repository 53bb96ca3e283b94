using KerasNet.Reporting;

namespace KerasNet.Tests.Reporting;

public sealed class AxisTicksTests
{
    [Theory]
    [InlineData(0.03, 0.27, "0.05 0.10 0.15 0.20 0.25")]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-1, 1, "-1.0 -0.5 0.0 0.5 1.0")]
    [InlineData(0, 9e-4, "0 2e-4 4e-4 6e-4 8e-4")]
    [InlineData(0, 5e6, "0 1e6 2e6 3e6 4e6 5e6")]
    public void AreRoundAndSayNoMoreThanNeeded(double low, double high, string labels)
    {
        AxisTicks ticks = new(low, high, 5);
        Assert.Equal(labels, string.Join(' ', ticks.Values.Select(ticks.Label)));
    }

    [Theory]
    [InlineData(1, 3, "1 2 3")]
    [InlineData(1, 40, "5 10 15 20 25 30 35 40")]
    public void AreWholeWhereOnlyWholeNumbersMakeSense(double low, double high, string labels)
    {
        AxisTicks ticks = new(low, high, 8, whole: true);
        Assert.Equal(labels, string.Join(' ', ticks.Values.Select(ticks.Label)));
    }
}
