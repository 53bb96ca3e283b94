namespace KerasNet.Tuning;

/// <content>The end of a search: the best model meets samples that no trial saw.</content>
public partial class Tuner
{
    /// <summary>
    /// How the best model did on the samples of <see cref="TunerOptions.TestSplit"/> or <see cref="TrialFit.TestData"/>; null until the search is over. It is measured once, and
    /// again only if the search is taken up with more trials and another model becomes the best.
    /// </summary>
    public TestResult? TestResult => _study.Read(_ => _study.Tested);

    private void TestBest(TrialFit? test, CancellationToken cancellationToken)
    {
        // Where others still train, they measure the best when they are done.
        if (test is null || cancellationToken.IsCancellationRequested || _study.Read(oracle => oracle.Ongoing.Count > 0 || oracle.RetryQueue.Count > 0))
            return;
        if (GetBestTrials(1).FirstOrDefault() is not { } best || TestResult?.TrialId == best.Id || LoadModel(best.Id) is not { } model)
            return;
        using IDisposable session = Keras.Session(HashCode(Oracle.Seed, best.Id, -1));
        _study.Test(new TestResult(best.Id, HyperModel.Evaluate(best.HyperParameters, model, test.X!, test.Y, test.SampleWeight)));
    }
}
