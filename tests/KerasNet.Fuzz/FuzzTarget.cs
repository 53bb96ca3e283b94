namespace KerasNet.Fuzz;

/// <summary>A reader of files that are not trusted.</summary>
/// <param name="Name">The word on the command line.</param>
/// <param name="Seeds">Gives real files, from which broken ones are made.</param>
/// <param name="Read">Reads a file; the number is drawn and may choose between ways of reading.</param>
/// <param name="Refusal">The one type of exception that says a file is refused.</param>
internal sealed record FuzzTarget(string Name, Func<IReadOnlyList<byte[]>> Seeds, Action<byte[], int> Read, Type Refusal)
{
    /// <summary>Mends check sums, so that a change behind them is not refused at once.</summary>
    internal Action<byte[]> Mend { get; init; } = _ => { };

    /// <summary>The most seconds that a file may take.</summary>
    internal double MostSeconds { get; init; } = 1;

    /// <summary>The most bytes that a file of up to <see cref="SmallFile"/> bytes may make the reader allocate, all in all.</summary>
    internal long MostBytes { get; init; } = 64L << 20;

    /// <summary>
    /// The part of the broken files that must still be read, lest nearly all are refused at once. Formats that promise their own length refuse most changes.
    /// </summary>
    internal double LeastRead { get; init; } = 0.1;

    /// <summary>How many files a test reads: fewer where each is a whole model to be built.</summary>
    internal int TestCount { get; init; } = 2_000;

    /// <summary>The length up to which <see cref="MostBytes"/> holds.</summary>
    internal int SmallFile { get; init; } = 100 << 10;
}
