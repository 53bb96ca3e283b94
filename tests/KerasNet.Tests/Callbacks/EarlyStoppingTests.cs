using KerasNet.Callbacks;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Callbacks;

public sealed class EarlyStoppingTests
{
    private static int Epochs(EarlyStopping stopping, params double[] values) => new ScriptedRun().Play(stopping, stopping.Monitor, values);

    [Fact]
    public void Patience_0_stops_at_the_first_epoch_without_improvement() => Assert.Equal(3, Epochs(new EarlyStopping(), 3, 2, 2, 1));

    [Fact]
    public void It_never_stops_after_the_first_epoch() => Assert.Equal(2, Epochs(new EarlyStopping(baseline: 0), 3, 3, 3));

    [Fact]
    public void Patience_counts_epochs_since_the_best() => Assert.Equal(5, Epochs(new EarlyStopping(patience: 2), 5, 6, 4, 5, 5, 1));

    [Fact]
    public void A_change_of_minDelta_is_no_improvement() => Assert.Equal(2, Epochs(new EarlyStopping(minDelta: 0.5), 3, 2.5, 1));

    [Fact]
    public void A_negative_minDelta_counts_as_positive() => Assert.Equal(2, Epochs(new EarlyStopping(minDelta: -0.5), 3, 2.5, 1));

    [Fact]
    public void Mode_max_wants_more() => Assert.Equal(3, Epochs(new EarlyStopping("val_score", mode: MonitorMode.Max), 1, 2, 1, 3));

    [Fact]
    public void Mode_auto_asks_the_metric()
    {
        Assert.Equal(3, Epochs(new EarlyStopping("val_accuracy"), 1, 2, 1, 3));
        Assert.Equal(2, Epochs(new EarlyStopping("val_mae"), 1, 2, 1, 3));
    }

    [Fact]
    public void Mode_auto_of_a_name_nobody_knows_is_an_error_at_the_first_epoch() =>
        Assert.Contains("MonitorMode", Assert.Throws<ArgumentException>(() => Epochs(new EarlyStopping("val_score"), 1)).Message);

    [Fact]
    public void The_wait_starts_anew_only_where_the_baseline_is_beaten_too()
    {
        EarlyStopping stopping = new(baseline: 1, patience: 3);
        Assert.Equal(3, Epochs(stopping, 5, 4, 4.5, 0.5));
        Assert.Equal(3, stopping.Wait);
    }

    [Fact]
    public void Improving_without_reaching_the_baseline_does_not_stop_in_that_epoch()
    {
        EarlyStopping stopping = new(baseline: 1, patience: 1);
        Assert.Equal(3, Epochs(stopping, 5, 4, 4.5));
    }

    [Fact]
    public void Epochs_before_startFromEpoch_are_not_looked_at()
    {
        EarlyStopping stopping = new(startFromEpoch: 2);
        Assert.Equal(4, Epochs(stopping, 0, 0, 5, 6, 7));
        Assert.Equal((5, 2), (stopping.Best, stopping.BestEpoch));
    }

    [Fact]
    public void The_weights_of_the_best_epoch_come_back()
    {
        ScriptedRun run = new();
        run.Play(new EarlyStopping(patience: 2, restoreBestWeights: true), "val_loss", 5, 4, 3, 4, 4);
        Assert.Equal(3, run.Weight);
    }

    [Fact]
    public void They_come_back_even_if_nothing_stopped()
    {
        ScriptedRun run = new();
        run.Play(new EarlyStopping(patience: 9, restoreBestWeights: true), "val_loss", 5, 3, 4);
        Assert.Equal(2, run.Weight);
    }

    [Fact]
    public void Without_asking_the_last_weights_stay()
    {
        ScriptedRun run = new();
        run.Play(new EarlyStopping(patience: 1), "val_loss", 5, 3, 4);
        Assert.Equal(3, run.Weight);
    }

    [Fact]
    public void NaN_is_no_improvement_and_stays_the_best_if_it_came_first()
    {
        EarlyStopping stopping = new(patience: 3);
        Assert.Equal(4, Epochs(stopping, double.NaN, 3, 2, 1, 0));
        Assert.Equal(double.NaN, stopping.Best);
    }

    [Fact]
    public void A_second_run_starts_afresh()
    {
        EarlyStopping stopping = new(patience: 1);
        Epochs(stopping, 1, 2);
        Assert.Equal(3, Epochs(stopping, 9, 8, 9));
        Assert.Equal(8, stopping.Best);
    }

    [Fact]
    public void A_missing_entry_does_nothing()
    {
        EarlyStopping stopping = new("val_loss");
        new ScriptedRun().Play(stopping, "loss", 1, 2, 3);
        Assert.Null(stopping.Best);
    }

    [Fact]
    public void A_name_that_the_run_does_not_log_is_refused_before_training()
    {
        Sequential model = Toy.Line(metrics: ["mae"]);
        ArgumentException e = Assert.Throws<ArgumentException>(() =>
            model.Fit(Toy.Rows(4), Toy.Rows(4, 1, 2), verbose: 0, callbacks: [new EarlyStopping("mea")]));
        Assert.Contains("Did you mean 'mae'?", e.Message);
        Assert.Equal(1, Toy.Weight(model));
    }

    [Fact]
    public void Watching_validation_without_any_says_what_to_pass() => Assert.Contains("validation", Assert.Throws<ArgumentException>(() =>
        Toy.Line().Fit(Toy.Rows(4), Toy.Rows(4), verbose: 0, callbacks: [new EarlyStopping()])).Message);

    [Fact]
    public void It_stops_a_real_run_and_brings_the_best_weights_back()
    {
        // A rate this large overshoots: every epoch is worse than the one before.
        Sequential model = Toy.Line(learningRate: 1.5);
        List<float> weights = [];
        History history = model.Fit(
            new[,] { { 1f } }, new float[1, 1], epochs: 10, verbose: 0, validationData: (new[,] { { 1f } }, new float[1, 1]),
            callbacks: [new LambdaCallback(onEpochEnd: (_, _) => weights.Add(Toy.Weight(model))), new EarlyStopping(patience: 2, restoreBestWeights: true)]);
        Assert.Equal(3, history.Epoch.Count);
        Assert.Equal(weights[0], Toy.Weight(model));
    }
}
