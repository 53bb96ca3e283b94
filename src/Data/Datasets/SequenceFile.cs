namespace KerasNet.Data;

/// <summary>
/// Reads the texts of a data set as word ranks, from an archive of arrays: either as Keras publishes them, where an array holds a Python list per text,
/// or flat, where <c>x_values</c> holds the ranks of all texts one after the other, <c>x_lengths</c> their lengths, and rank 0 a word that is not in the index.
/// </summary>
internal sealed record SequenceFile(string Path, ReadOnlyMemory<int>[] Ranks, int[] Labels, bool ZeroIsUnknown)
{
    /// <summary>Reads one part.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="texts">The array of the texts, such as x_train; flat, x_train_values and x_train_lengths.</param>
    /// <param name="labels">The array of their classes.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="InvalidDataException">The file is damaged or is something else.</exception>
    internal static SequenceFile Read(string path, string texts, string labels, int classes)
    {
        using NpzArchive archive = new(path);
        bool flat = !archive.Names.Contains(texts) && archive.Names.Contains($"{texts}_values");
        SequenceFile file = new(
            path, flat ? Flat(archive, path, texts) : archive.Read(texts, array => array.ToSequences()), archive.Read(labels, array => array.ToInts()), flat);
        if (file.Labels.Length != file.Ranks.Length)
            throw new InvalidDataException($"'{path}' holds {file.Labels.Length:N0} labels and {file.Ranks.Length:N0} texts in {labels} and {texts}.");
        int stray = file.Labels.AsSpan().IndexOfAnyExceptInRange(0, classes - 1);
        return stray < 0
            ? file
            : throw new InvalidDataException($"'{path}' holds the label {file.Labels[stray]} at {stray} of {labels}, expected 0 to {classes - 1}.");
    }

    /// <exception cref="InvalidDataException">A rank is negative or larger than <paramref name="most"/>.</exception>
    internal void CheckRanks(int most)
    {
        foreach (ReadOnlyMemory<int> text in Ranks)
            if (text.Span.IndexOfAnyExceptInRange(0, most) is >= 0 and int stray)
                throw new InvalidDataException($"'{Path}' holds the word rank {text.Span[stray]}, expected 0 to {most}.");
    }

    private static ReadOnlyMemory<int>[] Flat(NpzArchive archive, string path, string texts)
    {
        int[] values = archive.Read($"{texts}_values", array => array.ToInts());
        int[] lengths = archive.Read($"{texts}_lengths", array => array.ToInts());
        ReadOnlyMemory<int>[] ranks = new ReadOnlyMemory<int>[lengths.Length];
        int start = 0;
        for (int i = 0; i < ranks.Length; i++)
        {
            if ((uint)lengths[i] > (uint)(values.Length - start))
            {
                throw new InvalidDataException(
                    $"'{path}' is damaged: {texts}_lengths promises {lengths[i]} words at {i}, where {values.Length - start:N0} are left in {texts}_values.");
            }

            ranks[i] = values.AsMemory(start, lengths[i]);
            start += lengths[i];
        }

        return start == values.Length
            ? ranks
            : throw new InvalidDataException($"'{path}' is damaged: {texts}_lengths promises {start:N0} words, {texts}_values holds {values.Length:N0}.");
    }
}
