using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Callbacks;

/// <summary>ReduceLROnPlateau and LearningRateScheduler.</summary>
public sealed class LearningRateCallbackTests
{
    private static double RateAfter(ReduceLROnPlateau callback, params double[] values)
    {
        ScriptedRun run = new();
        run.Play(callback, callback.Monitor, values);
        return run.Progress.LearningRate;
    }

    [Fact]
    public void The_rate_falls_after_patience_epochs_without_improvement()
    {
        Assert.Equal(0.1, RateAfter(new ReduceLROnPlateau(factor: 0.5, patience: 2), 3, 3), 6);
        Assert.Equal(0.05, RateAfter(new ReduceLROnPlateau(factor: 0.5, patience: 2), 3, 3, 3), 6);
        Assert.Equal(0.025, RateAfter(new ReduceLROnPlateau(factor: 0.5, patience: 2), 3, 3, 3, 3, 3), 6);
    }

    [Fact]
    public void An_improvement_starts_the_waiting_anew() => Assert.Equal(0.1, RateAfter(new ReduceLROnPlateau(factor: 0.5, patience: 2), 3, 3, 2, 2), 6);

    [Fact]
    public void A_change_smaller_than_minDelta_is_no_improvement() =>
        Assert.Equal(0.05, RateAfter(new ReduceLROnPlateau(factor: 0.5, patience: 1, minDelta: 0.5), 3, 2.6), 6);

    [Fact]
    public void Mode_max_wants_more() =>
        Assert.Equal(0.05, RateAfter(new ReduceLROnPlateau("val_score", 0.5, 1, mode: MonitorMode.Max), 3, 4, 2), 6);

    [Fact]
    public void Epochs_of_the_cooldown_are_not_waited_for() =>
        Assert.Equal(0.05, RateAfter(new ReduceLROnPlateau(factor: 0.5, patience: 1, cooldown: 3), 3, 3, 3, 3), 6);

    [Fact]
    public void It_never_goes_below_minLr()
    {
        ReduceLROnPlateau callback = new(factor: 0.1, patience: 1, minLr: 0.02);
        Assert.Equal(0.02, RateAfter(callback, 3, 3, 3, 3), 6);
        Assert.Equal(2, callback.Wait);
    }

    [Fact]
    public void A_second_run_starts_afresh()
    {
        ReduceLROnPlateau callback = new(factor: 0.5, patience: 1);
        RateAfter(callback, 1, 2);
        Assert.Equal(0.1, RateAfter(callback, 9, 8), 6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void The_factor_is_below_1(double factor) =>
        Assert.Contains("below 1", Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLROnPlateau(factor: factor)).Message);

    [Fact]
    public void What_it_says_is_what_Keras_says()
    {
        using Heard heard = new();
        RateAfter(new ReduceLROnPlateau(factor: 0.5, patience: 1, verbose: 1), 3, 3);
        Assert.Equal(["Epoch 2: ReduceLROnPlateau reducing learning rate to 0.05."], heard.Said);
    }

    [Fact]
    public void A_schedule_of_the_optimizer_is_an_error_before_training()
    {
        Sequential model = [new Input([1]), new Dense(1)];
        model.Compile(new SGD(new ExponentialDecay(0.1, 10, 0.9)), "mse");
        float before = Toy.Weight(model);
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() =>
            model.Fit(Toy.Rows(2), Toy.Rows(2), verbose: 0, callbacks: [new ReduceLROnPlateau("loss")]));
        Assert.Contains("schedule", e.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, Toy.Weight(model));
    }

    [Fact]
    public void A_real_run_logs_the_rate_each_epoch_was_trained_with()
    {
        // A rate this large makes every epoch worse.
        History history = Toy.Line(learningRate: 1.5).Fit(
            new[,] { { 1f } }, new float[1, 1], epochs: 3, verbose: 0, callbacks: [new ReduceLROnPlateau("loss", factor: 0.1, patience: 1)]);
        Assert.Equal([1.5, 1.5, (double)(float)(1.5f * 0.1)], history["learning_rate"]);
        Assert.True(history["loss"][1] > history["loss"][0]);
    }

    [Fact]
    public void The_scheduler_sets_the_rate_at_the_begin_of_each_epoch()
    {
        List<(int, double)> calls = [];
        double Halve(int epoch, double rate)
        {
            calls.Add((epoch, rate));
            return rate / 2;
        }

        History history = Toy.Line(learningRate: 1).Fit(Toy.Rows(1), Toy.Rows(1), epochs: 3, verbose: 0, callbacks: [new LearningRateScheduler(Halve)]);
        Assert.Equal([0.5, 0.25, 0.125], history["learning_rate"]);
        Assert.Equal([(0, 1.0), (1, 0.5), (2, 0.25)], calls);
    }

    [Fact]
    public void It_acts_on_the_steps_of_the_epoch()
    {
        Sequential model = Toy.Line(learningRate: 1);
        model.Fit(new[,] { { 1f } }, new float[1, 1], verbose: 0, callbacks: [new LearningRateScheduler(_ => 0.25)]);

        // w − rate · 2·w·x² with w = 1.
        Assert.Equal(0.5f, Toy.Weight(model));
    }

    [Fact]
    public void What_the_scheduler_says_is_what_Keras_says()
    {
        using Heard heard = new();
        Toy.Line().Fit(Toy.Rows(1), Toy.Rows(1), epochs: 2, verbose: 0, callbacks: [new LearningRateScheduler(epoch => epoch == 0 ? 0.1 : 1e-5, verbose: 1)]);
        Assert.Equal(
            ["Epoch 1: LearningRateScheduler setting learning rate to 0.1.", "Epoch 2: LearningRateScheduler setting learning rate to 1e-05."],
            heard.Said);
    }

    [Fact]
    public void A_rate_that_is_no_number_is_refused() => Assert.Contains("epoch 0", Assert.Throws<InvalidOperationException>(() =>
        Toy.Line().Fit(Toy.Rows(1), Toy.Rows(1), verbose: 0, callbacks: [new LearningRateScheduler(_ => double.NaN)])).Message);

    [Fact]
    public void A_name_that_is_not_logged_warns_and_changes_nothing()
    {
        using Heard heard = new();
        ScriptedRun run = new();
        run.Play(new ReduceLROnPlateau(patience: 1), "loss", 1, 2);
        Assert.Equal(2, heard.Warnings.Count);
        Assert.Equal(0.1, run.Progress.LearningRate);
    }
}
