namespace KerasNet.Tuning;

/// <summary>Tries points drawn by chance, none twice. Ends early when only points that were tried turn up.</summary>
/// <param name="options">What all searches share.</param>
public sealed class RandomSearchOracle(OracleOptions options) : Oracle(options)
{
    private protected override Proposal Propose(string trialId) => ProposeByChance();
}
