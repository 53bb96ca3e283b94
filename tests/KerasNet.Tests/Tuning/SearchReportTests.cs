using System.Text.Json;
using System.Xml.Linq;
using KerasNet.Layers;
using KerasNet.Tests.Data.Datasets;
using KerasNet.Tests.Reporting;
using KerasNet.Tests.Training;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

/// <summary>A search as a page and as files for other programs.</summary>
public sealed class SearchReportTests(SearchReportTests.Searched searched) : IClassFixture<SearchReportTests.Searched>
{
    private readonly TemporaryFolder _folder = searched.Folder;
    private readonly RandomSearch _tuner = searched.Tuner;

    [Fact]
    public void ThePageShowsTrialsCurvesAndFailures()
    {
        XElement page = HtmlPage.Parse(Page());
        Assert.Equal("Search of toy <1>", page.Descendants("h1").Single().Value);
        Assert.Equal(
            ["Best trial", "Hyperparameters and scores", "Importance of the hyperparameters", "Learning curves", "Trials", "Failed trials", "Search space"],
            page.Descendants("h2").Select(heading => heading.Value));

        Trial[] completed = [.. _tuner.Trials.Where(trial => trial.Status == TrialStatus.Completed).OrderBy(trial => trial.Score)];
        Assert.InRange(completed.Length, 2, 5);
        Assert.Equal(completed.Select(trial => trial.Id).Reverse(), Lines(page, "Hyperparameters and scores").Select(line => line.Attribute("data-of")!.Value));
        Assert.Equal(["val loss", "loss"], page.Descendants("figure").Select(figure => figure.Descendants().First(text => text.Attribute("class")?.Value == "metric").Value));
        Assert.All(page.Descendants("figure"), figure => Assert.Equal(completed.Length, figure.Descendants(HtmlPage.Svg + "g").Count()));

        string[][] rows = [.. HtmlPage.Rows(page, "Trials")];
        Assert.Equal(6, rows.Length);
        Assert.Equal(completed.Select(trial => trial.Id), rows.Take(completed.Length).Select(row => row[0]));
        string[] failed = HtmlPage.Rows(page, "Failed trials").First();
        Assert.Equal("ArgumentException: 3 layers & more are too many", failed[2]);
    }

    [Fact]
    public void ALineEndsWhereATrialDidNotAsk()
    {
        XElement[] lines = [.. Lines(HtmlPage.Parse(Page()), "Hyperparameters and scores")];
        foreach (XElement line in lines)
        {
            Trial trial = _tuner.Trials.First(one => one.Id == line.Attribute("data-of")!.Value);
            string path = line.Elements(HtmlPage.Svg + "path").Last().Attribute("d")!.Value;

            // Axes: layers, units_0, rate, units_1, score. Who has one layer leaves out the fourth.
            Assert.Equal(trial.Values.ContainsKey("units_1") ? 1 : 2, path.Count(letter => letter == 'M'));
            Assert.Equal(trial.Values.Count + 1, path.Count(letter => letter is 'M' or 'L'));
        }
    }

    [Fact]
    public void ThePageAsksForNothingElse()
    {
        string html = Page();
        Assert.DoesNotMatch("(?i)(src|href)\\s*=|@import|url\\(|fetch\\(|https?://", html);
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
    }

    [Fact]
    public void TheTableHasARowForEachTrialAndOneForEachEpoch()
    {
        string path = _folder["out", "results.csv"];
        _tuner.SaveResults(path);
        string[][] trials = Csv(path), epochs = Csv(_folder["out", "results.epochs.csv"]);
        Assert.Equal(["trial", "layers", "units_0", "rate", "units_1", "status", "score", "best_epoch", "seconds", "message"], trials[0]);
        Assert.Equal(_tuner.Trials.Select(trial => trial.Id), trials.Skip(1).Select(row => row[0]));
        Trial first = _tuner.Trials.First(trial => trial.Status == TrialStatus.Completed);
        string[] row = trials.First(cells => cells[0] == first.Id);
        Assert.Equal(first.Score!.Value, double.Parse(row[6], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(_tuner.Trials.Sum(trial => trial.Epochs.Count), epochs.Length - 1);
        Assert.Equal(
            first.Epochs.Select(epoch => (epoch.Execution, epoch.Epoch, epoch.Logs["val_loss"])),
            epochs.Skip(1).Where(cells => cells[0] == first.Id).Select(cells =>
                (int.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture), int.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture),
                    double.Parse(cells[Array.IndexOf(epochs[0], "val_loss")], System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void TheJsonHoldsAll()
    {
        string path = _folder["results.json"];
        _tuner.SaveResults(path);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal(_tuner.Trials.Where(trial => trial.Score is not null).MinBy(trial => trial.Score)!.Id, json.RootElement.GetProperty("best_trial").GetString());
        JsonElement[] trials = [.. json.RootElement.GetProperty("trials").EnumerateArray()];
        Assert.Equal(6, trials.Length);
        foreach ((JsonElement one, Trial trial) in trials.Zip(_tuner.Trials))
        {
            Assert.Equal(trial.Values.Keys, one.GetProperty("hyperparameters").EnumerateObject().Select(pair => pair.Name));
            Assert.Equal(trial.Status == TrialStatus.Completed ? 2 : 0, one.GetProperty("executions").GetArrayLength());
        }
    }

    [Fact]
    public void OtherEndingsAndEmptySearchesAreRefused()
    {
        Assert.Contains(".csv or .json", Assert.Throws<ArgumentException>(() => _tuner.SaveResults(_folder["results.xlsx"])).Message, StringComparison.Ordinal);
        using RandomSearch empty = new(Build, "val_loss", options: new() { Directory = _folder.Path, ProjectName = "empty" });
        Assert.Contains("Call Search first", Assert.Throws<InvalidOperationException>(() => empty.SaveReport(_folder["never.html"])).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["never.html"]));
    }

    /// <summary>A search that all tests look at.</summary>
    public sealed class Searched : IDisposable
    {
        public Searched()
        {
            Tuner = new RandomSearch(
                Build, "val_loss", maxTrials: 6, seed: 2, options: new() { Directory = Folder.Path, ProjectName = "toy <1>", ExecutionsPerTrial = 2, Verbose = 0 });
            Tuner.Search(Toy.Rows(8, 2, 0.1f), Toy.Rows(8, 1, 0.1f), epochs: 3, validationSplit: 0.25);
        }

        internal TemporaryFolder Folder { get; } = new();

        internal RandomSearch Tuner { get; }

        public void Dispose()
        {
            Tuner.Dispose();
            Folder.Dispose();
        }
    }

    private static Model Build(HyperParameters hp)
    {
        int layers = hp.Int("layers", 1, 3);
        if (layers == 3)
            throw new ArgumentException("3 layers & more are too many");
        Sequential model = [new Input([2])];
        for (int i = 0; i < layers; i++)
        {
            model.Add(new Dense(hp.Int($"units_{i}", 2, 6, step: 2), "tanh"));
            if (i == 0)
                hp.Float("rate", 1e-3, 0.1, sampling: Sampling.Log);
        }

        model.Add(new Dense(1));
        model.Compile(new KerasNet.Optimizers.SGD(hp.Get<double>("rate")), "mse");
        return model;
    }

    private string Page()
    {
        string path = _folder["search.html"];
        _tuner.SaveReport(path);
        return File.ReadAllText(path);
    }

    private static IEnumerable<XElement> Lines(XElement page, string section) =>
        page.Descendants("section").Single(part => part.Element("h2")!.Value == section).Descendants(HtmlPage.Svg + "g");

    // No field of these has a comma, or a line's end.
    private static string[][] Csv(string path) => [.. File.ReadAllText(path).TrimEnd().Split("\r\n").Select(line => line.Split(','))];
}
