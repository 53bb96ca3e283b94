using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

/// <summary>A study that several workers have, each with an oracle of its own.</summary>
public sealed class SharedStudyTests
{
    private static readonly IReadOnlyDictionary<string, double> s_logs = new Dictionary<string, double> { ["loss"] = 1 };

    private readonly Memory _storage = new();

    [Fact]
    public void A_worker_that_was_held_for_dead_cannot_end_its_trial_when_it_comes_back()
    {
        Study first = Begin();
        Trial lost = first.Create("one");
        Study second = Begin();
        _storage.Gone.Add("one");
        second.Recover("two");
        Trial again = second.Create("two");
        second.Report(again, 0, 0, s_logs);
        int events = _storage.Events.Count;

        Assert.Equal(lost.Id, again.Id);
        Assert.Throws<LostTrialException>(() => first.Report(lost, 0, 0, s_logs));
        first.End(lost, TrialStatus.Failed, message: "late");
        Assert.Equal(events, _storage.Events.Count);

        second.End(again, TrialStatus.Completed, (s_logs, 0));
        first.End(lost, TrialStatus.Completed, (s_logs, 0));
        Assert.Single(_storage.Events, one => one.Kind == StudyEvent.End);
        Assert.Equal(0, lost.Run);
        Assert.Equal(1, again.Run);
    }

    [Fact]
    public void A_process_that_takes_the_name_of_one_that_ended_begins_its_trial_anew()
    {
        Study first = Begin();
        Trial before = first.Create("one");
        Trial after = Begin().Create("one");

        Assert.Equal(before.Id, after.Id);
        Assert.Throws<LostTrialException>(() => first.Report(before, 0, 0, s_logs));
    }

    [Fact]
    public void Asking_in_vain_is_remembered_once_until_something_changes()
    {
        Study first = Begin(maxTrials: 1), second = Begin(maxTrials: 1);
        Trial trial = first.Create("one");
        Assert.Equal(TrialStatus.Stopped, second.Create("two").Status);
        int events = _storage.Events.Count;
        Assert.Equal(TrialStatus.Stopped, second.Create("two").Status);
        Assert.Equal(TrialStatus.Stopped, first.Create("three").Status);
        Assert.Equal(events, _storage.Events.Count);

        first.GiveBack(["one"]);
        Assert.Equal(trial.Id, second.Create("two").Id);
    }

    [Fact]
    public void What_could_not_be_kept_was_not_played()
    {
        Study study = Begin();
        _storage.Fails = true;
        Assert.Throws<IOException>(() => study.Create("one"));
        _storage.Fails = false;

        Assert.Equal(0, study.Read(oracle => oracle.Trials.Count));
        Assert.Equal(Begin().Create("one").HyperParameters.Values, study.Create("one").HyperParameters.Values);
    }

    [Fact]
    public void A_decision_is_made_again_where_others_were_quicker()
    {
        Study first = Begin(), second = Begin();
        Trial? quicker = null;
        _storage.Between = () => quicker = second.Create("two");
        Trial trial = first.Create("one");

        Assert.NotEqual(quicker!.Id, trial.Id);
        Assert.Equal(quicker.HyperParameters.Values, first.Read(oracle => oracle.Trials[quicker.Id]).HyperParameters.Values);
    }

    private Study Begin(int maxTrials = 5)
    {
        HyperParameters space = new();
        space.Int("units", 1, 1000);
        return new Study(new RandomSearchOracle(new OracleOptions { Objective = "loss", MaxTrials = maxTrials, Seed = 1, HyperParameters = space }), _storage, []);
    }

    /// <summary>A storage that can fail, and in which others can be quicker.</summary>
    private sealed class Memory : IStudyStorage
    {
        internal List<StudyEvent> Events { get; } = [];

        internal HashSet<string> Gone { get; } = [];

        internal bool Fails { get; set; }

        internal Action? Between { get; set; }

        public void Update(long after, Func<IReadOnlyList<StudyEvent>, IReadOnlyList<StudyEvent>> action)
        {
            int known = Events.Count;
            IReadOnlyList<StudyEvent> added = action(Events[(int)after..]);
            if (Between is { } others)
            {
                Between = null;
                others();
                added = action(Events[known..]);
            }

            if (Fails)
                throw new IOException("lost");
            Events.AddRange(added);
        }

        public void Heartbeat(string worker)
        {
        }

        public IReadOnlyList<string> Dead(IReadOnlyCollection<string> workers) => [.. workers.Where(Gone.Contains)];

        public void SaveModel(string trialId, int run, Action<string> write) => throw new NotSupportedException();

        public T? ReadModel<T>(string trialId, Func<string, T> read)
            where T : class => null;

        public void Dispose()
        {
        }
    }
}
