using KerasNet.Reporting;

namespace KerasNet.Tests.Reporting;

public sealed class MistakeTests
{
    private static readonly float[] Probabilities = [0.6f, 0.4f, 0.1f, 0.9f, 0.2f, 0.8f, 0.7f, 0.3f];

    [Fact]
    public void TheMostConfidentMistakesComeFirst()
    {
        IReadOnlyList<Mistake> worst = Mistake.Worst([1, 1, 0, 1], Probabilities, 5);
        Assert.Equal([new Mistake(2, 0, 1, 0.8f), new Mistake(3, 1, 0, 0.7f), new Mistake(0, 1, 0, 0.6f)], worst);
        Assert.Equal(worst.Take(2), Mistake.Worst([1, 1, 0, 1], Probabilities, 2));
    }

    [Fact]
    public void OfEqualsTheEarliestComesFirst() => Assert.Equal([0, 1], Mistake.Worst([1, 1], [0.6f, 0.4f, 0.6f, 0.4f], 2).Select(mistake => mistake.Index));

    [Fact]
    public void ASingleProbabilityIsThatOfClass1() =>
        Assert.Equal([new Mistake(3, 1, 0, 0.875f), new Mistake(0, 0, 1, 0.75f)], Mistake.Worst([0, 1, 0, 1], [0.75f, 0.9f, 0.1f, 0.125f], 4));

    [Fact]
    public void ThereMayBeNone()
    {
        Assert.Empty(Mistake.Worst([0, 1, 1, 0], Probabilities, 3));
        Assert.Empty(Mistake.Worst([], [], 3));
    }

    [Fact]
    public void TheCaptionUsesNamesWhereThereAre()
    {
        Mistake mistake = new(0, 0, 1, 0.874f);
        Assert.Equal("label 0, predicted 1 (87 %)", mistake.Caption());
        Assert.Equal("label cat, predicted dog (87 %)", mistake.Caption(["cat", "dog"]));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    public void RefusesProbabilitiesThatDoNotMatch(int count) =>
        Assert.Throws<ArgumentException>(() => Mistake.Worst([0, 1], new float[count], 1));
}
