using KerasNet.Goldens;

namespace KerasNet.Tests.Goldens;

/// <summary>The vectors that real Keras wrote, through the same code as the console program.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Topics => [.. GoldenFolder.Find().Topics];

    [Theory]
    [MemberData(nameof(Topics))]
    public void Nothing_differs_from_Keras(string topic)
    {
        IReadOnlyList<Outcome> outcomes = GoldenRunner.Run(GoldenFolder.Find(), topic);

        Assert.NotEmpty(outcomes);
        Assert.Empty(outcomes.Where(outcome => outcome.Verdict == Verdict.Failed).Select(outcome => $"{outcome.Name}: {outcome.Reason}"));
    }
}
