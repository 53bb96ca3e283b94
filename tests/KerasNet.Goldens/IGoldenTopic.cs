namespace KerasNet.Goldens;

/// <summary>Knows how to run the cases of one topic against this library.</summary>
internal interface IGoldenTopic
{
    /// <summary>Runs one case. Returns when everything agrees.</summary>
    /// <exception cref="MismatchException">A number or a rule differs.</exception>
    /// <exception cref="NotCoveredException">The case needs a class or argument that does not exist yet. Never for a mismatch.</exception>
    void Run(GoldenCase golden);
}
