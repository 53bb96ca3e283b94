using KerasNet.Optimizers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Optimizers;

/// <summary>Schedules against their formulas, written out.</summary>
public sealed class ScheduleTests
{
    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(5, 0.070710678)]
    [InlineData(10, 0.05)]
    public void Exponential(int step, double expected) => At(expected, new ExponentialDecay(0.1, 10, 0.5), step);

    [Fact]
    public void Staircases_round_down()
    {
        At(0.05, new ExponentialDecay(0.1, 10, 0.5, staircase: true), 19);
        At(0.1 / 1.5, new InverseTimeDecay(0.1, 10, 0.5, staircase: true), 19);
        At(0.1 / (1 + 0.5 * 1.9), new InverseTimeDecay(0.1, 10, 0.5), 19);
    }

    [Theory]
    [InlineData(10, 1.0)]
    [InlineData(11, 0.5)]
    [InlineData(20, 0.5)]
    [InlineData(21, 0.1)]
    public void Pieces(int step, double expected) => At(expected, new PiecewiseConstantDecay([10, 20], [1.0, 0.5, 0.1]), step);

    [Fact]
    public void Polynomials_stay_at_their_end_or_begin_again()
    {
        At(0.01 + 0.09 * 0.25, new PolynomialDecay(0.1, 10, 0.01, power: 2), 5);
        At(0.01, new PolynomialDecay(0.1, 10, 0.01), 25);
        At(0.01 + 0.09 * (1 - 15 / 20.0), new PolynomialDecay(0.1, 10, 0.01, cycle: true), 15);
    }

    [Fact]
    public void Cosines_fall_after_the_warm_up()
    {
        At(0.1 * (0.9 * 0.5 + 0.1), new CosineDecay(0.1, 10, alpha: 0.1), 5);
        At(0.5, new CosineDecay(0, 10, warmupTarget: 1, warmupSteps: 4), 2);
        At(0.5, new CosineDecay(0, 10, warmupTarget: 1, warmupSteps: 4), 9);
    }

    [Fact]
    public void Restarts_are_longer_and_lower()
    {
        At(1, new CosineDecayRestarts(1, 10), 0);
        At(0.5, new CosineDecayRestarts(1, 10, mMul: 0.5), 10);
        At(0.25, new CosineDecayRestarts(1, 10, mMul: 0.5), 20);
        At(0.5, new CosineDecayRestarts(1, 10, tMul: 1), 15);
    }

    [Fact]
    public void Lengths_of_0_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialDecay(0.1, 0, 0.5));
        Assert.Throws<ArgumentException>(() => new PiecewiseConstantDecay([10, 20], [1.0, 0.5]));
    }

    private static void At(double expected, LearningRateSchedule schedule, int step) => Assert.Equal(expected, schedule.Call(Ops.Scalar(step)).Numbers()[0], 1e-6);
}
