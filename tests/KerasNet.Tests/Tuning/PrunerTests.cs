using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

/// <summary>What the rules say of learning curves.</summary>
public sealed class PrunerTests
{
    [Fact]
    public void MedianStopsWhatIsWorseThanTheMedianOfTheOthersMeans()
    {
        // Up to the second epoch the others came to 2, 3 and 4 on average.
        LearningCurve[] others = [Curve(3, 1, 0), Curve(4, 2, 0), Curve(5, 3, 0)];
        MedianPruner pruner = new(startupTrials: 3);
        Assert.Null(pruner.Judge(Curve(9, 3), others, Direction.Min));
        Assert.Equal(
            "After epoch 2 the best value, 3.1, is worse than the median of 3 trials, 3.", pruner.Judge(Curve(9, 3.1), others, Direction.Min));
    }

    [Fact]
    public void MedianKnowsWhereMoreIsBetter()
    {
        LearningCurve[] others = [Curve(0.5), Curve(0.6), Curve(0.7)];
        MedianPruner pruner = new(startupTrials: 3);
        Assert.Null(pruner.Judge(Curve(0.6), others, Direction.Max));
        Assert.NotNull(pruner.Judge(Curve(0.59), others, Direction.Max));
    }

    [Fact]
    public void MedianCountsTheBestValueNotTheLast() =>
        Assert.Null(new MedianPruner(startupTrials: 1).Judge(Curve(1, 9), [Curve(2, 2)], Direction.Min));

    [Fact]
    public void MedianWaitsForTrialsThatCameAsFarAndForWarmUp()
    {
        LearningCurve[] others = [Curve(1, 1, 1), Curve(1, 1, 1), Curve(1)];
        Assert.Null(new MedianPruner(startupTrials: 3).Judge(Curve(9, 9), others, Direction.Min));
        Assert.NotNull(new MedianPruner(startupTrials: 2).Judge(Curve(9, 9), others, Direction.Min));
        Assert.Null(new MedianPruner(startupTrials: 2, warmUpEpochs: 2).Judge(Curve(9, 9), others, Direction.Min));
        Assert.NotNull(new MedianPruner(startupTrials: 2, warmUpEpochs: 2).Judge(Curve(9, 9, 9), others, Direction.Min));
    }

    [Fact]
    public void MedianLeavesOutTrialsThatStillRun() =>
        Assert.Null(new MedianPruner(startupTrials: 1).Judge(Curve(9), [Curve(1) with { Status = TrialStatus.Running }], Direction.Min));

    [Fact]
    public void ATrialWithoutANumberIsWorseThanAny()
    {
        Assert.NotNull(new MedianPruner(startupTrials: 1).Judge(Curve(double.NaN), [Curve(9)], Direction.Min));
        Assert.NotNull(new SuccessiveHalvingPruner().Judge(Curve(double.NaN), [Curve(9)], Direction.Max));
    }

    [Fact]
    public void HalvingJudgesAtItsRungsOnly()
    {
        SuccessiveHalvingPruner pruner = new(minEpochs: 2, factor: 2);
        LearningCurve other = Curve(1, 1, 1, 1, 1, 1, 1, 1);
        Assert.Equal(
            [2, 4, 8], Enumerable.Range(1, 8).Where(epochs => pruner.Judge(Curve([.. Enumerable.Repeat(2.0, epochs)]), [other], Direction.Min) is not null));
    }

    [Fact]
    public void HalvingLetsTheBestPartGoOn()
    {
        SuccessiveHalvingPruner pruner = new(factor: 3);
        LearningCurve[] others = [.. Enumerable.Range(1, 8).Select(value => Curve(value))];
        Assert.Null(pruner.Judge(Curve(2.5), others, Direction.Min));
        Assert.Equal(
            "After epoch 1 the value, 3.5, is not among the best 3 of 9: 3 of the others are better.", pruner.Judge(Curve(3.5), others, Direction.Min));
    }

    [Fact]
    public void HalvingLetsTheFirstAndWhateverIsBestGoOn()
    {
        SuccessiveHalvingPruner pruner = new(factor: 4);
        Assert.Null(pruner.Judge(Curve(5), [], Direction.Min));
        Assert.Null(pruner.Judge(Curve(4), [Curve(5)], Direction.Min));
        Assert.NotNull(pruner.Judge(Curve(6), [Curve(5)], Direction.Min));
    }

    [Fact]
    public void HalvingComparesWithTrialsThatRunOrWerePruned()
    {
        SuccessiveHalvingPruner pruner = new(factor: 2);
        foreach (TrialStatus status in (TrialStatus[])[TrialStatus.Running, TrialStatus.Pruned])
            Assert.NotNull(pruner.Judge(Curve(6), [Curve(5) with { Status = status }], Direction.Min));
    }

    private static LearningCurve Curve(params double[] values) => new("0", TrialStatus.Completed, [.. values.Select((value, epoch) => (epoch, value))]);
}
