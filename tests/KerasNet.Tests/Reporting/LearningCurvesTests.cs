using System.Globalization;
using System.Xml.Linq;
using KerasNet.Reporting;
using KerasNet.Tests.Data.Datasets;

namespace KerasNet.Tests.Reporting;

public sealed class LearningCurvesTests : IDisposable
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    private static readonly Dictionary<string, IReadOnlyList<double>> History = new()
    {
        ["loss"] = [0.3, 0.2, 0.1],
        ["accuracy"] = [0.8, 0.9, 0.95],
        ["val_loss"] = [0.4, 0.25, 0.3],
        ["val_accuracy"] = [0.7, 0.85, 0.9],
    };

    public void Dispose() => CultureInfo.CurrentCulture = _culture;

    [Fact]
    public void DrawsOnePanelForEachMetricWithBothCurves()
    {
        XElement svg = Draw(History);
        XElement[] panels = svg.Elements(Svg + "g").ToArray();
        Assert.Equal(["loss", "accuracy"], panels.Select(panel => Texts(panel, "metric").Single()));
        Assert.All(panels, panel =>
        {
            Assert.Equal(["train", "val"], Curves(panel).Select(curve => curve.Attribute("class")!.Value));
            Assert.Equal(["validation", "training", "epoch"], Texts(panel, "label").Where(text => text.Any(char.IsLetter)));
            Assert.Equal(["1", "2", "3", "epoch"], Anchored(panel, "middle"));
        });
        Assert.Equal(["0.3", "0.1"], panels[0].Elements(Svg + "text").Where(IsLast).Select(text => text.Value));
        Assert.Equal("0 0 960 344", svg.Attribute("viewBox")!.Value);
    }

    [Fact]
    public void PlacesPointsInProportion()
    {
        (double X, double Y)[] points = Points(Curves(Draw(History).Elements(Svg + "g").First()).First());
        Assert.Equal(points[1].X - points[0].X, points[2].X - points[1].X, 0.11);
        Assert.Equal(points[1].Y - points[0].Y, points[2].Y - points[1].Y, 0.11);
        Assert.True(points[0].Y < points[1].Y, "A smaller loss is drawn further down.");
    }

    [Fact]
    public void SaysWhatItShowsToThoseWhoCannotSeeIt()
    {
        XElement svg = Draw(History, "A < B & C");
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Equal("A < B & C", svg.Element(Svg + "title")!.Value);
        Assert.Equal(
            "loss: training from 0.3 to 0.1 over 3 epochs; validation from 0.4 to 0.3 over 3 epochs. "
            + "accuracy: training from 0.8 to 0.95 over 3 epochs; validation from 0.7 to 0.9 over 3 epochs.",
            svg.Element(Svg + "desc")!.Value);
        Assert.Contains("prefers-color-scheme: dark", svg.Element(Svg + "style")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void AValueThatIsNoNumberInterruptsItsCurve()
    {
        XElement panel = Draw(Losses(1, 2, double.NaN, 3, 4)).Element(Svg + "g")!;
        Assert.Equal(2, Curves(panel).Single().Attribute("d")!.Value.Count(letter => letter == 'M'));
        Assert.Equal(4, panel.Elements(Svg + "circle").Count());
    }

    public static TheoryData<double[]> Extremes => [new[] { 0.25 }, new[] { 0.0, 0, 0 }, new[] { -3.0, -3 }, new[] { 1e-9, 2e-9 }, new[] { 1e12, 3e12 },
        new[] { double.NaN, double.NaN }, new[] { double.PositiveInfinity, 1, 2 }];

    [Theory]
    [MemberData(nameof(Extremes))]
    public void AnyHistoryFitsIntoItsPanel(double[] values)
    {
        XElement panel = Draw(Losses(values)).Element(Svg + "g")!;
        Assert.All(panel.Descendants().Attributes("y1").Concat(panel.Descendants().Attributes("cy")),
            y => Assert.InRange(double.Parse(y.Value, CultureInfo.InvariantCulture), 0, 300));
        Assert.InRange(Anchored(panel, "end").Count(), 3, 12);
    }

    [Fact]
    public void ManyEpochsHaveNoMarkersAndFewLabels()
    {
        XElement panel = Draw(Losses(Enumerable.Range(1, 1000).Select(epoch => 1.0 / epoch).ToArray())).Element(Svg + "g")!;
        Assert.Empty(panel.Elements(Svg + "circle"));
        Assert.Equal(["1", "100", "200", "300", "400", "500", "600", "700", "800", "900", "1000", "epoch"], Anchored(panel, "middle"));
    }

    [Fact]
    public void IsTheSameInEveryCulture()
    {
        string expected = LearningCurves.ToSvg(History);
        CultureInfo commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        commas.NumberFormat.NegativeSign = "−";
        CultureInfo.CurrentCulture = commas;
        Assert.Equal(expected, LearningCurves.ToSvg(History));
    }

    [Fact]
    public void AMetricMayHaveOneCurveOnly()
    {
        Dictionary<string, IReadOnlyList<double>> history = new() { ["learning_rate"] = [1, 0.5], ["val_loss"] = [2, 1], ["empty"] = [] };
        XElement[] panels = Draw(history).Elements(Svg + "g").ToArray();
        Assert.Equal(["learning rate", "loss"], panels.Select(panel => Texts(panel, "metric").Single()));
        Assert.Equal("val", Curves(panels[1]).Single().Attribute("class")!.Value);
    }

    [Fact]
    public void SavesAtOnceAndLeavesNothingElse()
    {
        using TemporaryFolder folder = new();
        string path = folder["new", "curves.svg"];
        LearningCurves.Save(path, Losses(1, 2));
        LearningCurves.Save(path, History);
        Assert.Equal(["new/curves.svg"], folder.Files());
        Assert.Equal(LearningCurves.ToSvg(History), File.ReadAllText(path));
    }

    [Fact]
    public void AFailureToSaveLeavesNothing()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["curves.svg", "in-the-way"]);
        Assert.ThrowsAny<IOException>(() => LearningCurves.Save(folder["curves.svg"], History));
        Assert.Empty(folder.Files());
    }

    [Fact]
    public void AnEmptyHistoryIsRefused() =>
        Assert.Throws<ArgumentException>(() => LearningCurves.ToSvg(new Dictionary<string, IReadOnlyList<double>> { ["loss"] = [] }));

    private static Dictionary<string, IReadOnlyList<double>> Losses(params double[] values) => new() { ["loss"] = values };

    private static XElement Draw(IReadOnlyDictionary<string, IReadOnlyList<double>> history, string title = "Learning curves") =>
        XDocument.Parse(LearningCurves.ToSvg(history, title)).Root!;

    private static IEnumerable<XElement> Curves(XElement panel) => panel.Elements(Svg + "path").Where(path => path.Attribute("class")!.Value != "axis");

    private static IEnumerable<string> Texts(XElement panel, string style) =>
        panel.Elements(Svg + "text").Where(text => text.Attribute("class")!.Value == style).Select(text => text.Value);

    private static IEnumerable<string> Anchored(XElement panel, string anchor) =>
        panel.Elements(Svg + "text").Where(text => text.Attribute("text-anchor")?.Value == anchor).Select(text => text.Value);

    private static bool IsLast(XElement text) => text.Attribute("class")!.Value.StartsWith("last", StringComparison.Ordinal);

    private static (double X, double Y)[] Points(XElement curve) => curve.Attribute("d")!.Value.Split('M', 'L').Skip(1).Select(point =>
    {
        string[] xy = point.Split(',');
        return (double.Parse(xy[0], CultureInfo.InvariantCulture), double.Parse(xy[1], CultureInfo.InvariantCulture));
    }).ToArray();
}
