using KerasNet.Callbacks;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Callbacks;

public sealed class CallbackTests
{
    private static readonly float[,] s_one = { { 1 } };

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void TerminateOnNaN_stops_after_the_batch(float bad)
    {
        Recorder recorder = new();
        Toy.Line().Fit(new[,] { { bad }, { 1 } }, new float[2, 1], batchSize: 1, epochs: 3, verbose: 0, callbacks: [new TerminateOnNaN(), recorder], shuffle: false);
        Assert.Single(recorder.BatchLosses);
    }

    [Fact]
    public void TerminateOnNaN_may_throw() => Assert.Contains("batch 0", Assert.Throws<ArithmeticException>(() =>
        Toy.Line().Fit(new[,] { { float.NaN } }, s_one, verbose: 0, callbacks: [new TerminateOnNaN(raiseError: true)])).Message);

    [Fact]
    public void TerminateOnNaN_lets_huge_losses_pass() =>
        Assert.Equal(2, Toy.Line(learningRate: 0).Fit(new[,] { { 1e18f } }, s_one, epochs: 2, verbose: 0, callbacks: [new TerminateOnNaN()]).Epoch.Count);

    [Fact]
    public void History_lists_every_entry_by_name()
    {
        History history = Toy.Line(metrics: ["mae"]).Fit(Toy.Rows(4), Toy.Rows(4), epochs: 2, verbose: 0, validationSplit: 0.5);
        Assert.Equal(["loss", "mae", "val_loss", "val_mae"], history.Keys);
        Assert.All(history.ToDictionary().Values, values => Assert.Equal(2, values.Count));
    }

    [Fact]
    public void History_of_an_unknown_name_lists_the_names() =>
        Assert.Contains("loss", Assert.Throws<KeyNotFoundException>(() => Toy.Line().Fit(Toy.Rows(1), Toy.Rows(1), verbose: 0)["los"]).Message);

    [Fact]
    public void A_history_used_again_goes_on()
    {
        History mine = new();
        Sequential model = Toy.Line();
        model.Fit(s_one, s_one, verbose: 0, callbacks: [mine]);
        model.Fit(s_one, s_one, epochs: 2, verbose: 0, callbacks: [mine]);
        Assert.Equal([0, 1], mine.Epoch);
        Assert.Equal(3, mine["loss"].Count);
    }

    [Fact]
    public void Log_names_come_in_the_order_of_their_codes()
    {
        Sequential model = Toy.Line(metrics: [new KerasNet.Metrics.MeanAbsoluteError(name: "zeta"), new KerasNet.Metrics.MeanSquaredError(name: "Alpha")]);
        Assert.Equal(
            ["Alpha", "loss", "val_Alpha", "val_loss", "val_zeta", "zeta"],
            model.Fit(Toy.Rows(4), Toy.Rows(4), verbose: 0, validationSplit: 0.5).Keys);
    }

    [Fact]
    public void Logs_read_as_Keras_prints_them()
    {
        Logs logs = new() { ["loss"] = 0.25119, ["tiny"] = 0.00012345, ["zero"] = 0 };
        Assert.Equal("loss: 0.2512 - tiny: 1.2345e-04 - zero: 0.0000", logs.ToString());
    }
}
