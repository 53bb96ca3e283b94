using KerasNet.Reporting;

namespace KerasNet.Tests.Reporting;

public sealed class ConfusionMatrixTests
{
    private static readonly ConfusionMatrix Three = new([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 1, 0]);

    [Fact]
    public void CountsEachPair()
    {
        long[,] expected = { { 2, 1, 0 }, { 0, 2, 0 }, { 1, 0, 0 } };
        Assert.Equal(3, Three.ClassCount);
        for (int actual = 0; actual < 3; actual++)
        {
            for (int predicted = 0; predicted < 3; predicted++) Assert.Equal(expected[actual, predicted], Three[actual, predicted]);
        }
    }

    [Fact]
    public void SummarizesWholeAndClasses()
    {
        Assert.Equal(6, Three.Total);
        Assert.Equal(4, Three.Correct);
        Assert.Equal(4 / 6.0, Three.Accuracy);
        Assert.Equal([2 / 3.0, 1, 0], Enumerable.Range(0, 3).Select(Three.Recall));
        Assert.Equal([2 / 3.0, 2 / 3.0, double.NaN], Enumerable.Range(0, 3).Select(Three.Precision));
    }

    [Fact]
    public void NamesTheWorstPairsFirst()
    {
        ConfusionMatrix matrix = new([0, 0, 1, 1, 1, 2], [1, 1, 2, 2, 2, 1]);
        Assert.Equal([(1, 2, 3L), (0, 1, 2L)], matrix.MostConfused(2));
        Assert.Equal(3, matrix.MostConfused(9).Count);
    }

    [Fact]
    public void IsEmptyWithoutExamples()
    {
        ConfusionMatrix matrix = new([], []);
        Assert.Equal(0, matrix.ClassCount);
        Assert.True(double.IsNaN(matrix.Accuracy));
        Assert.StartsWith("accuracy –", Rendered.Plain(matrix.Render())[0].Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesWhatDoesNotMatch()
    {
        AssertRefused("3 labels, received 2", () => new ConfusionMatrix([0, 1, 2], [0, 1]));
        AssertRefused("0 or more, received -1", () => new ConfusionMatrix([0], [-1]));
        AssertRefused("0 to 1", () => new ConfusionMatrix([2], [0], ["cat", "dog"]));
    }

    [Fact]
    public void IsPlainTextWhenRedirected()
    {
        string[] lines = Rendered.Plain(Three.Render());
        Assert.DoesNotContain('\u001b', string.Concat(lines));
        Assert.Contains("accuracy 66.7 %, 4 of 6", lines[0], StringComparison.Ordinal);
        Assert.Equal(["0", "2", "1", "·", "66.7"], Words(lines[4]));
        Assert.Equal(["2", "1", "·", "·", "0.0"], Words(lines[6]));
        Assert.Equal(["precision", "66.7", "66.7", "–", "66.7"], Words(lines[8]));
    }

    [Fact]
    public void ColoursWhatIsRightGreenAndWhatIsWrongRed()
    {
        string text = Rendered.Coloured(Three.Render());
        Assert.Contains("\u001b[38;5;15;48;2;30;130;60m   2", text, StringComparison.Ordinal);
        Assert.Contains("\u001b[38;5;15;48;2;220;40;30m   1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void FitsTenClassesOfLongNamesIntoEightyColumns()
    {
        int[] labels = Enumerable.Range(0, 10).SelectMany(label => Enumerable.Repeat(label, 1000)).ToArray();
        ConfusionMatrix matrix = new(labels, labels, Enumerable.Range(0, 10).Select(index => $"name [{index}] long").ToArray());
        string[] lines = Rendered.Plain(matrix.Render());
        Assert.Equal(18, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 0, 80));
        Assert.Equal(["9", "name", "[9]", "long", "·", "·", "·", "·", "·", "·", "·", "·", "·", "1000", "100"], Words(lines[13]));
    }

    [Fact]
    public void ShowsTheWorstPairsOfManyClasses()
    {
        string[] lines = Rendered.Plain(new ConfusionMatrix([11, 11, 3], [7, 7, 3]).Render());
        Assert.Contains(lines, line => Words(line) is ["11", "7", "2"]);
    }

    private static void AssertRefused(string words, Func<ConfusionMatrix> make) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
