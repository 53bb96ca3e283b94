namespace KerasNet.Layers;

/// <summary>The arguments that StringLookup, IntegerLookup and TextVectorization share, checked together.</summary>
internal static class LookupRules
{
    internal const string FloorModulo = "floormod";
    internal const string Farm = "farmhash";

    /// <summary>Fails unless the arguments fit each other.</summary>
    internal static void Check(Layer layer, int? maxTokens, int numOovIndices, string outputMode, bool padToMaxTokens, bool invert, string oovMethod)
    {
        if (maxTokens <= 1)
            throw new ArgumentOutOfRangeException(nameof(maxTokens), maxTokens, $"{layer}: maxTokens must be above 1: it counts special tokens too.");
        if (numOovIndices < 0)
            throw new ArgumentOutOfRangeException(nameof(numOovIndices), numOovIndices, $"{layer}: numOovIndices must be 0 or more.");
        if (invert && outputMode != CategoryModes.Int)
            throw new ArgumentException($"{layer}: invert needs the output mode 'int'. Received: '{outputMode}'.", nameof(outputMode));
        if (padToMaxTokens && maxTokens is null)
            throw new ArgumentException($"{layer}: padToMaxTokens needs maxTokens.", nameof(padToMaxTokens));
        if (oovMethod is not (FloorModulo or Farm))
            throw Naming.Unknown("oovMethod", oovMethod, [FloorModulo, Farm]);
    }
}
