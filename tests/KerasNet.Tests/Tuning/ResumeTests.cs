using System.Text;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

public sealed class ResumeTests
{
    /// <summary>The searches, each small enough to be taken up again from every line of its journal.</summary>
    public static TheoryData<string> Searches => [.. s_oracles.Keys];

    private static readonly Dictionary<string, Func<OracleOptions, Oracle>> s_oracles = new()
    {
        ["random"] = options => new RandomSearchOracle(options with { MaxTrials = 8 }),
        ["grid"] = options => new GridSearchOracle(options with { MaxTrials = null }),
        ["hyperband"] = options => new HyperbandOracle(options with { MaxTrials = null }, maxEpochs: 9),
        ["bayesian"] = options => new BayesianOptimizationOracle(options with { MaxTrials = 14 }, numInitialPoints: 4),
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public void A_search_comes_to_the_same_end_from_every_line_of_its_journal(string name)
    {
        using TemporaryStudy study = new();
        string expected = Search(name, study);
        string[] lines = File.ReadAllLines(study.Journal);
        Assert.True(lines.Length >= 20, $"The journal has only {lines.Length} lines.");
        for (int kept = 0; kept < lines.Length; kept++)
        {
            // What a process leaves that is killed while it writes the next line.
            string whole = string.Concat(lines.Take(kept).Select(line => line + "\n"));
            string half = lines[kept][..(lines[kept].Length * (kept % 3) / 2)];
            File.WriteAllText(study.Journal, whole + half);
            Assert.Equal(expected, Search(name, study));
        }
    }

    [Fact]
    public void A_journal_that_is_none_is_refused_and_left_alone()
    {
        using TemporaryStudy study = new();
        Directory.CreateDirectory(study.Folder);
        foreach (string text in (string[])["hello\n", "[1]\n", "{}\n", "{\"event\":\"study\"}\n", "{\"event\":\"end\",\"trial\":\"7\"}\n", "{\"event\":\"marvel\"}\n"])
        {
            File.WriteAllText(study.Journal, text);
            InvalidDataException error = Assert.Throws<InvalidDataException>(() => Search("random", study));
            Assert.Contains("journal", error.Message, StringComparison.Ordinal);
            Assert.Equal(text, File.ReadAllText(study.Journal));
        }
    }

    [Fact]
    public void Damaged_journals_never_do_worse_than_an_error()
    {
        using TemporaryStudy study = new();
        Search("random", study);
        byte[] journal = File.ReadAllBytes(study.Journal);
        Random random = new(1);
        for (int i = 0; i < 400; i++)
        {
            byte[] damaged = [.. journal];
            for (int j = random.Next(1, 4); j > 0; j--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(32, 127);
            File.WriteAllBytes(study.Journal, damaged);
            if (Record.Exception(() => Search("random", study)) is { } error)
                Assert.True(error is InvalidDataException or StudyMismatchException, $"{error}\n{Encoding.UTF8.GetString(damaged)}");
        }
    }

    private static string Search(string name, TemporaryStudy study)
    {
        OracleOptions options = new() { Objective = new Objective("loss", Direction.Min), Seed = 7 };
        using Bowl tuner = new(s_oracles[name](options), study.Options);
        tuner.Search(new TrialFit());
        return string.Join('\n', tuner.Trials.Select(trial => $"{trial.Id} {trial.Status} {trial.Score:R} {string.Join(' ', trial.HyperParameters.Values)}"));
    }

    /// <summary>Searches the bottom of a bowl instead of a model; one point cannot be measured, another grows a question of its own.</summary>
    private sealed class Bowl(Oracle oracle, TunerOptions options) : Tuner(HyperModel.From(_ => throw new InvalidOperationException("There is no model.")), oracle, options)
    {
        protected override void BuildOnce(HyperParameters hp, TrialFit fit) => Ask(hp);

        protected override TrialResult RunTrial(Trial trial, TrialFit fit)
        {
            (int x, int y, string kind) = Ask(trial.HyperParameters);
            trial.HyperParameters.Require(x + y < 9);
            if ((x, y) == (1, 2))
                throw new FailedTrialException("a hole");
            int late = x == 2 ? trial.HyperParameters.Int("late", 0, 1) : 0;
            return new Dictionary<string, double> { ["loss"] = ((x - 2) * (x - 2)) + ((y - 3) * (y - 3)) + (kind == "b" ? 0.5 : 0) - late };
        }

        private static (int X, int Y, string Kind) Ask(HyperParameters hp)
        {
            string kind = hp.Choice("kind", ["a", "b"]);
            using (hp.ConditionalScope("kind", "b"))
                return (hp.Int("x", 0, 3), kind == "b" ? hp.Int("y", 0, 2) : 1, kind);
        }
    }
}
