using System.Diagnostics;
using KerasNet.Tuning;
using KerasNet.Workers;

namespace KerasNet.Tests.Tuning;

/// <summary>Searches that share a server come to the trials of one that was alone, whatever happens to some of them.</summary>
public sealed class PostgreSqlSearchTests
{
    private static readonly TimeSpan s_hang = TimeSpan.FromMinutes(2);

    [Fact]
    public void Four_processes_search_a_study_though_one_is_killed_and_one_stands_still()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs signals that stop a process and let it go on.");
        using PostgresServer server = PostgresServer.Open();
        using Worker killed = new(server.Study, "killed", waits: true), stopped = new(server.Study, "stopped", waits: true);
        killed.WaitUntilInTrial();
        stopped.WaitUntilInTrial();
        using Worker third = new(server.Study, "third"), fourth = new(server.Study, "fourth");
        killed.Signal("KILL");
        stopped.Signal("STOP");
        Assert.Equal(0, third.End());
        Assert.Equal(0, fourth.End());

        // It was taken for dead, and its trial has been done since: what it says of it does not count.
        stopped.Signal("CONT");
        stopped.GoOn();
        Assert.Equal(0, stopped.End());

        using RandomSearch seen = SharedSearch.Open(new TunerOptions { Storage = server.Storage() });
        AssertSameAsAlone(seen);
        List<StudyEvent> events = PostgresServer.Events(seen.Options.Storage!);
        Assert.Equal(["killed", "stopped"], Texts(events, StudyEvent.Lost, "worker"));
        Assert.Equal(seen.Trials.Select(trial => trial.Id), Texts(events, StudyEvent.End, "trial"));
        Model best = Assert.Single(seen.GetBestModels());
        Assert.Equal(seen.GetBestHyperParameters()[0].Get<int>("units"), ((Sequential)best).Layers[^2].Weights[0].Shape[^1]);
    }

    [Fact]
    public void A_search_goes_on_though_its_connections_are_cut_again_and_again()
    {
        using PostgresServer server = PostgresServer.Open();
        string application = $"cut {Guid.NewGuid()}";
        using RandomSearch tuner = SharedSearch.Open(new TunerOptions { ParallelTrials = 2, Storage = server.Storage(application: application) });
        long cuts = 0;

        // In the middle of every trial, whatever the other worker is at.
        SharedSearch.Run(tuner, () => Interlocked.Add(
            ref cuts, server.Count("select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = @name", ("name", application))));

        Assert.True(cuts > 0, "No connection was cut.");
        AssertSameAsAlone(tuner);
        using PostgreSqlStorage seen = server.Storage();
        Assert.Equal(tuner.Trials.Select(trial => trial.Id), Texts(PostgresServer.Events(seen), StudyEvent.End, "trial"));
    }

    private static void AssertSameAsAlone(Tuner tuner)
    {
        string folder = Directory.CreateTempSubdirectory("kerasnet-alone-").FullName;
        try
        {
            using RandomSearch alone = SharedSearch.Open(new TunerOptions { Directory = folder });
            SharedSearch.Run(alone);
            Assert.Equal(SharedSearch.Trials, alone.Trials.Count);
            Assert.Equal(alone.Trials.Select(Describe), tuner.Trials.Select(Describe));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Describe(Trial trial) => $"{trial}: {string.Join(", ", trial.HyperParameters.Values.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}, score {trial.Score:R}";

    /// <summary>What the events of a kind say, in the order of that.</summary>
    private static IEnumerable<string> Texts(IEnumerable<StudyEvent> events, string kind, string field) =>
        events.Where(one => one.Kind == kind).Select(one => one.Json.GetProperty(field).GetString()!).Order(StringComparer.Ordinal);

    /// <summary>A process that takes part in a search.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly ManualResetEventSlim _inTrial = new();
        private readonly Process _process;

        internal Worker(string study, string name, bool waits = false)
        {
            string[] arguments = [typeof(WorkersCommand).Assembly.Location, study, name, .. waits ? (string[])["wait"] : []];
            _process = new Process { StartInfo = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true } };
            _process.OutputDataReceived += (_, line) =>
            {
                if (line.Data == WorkersCommand.InTrial)
                    _inTrial.Set();
            };
            _process.Start();
            _process.BeginOutputReadLine();
        }

        internal void WaitUntilInTrial() => Assert.True(_inTrial.Wait(s_hang), "The process did not begin a trial.");

        internal void GoOn() => _process.StandardInput.WriteLine();

        internal void Signal(string name)
        {
            using Process kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }

        internal int End()
        {
            Assert.True(_process.WaitForExit(s_hang), "The process did not come to its end.");
            return _process.ExitCode;
        }

        public void Dispose()
        {
            if (!_process.HasExited)
                _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
            _inTrial.Dispose();
        }
    }
}
