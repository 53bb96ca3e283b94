namespace KerasNet.Data;

/// <summary>How word ranks become the numbers that a model is fed with: the rules of Keras' <c>imdb.load_data</c> and <c>reuters.load_data</c>.</summary>
/// <param name="NumWords">Words from this number on are unknown; null for the largest number that occurs, which thereby is unknown itself, as in Keras.</param>
/// <param name="SkipTop">Words below this number are unknown.</param>
/// <param name="MaxLength">Sequences of this length or more, counted with the start, are left out.</param>
/// <param name="StartChar">Put before each sequence.</param>
/// <param name="OovChar">Put for each unknown word; null to leave them out.</param>
/// <param name="IndexFrom">Added to each rank.</param>
internal sealed record SequenceRules(int? NumWords, int SkipTop, int? MaxLength, int? StartChar, int? OovChar, int IndexFrom)
{
    /// <summary>Stands for a word that the file itself does not know.</summary>
    private const int Unknown = -1;

    internal void Check()
    {
        AtLeast(NumWords, 1, "numWords");
        AtLeast(SkipTop, 0, "skipTop");
        AtLeast(MaxLength, 1, "maxLen");
        AtLeast(StartChar, 0, "startChar");
        AtLeast(OovChar, 0, "oovChar");
        AtLeast(IndexFrom, 0, "indexFrom");
    }

    /// <summary>Puts a part in order, adds the start and the offset, and leaves out what is too long.</summary>
    /// <exception cref="ArgumentException">All texts are too long.</exception>
    /// <exception cref="InvalidDataException">A rank is negative or too large.</exception>
    internal SequenceSplit Order(SequenceFile file, MersenneTwister random)
    {
        file.CheckRanks(int.MaxValue - IndexFrom);
        int start = StartChar is null ? 0 : 1;
        int[] kept = [.. random.Order(file.Ranks.Length).Where(i => MaxLength is not { } most || file.Ranks[i].Length + start < most)];
        if (kept.Length == 0 && file.Ranks.Length > 0)
            throw new ArgumentException($"No sequence is shorter than maxLen = {MaxLength}, so none was kept. Increase maxLen.", "maxLen");
        int[][] sequences = new int[kept.Length][];
        Parallel.For(0, kept.Length, i => sequences[i] = Shifted(file.Ranks[kept[i]].Span, file.ZeroIsUnknown));
        return new(sequences, Array.ConvertAll(kept, i => file.Labels[i]));
    }

    /// <summary>Replaces the unknown words of all parts, in place where nothing is left out.</summary>
    internal void Limit(params ReadOnlySpan<SequenceSplit> parts)
    {
        int limit = NumWords ?? 0;
        if (NumWords is null)
            foreach (SequenceSplit part in parts)
                foreach (int[] sequence in part.Sequences)
                    limit = Math.Max(limit, sequence.Length == 0 ? 0 : System.Numerics.Tensors.TensorPrimitives.Max<int>(sequence));
        foreach (SequenceSplit part in parts)
        {
            int[][] sequences = part.Sequences;
            Parallel.For(0, sequences.Length, i => sequences[i] = Limited(sequences[i], limit));
        }
    }

    private static void AtLeast(int? value, int least, string name)
    {
        if (value < least)
            throw new ArgumentOutOfRangeException(name, value, $"It must be at least {least}.");
    }

    private int[] Shifted(ReadOnlySpan<int> ranks, bool zeroIsUnknown)
    {
        int start = StartChar is null ? 0 : 1;
        int[] sequence = new int[ranks.Length + start];
        if (StartChar is { } first)
            sequence[0] = first;
        for (int i = 0; i < ranks.Length; i++)
            sequence[start + i] = ranks[i] == 0 && zeroIsUnknown ? Unknown : ranks[i] + IndexFrom;
        return sequence;
    }

    private int[] Limited(int[] sequence, int limit)
    {
        if (OovChar is not { } oov)
            return Array.FindAll(sequence, word => word >= SkipTop && word < limit);
        foreach (ref int word in sequence.AsSpan())
            if (word < SkipTop || word >= limit)
                word = oov;
        return sequence;
    }
}
