using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Callbacks;

/// <summary>One weight w, which starts at 1 and is trained towards 0 by w ← w/2, with averages a ← (a + w)/2 that start at the first w.</summary>
public sealed class SwapEMAWeightsTests
{
    private static readonly float[,] s_one = { { 1 } };
    private static readonly float[,] s_zero = { { 0 } };

    private static Sequential Model(bool useEma = true, bool scaled = false)
    {
        Sequential model = [new Input([1]), new Dense(1, kernelInitializer: new Ones(), useBias: false)];
        SGD sgd = new(0.25, useEma: useEma, emaMomentum: 0.5);
        model.Compile(scaled ? new LossScaleOptimizer(sgd) : sgd, "mse");
        return model;
    }

    private static List<(string Hook, float Weight)> Fit(Sequential model, int epochs, params Callback[] callbacks)
    {
        List<(string, float)> seen = [];
        void Note(string hook) => seen.Add((hook, Toy.Weight(model)));
        LambdaCallback watch = new(
            onEpochBegin: _ => Note("begin"), onEpochEnd: (_, _) => Note("end"), onTestBatchEnd: (_, _) => Note("test"), onTrainBatchBegin: _ => Note("train"));
        model.Fit(s_one, s_zero, epochs: epochs, verbose: 0, callbacks: [callbacks[0], watch, .. callbacks[1..]], validationData: (s_one, s_zero));
        return seen;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Validation_sees_the_averages_and_training_the_weights(bool scaled) => Assert.Equal(
        [
            ("begin", 1f), ("train", 1f), ("test", 0.5f), ("end", 0.5f),
            ("begin", 0.5f), ("train", 0.5f), ("test", 0.375f), ("end", 0.25f),
        ],
        Fit(Model(scaled: scaled), 2, new SwapEMAWeights()));

    [Fact]
    public void With_swapOnEpoch_they_are_in_the_model_between_epochs() => Assert.Equal(
        [
            ("begin", 1f), ("train", 1f), ("test", 0.5f), ("end", 0.5f),
            ("begin", 0.5f), ("train", 0.5f), ("test", 0.375f), ("end", 0.375f),
            ("begin", 0.25f), ("train", 0.25f), ("test", 0.25f), ("end", 0.25f),
        ],
        Fit(Model(), 3, new SwapEMAWeights(swapOnEpoch: true)));

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Training_ends_with_the_averages_however_it_ends(bool swapOnEpoch, bool stopsEarly)
    {
        Sequential model = Model();
        LambdaCallback stop = null!;
        stop = new LambdaCallback(onEpochEnd: (epoch, _) => stop.Progress.StopTraining = stopsEarly && epoch == 1);
        Fit(model, stopsEarly ? 9 : 2, new SwapEMAWeights(swapOnEpoch), stop);
        Assert.Equal(0.375f, Toy.Weight(model));
    }

    [Fact]
    public void A_prediction_sees_the_averages_and_gives_the_weights_back()
    {
        Sequential model = Model();
        SwapEMAWeights swap = new();
        List<float> predicted = [];
        LambdaCallback ask = new(onEpochEnd: (_, _) =>
        {
            float before = Toy.Weight(model);
            predicted.Add(model.Predict(s_one, callbacks: [new SwapEMAWeights()])[0, 0]);
            Assert.Equal(before, Toy.Weight(model));
        });
        model.Fit(s_one, s_zero, epochs: 3, verbose: 0, callbacks: [swap, ask]);
        Assert.Equal([0.5f, 0.375f, 0.25f], predicted);
    }

    [Fact]
    public void An_optimizer_without_averages_is_an_error_before_training()
    {
        Sequential model = Model(useEma: false);
        Assert.Contains("useEma", Assert.Throws<InvalidOperationException>(() => Fit(model, 1, new SwapEMAWeights())).Message);
        Assert.Equal(1, Toy.Weight(model));
    }

    [Fact]
    public void Before_the_first_step_there_is_nothing_to_exchange()
    {
        Sequential model = Model();
        model.Fit(s_one, s_zero, epochs: 0, verbose: 0);
        Assert.Equal(1, model.Evaluate(s_one, s_zero, verbose: 0, callbacks: [new SwapEMAWeights()])["loss"]);
        Assert.Equal(1, Toy.Weight(model));
    }
}
