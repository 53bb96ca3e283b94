using KerasNet.Tests.Data.Datasets;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

/// <summary>Searches for the least value of a function, without models.</summary>
internal sealed class FunctionSearch(TemporaryFolder folder, Func<HyperParameters, double> function, int trials, int verbose = 0, int inARow = 3) : Tuner(
    HyperModel.From(_ => new Sequential()),
    new RandomSearchOracle(new OracleOptions { MaxTrials = trials, Seed = 4, MaxConsecutiveFailedTrials = inARow }),
    new TunerOptions { Directory = folder.Path, ProjectName = "function", Verbose = verbose })
{
    protected override void BuildOnce(HyperParameters hp, TrialFit fit) => function(hp);

    protected override TrialResult RunTrial(Trial trial, TrialFit fit) => function(trial.HyperParameters);
}
