namespace KerasNet.Data;

/// <summary>How files of a folder become batches.</summary>
/// <param name="LabelMode">How labels are given.</param>
/// <param name="BatchSize">Files per batch; null gives them one by one.</param>
/// <param name="Workers">How many threads read.</param>
internal record FolderOptions(LabelMode LabelMode, int? BatchSize, int Workers)
{
    /// <summary>Fails unless all options are possible.</summary>
    /// <exception cref="ArgumentException">One is not.</exception>
    internal virtual void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize ?? 1, 1, "batchSize");
        ArgumentOutOfRangeException.ThrowIfLessThan(Workers, 1, "workers");
        Known(LabelMode, "labelMode");
    }

    private protected static void Known<T>(T value, string name)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {string.Join(", ", Enum.GetNames<T>())}.");
    }
}
