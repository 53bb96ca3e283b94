using System.Text.RegularExpressions;
using System.Xml.Linq;
using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Reporting;
using KerasNet.Tests.Data.Datasets;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Reporting;

public sealed partial class RunReportTests
{
    [Fact]
    public void ThePageTellsOfCurvesResultsModelAndHyperparameters()
    {
        XElement page = HtmlPage.Parse(Save(Train(epochs: 3), title: "A < B"));
        Assert.Equal("A < B", page.Descendants("h1").Single().Value);
        Assert.Equal(["Learning curves", "Results", "Model", "Hyperparameters", "Epochs"], page.Descendants("h2").Select(heading => heading.Value));

        Assert.Equal(["loss", "mae"], page.Descendants("figure").Select(figure => figure.Descendants().First(text => text.Attribute("class")?.Value == "metric").Value));
        Assert.All(page.Descendants("figure"), figure => Assert.Equal(3, figure.Element(HtmlPage.Svg + "svg")!.Attribute("data-val")!.Value.Split(' ').Length));
        Assert.Equal(2, page.Descendants(HtmlPage.Svg + "g").Count(group => group.Attribute("class")?.Value == "box with-weights"));

        Dictionary<string, string> facts = HtmlPage.Rows(page, "Hyperparameters").ToDictionary(row => row[0], row => row[1]);
        Assert.Equal("Adam", facts["optimizer"]);
        Assert.Equal("0.01", facts["optimizer: learning rate"]);
        Assert.Equal("0.8", facts["optimizer: beta 1"]);
        Assert.Equal("mse", facts["loss"]);
        Assert.Equal(("3", "6", "4", "2 samples", "HalfRate"), (facts["epochs"], facts["samples"], facts["batch size"], facts["validation"], facts["callbacks"]));
        Assert.Equal(["first", "Dense", "(None, 4)", "12", "Y"], HtmlPage.Rows(page, "Model").First());
    }

    [Fact]
    public void ResultsAreTheLastAndTheBest()
    {
        History history = Train(epochs: 4);
        XElement page = HtmlPage.Parse(Save(history));
        IReadOnlyList<double> loss = history["loss"];
        string[] row = HtmlPage.Rows(page, "Results").Single(cells => cells[0] == "loss");
        Assert.Equal(ReportText.Number(loss[^1]), row[1]);
        Assert.Equal(ReportText.Number(loss.Min()), row[2]);
        Assert.Equal(loss.ToList().IndexOf(loss.Min()) + 1, int.Parse(row[3], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(4, HtmlPage.Rows(page, "Epochs").Count());
    }

    [Fact]
    public void ThePageAsksForNothingElse()
    {
        string html = Save(Train(epochs: 1), confusion: new ConfusionMatrix([0, 1, 1], [0, 1, 0]));
        Assert.DoesNotMatch("(?i)(src|href)\\s*=|@import|url\\(|fetch\\(", html);
        Assert.Equal(["http://www.w3.org/2000/svg"], Address().Matches(html).Select(match => match.Value).Distinct());
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
    }

    [Fact]
    public void AConfusionMatrixIsATableOrTheWorstPairs()
    {
        History history = Train(epochs: 1);
        XElement few = HtmlPage.Parse(Save(history, confusion: new ConfusionMatrix([0, 0, 1, 1], [0, 1, 1, 1], ["<cat>", "dog"])));
        XElement table = few.Descendants("table").Single(element => element.Attribute("class")?.Value == "confusion");
        Assert.Equal(["<cat>", "dog"], table.Descendants("tbody").Elements("tr").Select(row => row.Element("th")!.Value));
        Assert.Equal(["1", "1", "50.0\u00A0%", "·", "2", "100.0\u00A0%"], table.Descendants("tbody").Descendants("td").Select(cell => cell.Value));

        int[] labels = [.. Enumerable.Range(0, 60)], guesses = [.. labels.Select(label => label == 7 ? 8 : label)];
        XElement many = HtmlPage.Parse(Save(history, confusion: new ConfusionMatrix(labels, guesses)));
        Assert.Equal([["7", "8", "1"]], HtmlPage.Rows(many, "Confusion matrix"));
    }

    [Fact]
    public void AHistoryThatWasAmongTheCallbacksReportsToo()
    {
        History own = new();
        Train(epochs: 2, own);
        Assert.Equal(2, HtmlPage.Rows(HtmlPage.Parse(Save(own)), "Epochs").Count());
        Assert.Contains("no epoch has ended", Assert.Throws<InvalidOperationException>(() => new History().SaveReport("never.html")).Message, StringComparison.Ordinal);
        Assert.False(File.Exists("never.html"));
    }

    [GeneratedRegex("https?://[^\"'\\s]*")]
    private static partial Regex Address();

    private static History Train(int epochs, History? own = null)
    {
        Keras.SetRandomSeed(3);
        Sequential model = [new Input([2]), new Dense(4, "tanh", name: "first"), new Dense(1, name: "second")];
        model.Compile(new Adam(0.01, beta1: 0.8), "mse", ["mae"]);
        return model.Fit(
            Toy.Rows(8, 2, 0.1f), Toy.Rows(8, 1, 0.1f), batchSize: 4, epochs: epochs, verbose: 0, validationSplit: 0.25,
            callbacks: own is null ? [new HalfRate()] : [own]);
    }

    private static string Save(History history, string? title = null, ConfusionMatrix? confusion = null)
    {
        using TemporaryFolder folder = new();
        string path = folder["run.html"];
        history.SaveReport(path, title, confusion);
        return File.ReadAllText(path);
    }

    /// <summary>Changes the learning rate, which must not change what the report says it was.</summary>
    private sealed class HalfRate : Callback
    {
        public override void OnEpochEnd(int epoch, Logs logs) => Progress.LearningRate /= 2;
    }
}
