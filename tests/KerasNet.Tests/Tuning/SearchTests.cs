using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

public sealed class SearchTests : IDisposable
{
    private readonly TemporaryStudy _study = new();

    public void Dispose() => _study.Dispose();

    [Fact]
    public void The_best_model_has_the_weights_of_its_best_epoch()
    {
        using RandomSearch tuner = SmallSearch.Random(_study);
        tuner.Search(SmallSearch.X, SmallSearch.Y, epochs: 3, validationSplit: 0.25);
        Assert.Equal(4, tuner.Trials.Count);
        Assert.All(tuner.Trials, trial => Assert.Equal(TrialStatus.Completed, trial.Status));
        Assert.All(tuner.Trials, trial => Assert.Equal(3, trial.Epochs.Count));
        Trial best = tuner.GetBestTrials()[0];
        Assert.Equal(tuner.Trials.Max(trial => trial.Score), best.Score);
        Assert.Equal(best.Epochs.Max(epoch => epoch.Logs["val_accuracy"]), best.Score);
        Assert.Equal(best.HyperParameters.Values, tuner.GetBestHyperParameters()[0].Values);

        // The last quarter of the data was held back; the model that was kept scores there as its epoch did.
        int[] held = SmallSearch.Y[72..];
        float[,] x = new float[held.Length, 4];
        Array.Copy(SmallSearch.X, 72 * 4, x, 0, x.Length);
        Assert.Equal(best.Score!.Value, tuner.GetBestModels()[0].Evaluate(x, held, verbose: 0)["accuracy"], 1e-6);
    }

    [Fact]
    public void Trials_that_run_at_once_come_to_what_they_come_to_one_after_another()
    {
        using RandomSearch alone = SmallSearch.Random(_study);
        alone.Search(SmallSearch.Fit);
        using TemporaryStudy other = new();
        using RandomSearch together = SmallSearch.Random(other, options: other.Options with { ParallelTrials = 3 });
        together.Search(SmallSearch.Fit);
        Assert.Equal(SmallSearch.Outcome(alone), SmallSearch.Outcome(together));
    }

    [Fact]
    public void A_search_that_was_stopped_goes_on_to_the_same_end()
    {
        using TemporaryStudy other = new();
        using RandomSearch whole = SmallSearch.Random(other);
        whole.Search(SmallSearch.Fit);
        using (RandomSearch first = SmallSearch.Random(_study))
        {
            using CancellationTokenSource stop = new();
            int epochs = 0;
            LambdaCallback stops = new(onEpochBegin: _ =>
            {
                if (++epochs == 4)
                    stop.Cancel();
            });
            first.Search(SmallSearch.Fit with { Callbacks = [() => stops] }, stop.Token);
            Assert.Equal(2, first.Trials.Count);
            Assert.Equal(TrialStatus.Running, first.Trials[1].Status);
        }

        using RandomSearch second = SmallSearch.Random(_study);
        Assert.Equal(2, second.Trials.Count);
        second.Search(SmallSearch.Fit);
        Assert.Equal(SmallSearch.Outcome(whole), SmallSearch.Outcome(second));
        Assert.Equal(whole.GetBestModels()[0].GetWeights().SelectMany(weight => weight.ToArray()), second.GetBestModels()[0].GetWeights().SelectMany(weight => weight.ToArray()));
    }

    [Fact]
    public void A_study_may_be_given_more_trials_and_needs_no_seed_to_go_on()
    {
        using (RandomSearch first = new(SmallSearch.Build, SmallSearch.Objective, 9, options: _study.Options))
            first.Search(SmallSearch.Fit);
        string ended;
        using (RandomSearch second = new(SmallSearch.Build, SmallSearch.Objective, 11, options: _study.Options))
        {
            second.Search(SmallSearch.Fit);
            Assert.Equal(11, second.Trials.Count);
            ended = SmallSearch.Outcome(second);
        }

        using RandomSearch third = new(SmallSearch.Build, SmallSearch.Objective, 11, options: _study.Options);
        Assert.Equal(ended, SmallSearch.Outcome(third));
    }

    [Fact]
    public void A_study_does_not_go_on_under_other_options()
    {
        using (SmallSearch.Random(_study))
        {
        }

        StudyMismatchException error = Assert.Throws<StudyMismatchException>(() => SmallSearch.Random(_study, objective: "val_loss"));
        Assert.Contains("objective", error.Message, StringComparison.Ordinal);
        Assert.Contains("Grid", Assert.Throws<StudyMismatchException>(() => new GridSearch(SmallSearch.Build, SmallSearch.Objective, options: _study.Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_does_not_go_on_with_other_data()
    {
        using (RandomSearch first = SmallSearch.Random(_study, trials: 1))
            first.Search(SmallSearch.Fit);
        using RandomSearch second = SmallSearch.Random(_study, trials: 2);
        StudyMismatchException error = Assert.Throws<StudyMismatchException>(() => second.Search(new float[10, 4], new int[10], validationSplit: 0.5));
        Assert.Contains("96 samples, but these are 10", error.Message, StringComparison.Ordinal);
        second.Search(SmallSearch.Fit);
        Assert.Equal(2, second.Trials.Count);
    }

    [Fact]
    public void Overwriting_a_study_touches_nothing_else_in_its_folder()
    {
        using (RandomSearch first = SmallSearch.Random(_study))
            first.Search(SmallSearch.Fit);
        string notes = Path.Combine(_study.Folder, "notes.txt");
        File.WriteAllText(notes, "mine");
        using RandomSearch second = new(SmallSearch.Build, "val_loss", 2, seed: 3, options: _study.Options with { Overwrite = true });
        Assert.Empty(second.Trials);
        Assert.Equal("mine", File.ReadAllText(notes));
        Assert.Empty(Directory.EnumerateDirectories(_study.Folder));
    }

    [Fact]
    public void Two_tuners_cannot_share_a_journal()
    {
        using RandomSearch first = SmallSearch.Random(_study);
        Assert.Contains("Is another tuner open on it", Assert.Throws<IOException>(() => SmallSearch.Random(_study)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_not_logged_ends_the_search_after_the_first_epoch()
    {
        using RandomSearch tuner = new(SmallSearch.Build, new Objective("val_acuracy", Direction.Max), 4, options: _study.Options);
        int epochs = 0;
        LambdaCallback counts = new(onEpochBegin: _ => epochs++);
        SearchException error = Assert.Throws<SearchException>(() => tuner.Search(SmallSearch.Fit with { Callbacks = [() => counts] }));
        Assert.Contains("'val_acuracy'", error.Message, StringComparison.Ordinal);
        Assert.Contains("val_accuracy", error.Message, StringComparison.Ordinal);
        Assert.Single(tuner.Trials);
        Assert.Equal(1, epochs);
    }

    [Fact]
    public void An_unknown_name_needs_a_direction() =>
        Assert.Contains("Direction.Min", Assert.Throws<ArgumentException>(() => SmallSearch.Random(_study, objective: "val_beauty")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_trial_that_fails_is_tried_again_and_does_not_stop_the_others()
    {
        int built = 0;
        Model Build(HyperParameters hp)
        {
            // The first build explores the space; of the trials the second fails twice.
            if (++built is 3 or 4)
                throw new InvalidOperationException("out of luck");
            return SmallSearch.Build(hp);
        }

        OracleOptions search = new() { Objective = SmallSearch.Objective, MaxTrials = 3, Seed = 3, MaxRetriesPerTrial = 1 };
        using RandomSearch tuner = new(HyperModel.From(Build), search, _study.Options);
        tuner.Search(SmallSearch.Fit);
        Assert.Equal([TrialStatus.Completed, TrialStatus.Failed, TrialStatus.Completed], tuner.Trials.Select(trial => trial.Status));
        Assert.Contains("out of luck", tuner.Trials[1].Message, StringComparison.Ordinal);
        Assert.Equal(2, tuner.Oracle.Runs[tuner.Trials[1].Id]);
    }

    [Fact]
    public void Too_many_failures_end_the_search_with_their_cause()
    {
        int built = 0;
        using RandomSearch tuner = new(hp => ++built == 1 ? SmallSearch.Build(hp) : throw new InvalidOperationException("always"), SmallSearch.Objective, options: _study.Options);
        TooManyFailuresException error = Assert.Throws<TooManyFailuresException>(() => tuner.Search(SmallSearch.Fit));
        Assert.Contains("always", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, tuner.Trials.Count);
    }

    [Fact]
    public void A_model_that_is_too_large_fails_its_trial()
    {
        using RandomSearch tuner = SmallSearch.Random(_study, options: _study.Options with { MaxModelSize = 50 });
        tuner.Search(SmallSearch.Fit);
        Assert.Contains(tuner.Trials, trial => trial.Status == TrialStatus.Completed);
        Trial large = tuner.Trials.First(trial => trial.Status == TrialStatus.Failed);
        Assert.Contains("more than the 50 allowed", large.Message, StringComparison.Ordinal);
        Assert.Equal(1, tuner.Oracle.Runs[large.Id]);
    }

    [Fact]
    public void Executions_of_a_trial_differ_and_their_mean_counts()
    {
        using RandomSearch tuner = SmallSearch.Random(_study, 2, _study.Options with { ExecutionsPerTrial = 3 });
        tuner.Search(SmallSearch.Fit);
        Trial trial = tuner.Trials[0];
        Assert.Equal(6, trial.Epochs.Count);
        double[] bests = [.. trial.Epochs.GroupBy(epoch => epoch.Execution).Select(one => one.Max(epoch => epoch.Logs["val_accuracy"]))];
        Assert.Equal(3, trial.Epochs.Select(epoch => epoch.Logs["loss"]).Where((_, i) => i % 2 == 0).Distinct().Count());
        Assert.Equal(bests.Average(), trial.Score!.Value, 1e-12);
    }

    [Fact]
    public async Task Finished_trials_come_one_by_one()
    {
        using RandomSearch tuner = SmallSearch.Random(_study);
        List<string> ended = [];
        await foreach (Trial trial in tuner.SearchAsync(SmallSearch.Fit, TestContext.Current.CancellationToken))
            ended.Add(trial.Id);
        Assert.Equal(tuner.Trials.Select(trial => trial.Id), ended);
    }

    [Fact]
    public async Task Leaving_the_loop_ends_the_search()
    {
        using RandomSearch tuner = SmallSearch.Random(_study, trials: 200);
        await foreach (Trial trial in tuner.SearchAsync(SmallSearch.Fit, TestContext.Current.CancellationToken))
            if (trial.Id == "002")
                break;
        int tried = tuner.Trials.Count;
        Assert.InRange(tried, 3, 199);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(tried, tuner.Trials.Count);
    }

    [Fact]
    public async Task A_search_that_fails_says_so_to_the_reader()
    {
        using RandomSearch tuner = new(SmallSearch.Build, new Objective("val_acuracy", Direction.Max), 4, options: _study.Options);
        await Assert.ThrowsAsync<SearchException>(async () =>
        {
            await foreach (Trial _ in tuner.SearchAsync(SmallSearch.Fit, TestContext.Current.CancellationToken))
            {
            }
        });
    }
}
