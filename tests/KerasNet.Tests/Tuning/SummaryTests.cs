using KerasNet.Reporting;
using KerasNet.Tests.Data.Datasets;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

/// <summary>What is told of a search in the terminal: summaries, lines, the live table.</summary>
public sealed class SummaryTests
{
    // So many that all numbers of layers occur.
    private const int Count = 20;

    [Fact]
    public void ATrialHasTheValuesThatItsModelAskedFor()
    {
        using TemporaryFolder folder = new();
        string before;
        using (FunctionSearch tuner = Search(folder))
        {
            Assert.All(tuner.Trials, trial => Assert.Equal(Asked((int)trial.HyperParameters["layers"]), trial.Values.Keys));
            Assert.Contains(tuner.Trials, trial => (int)trial.HyperParameters["layers"] == 1 && trial.HyperParameters.Values.ContainsKey("units_1"));
            Assert.All(tuner.Trials, trial => Assert.True(trial.Ended >= trial.Began));
            before = Told(tuner);
        }

        using FunctionSearch again = new(folder, Function, Count, inARow: Count);
        Assert.Equal(before, Told(again));
    }

    [Fact]
    public void ResultsAreTheBestTrialsAndTheFirstCausesOfFailures()
    {
        using TemporaryFolder folder = new();
        using FunctionSearch tuner = Search(folder);
        string text = "";
        tuner.ResultsSummary(3, given => text = given);
        string[] lines = text.Split('\n');
        Trial[] completed = [.. tuner.Trials.Where(trial => trial.Score is not null).OrderBy(trial => trial.Score)];
        Assert.Equal($"Results of study 'function': the best 3 of {completed.Length} completed trials, least result first", lines[0].Trim());
        string[] rows = [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0 && char.IsAsciiDigit(line[0]))];
        Assert.Equal(completed.Take(3).Select(trial => trial.Id), rows.Take(3).Select(row => row[..2]));
        Assert.Contains(" best ", rows[0], StringComparison.Ordinal);
        Assert.Equal(Count - completed.Length, rows.Length - 3);
        Assert.NotEmpty(rows[3..]);
        Assert.All(rows[3..], row => Assert.EndsWith("IOException: no room for 3 layers", row, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => tuner.ResultsSummary(0));
    }

    [Fact]
    public void TheSpaceIsShownBeforeTheFirstSearch()
    {
        using TemporaryFolder folder = new();
        using FunctionSearch tuner = new(folder, Function, Count, inARow: Count);
        string text = "";
        tuner.SearchSpaceSummary(given => text = given);
        Assert.Contains("2 hyperparameters", text, StringComparison.Ordinal);
        Assert.Contains("1 to 3", text, StringComparison.Ordinal);
        Assert.Contains("0.01 to 1, logarithmic", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("System.IO.IOException: the disk is full\n   at A.B()", "IOException: the disk is full")]
    [InlineData("A.OuterException: outer\n ---> B.C.InnerException: inner: why\n   at D.E()\n   --- End of inner exception", "InnerException: inner: why")]
    [InlineData("Too large: 3 layers", "Too large: 3 layers")]
    [InlineData(null, "")]
    public void TheFirstCauseIsOneLine(string? message, string cause) => Assert.Equal(cause, Snapshots.Trial("0", message: message).FirstCause());

    [Fact]
    public void TheBestEpochOfATrialThatGoesOnIsCountedFromTheFirstOfAll()
    {
        Dictionary<string, double> logs = [];
        TrialSnapshot trial = Snapshots.Trial("0", TrialStatus.Running, null, 9, new TrialEpoch(0, 3, logs), new TrialEpoch(0, 4, logs));
        Assert.Equal(4, (trial with { BestStep = 1 }).BestEpoch);
        Assert.Equal("epoch 5/9", TrialText.Status(trial));
        Assert.Equal(2, (Snapshots.Trial("1") with { BestStep = 2 }).BestEpoch);
    }

    [Fact]
    public void WithoutATerminalEachTrialIsALine()
    {
        using TemporaryFolder folder = new();
        using StringWriter written = new();
        using (FunctionSearch tuner = new(folder, Function, Count, verbose: 1, inARow: Count) { Terminal = ReportConsole.Create(written, redirected: true) })
            tuner.Search(new TrialFit());
        string[] lines = written.ToString().Split('\n');
        Assert.StartsWith("Search for the least result: 20 trials, study 'function'", lines[0], StringComparison.Ordinal);
        string[] trials = [.. lines.Where(line => line.StartsWith("Trial ", StringComparison.Ordinal))];
        Assert.Equal(Count, trials.Length);
        Assert.All(trials, (line, i) => Assert.StartsWith($"Trial {i + 1}/20 (", line, StringComparison.Ordinal));
        Assert.Contains(trials, line => line.Contains(" - IOException: no room for 3 layers - ", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', written.ToString());
    }

    [Fact]
    public void ASilentSearchWritesNothing()
    {
        using TemporaryFolder folder = new();
        using StringWriter written = new();
        using FunctionSearch tuner = new(folder, Function, Count, verbose: 0, inARow: Count) { Terminal = ReportConsole.Create(written, redirected: true) };
        tuner.Search(new TrialFit());
        Assert.Equal("", written.ToString());
        Assert.Throws<ArgumentException>(() => new FunctionSearch(folder, Function, Count, verbose: 3));
    }

    /// <summary>Up to three layers, of which the third fails.</summary>
    private static FunctionSearch Search(TemporaryFolder folder)
    {
        FunctionSearch tuner = new(folder, Function, Count, inARow: Count);
        tuner.Search(new TrialFit());
        return tuner;
    }

    private static double Function(HyperParameters hp)
    {
        int layers = hp.Int("layers", 1, 3);
        if (layers == 3)
            throw new InvalidOperationException("outer", new IOException("no room for 3 layers"));
        return layers + Enumerable.Range(0, layers).Sum(i => hp.Float($"units_{i}", 0.01, 1, sampling: Sampling.Log));
    }

    private static string[] Asked(int layers) => ["layers", .. Enumerable.Range(0, layers == 3 ? 0 : layers).Select(i => $"units_{i}")];

    private static string Told(Tuner tuner) =>
        string.Join('\n', tuner.Trials.Select(trial => $"{trial.Id} {string.Join(' ', trial.Values)} {trial.Began:O} {trial.Ended:O} {trial.Message}"));
}
