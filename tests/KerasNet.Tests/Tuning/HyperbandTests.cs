using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

public sealed class HyperbandTests : IDisposable
{
    private readonly TemporaryStudy _study = new();

    public void Dispose() => _study.Dispose();

    /// <summary>With and without an Input, that is, built at once or by its first data.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_promoted_trial_goes_on_with_the_weights_and_the_moments_of_the_one_before(bool hasInput)
    {
        Model Build(HyperParameters hp)
        {
            Sequential model = hasInput ? [new Input([4])] : [];
            model.Add(new Dense(hp.Int("units", 2, 16), "tanh"));
            model.Add(new Dense(2, "softmax"));
            model.Compile(new Adam(0.01), "sparse_categorical_crossentropy");
            return model;
        }

        // Loss falls with every step, so that the best epoch is the last; the steps of the optimizer are counted through.
        List<(int Epoch, long Steps)> begun = [];
        TrialFit fit = SmallSearch.Fit with { Callbacks = [() => new Steps(begun)] };
        using Hyperband tuner = new(HyperModel.From(Build), new HyperbandOracle(new OracleOptions { Objective = "loss", MaxTrials = null, Seed = 4 }, 4, factor: 2), _study.Options);
        tuner.Search(fit);

        Trial[] promoted = [.. tuner.Trials.Where(trial => trial.HyperParameters.TryGet("tuner/trial_id", out _))];
        Assert.NotEmpty(promoted);
        Assert.All(tuner.Trials, trial => Assert.Equal(TrialStatus.Completed, trial.Status));
        foreach (Trial trial in promoted)
        {
            Trial before = tuner.Trials.First(one => one.Id == trial.HyperParameters.Get<string>("tuner/trial_id"));
            Assert.Equal(before.Epochs[^1].Epoch + 1, trial.Epochs[0].Epoch);
            Assert.True(trial.Epochs[0].Logs["loss"] < before.Epochs[^1].Logs["loss"]);
        }

        const int stepsPerEpoch = 3;
        Assert.All(begun, run => Assert.Equal(run.Epoch * stepsPerEpoch, run.Steps));
        Assert.Contains(begun, run => run.Epoch > 0);
    }

    private sealed class Steps(List<(int, long)> begun) : Callback
    {
        private bool _told;

        public override void OnEpochBegin(int epoch)
        {
            if (!_told)
                begun.Add((epoch, Progress.Iterations));
            _told = true;
        }
    }
}
