using System.Diagnostics;

namespace KerasNet.Fuzz;

/// <summary>A file that did harm.</summary>
/// <param name="Index">Its number.</param>
/// <param name="What">What it did.</param>
/// <param name="File">Its bytes.</param>
internal sealed record FuzzFailure(int Index, string What, byte[] File);

/// <summary>How a run ended.</summary>
internal sealed class FuzzSummary
{
    internal int Read { get; set; }

    internal int Refused { get; set; }

    internal double MostMilliseconds { get; set; }

    internal long MostBytes { get; set; }

    internal List<FuzzFailure> Failures { get; } = [];
}

/// <summary>Reads broken files under watch: of exceptions, of time, and of memory.</summary>
/// <param name="target">What is fuzzed.</param>
/// <param name="seed">The seed of all files.</param>
internal sealed class Fuzzer(FuzzTarget target, int seed)
{
    /// <summary>A file that seems too slow is read so often: a machine may have been busy with something else.</summary>
    private const int Attempts = 5;

    private readonly Mutator _mutator = new(target, seed);

    /// <summary>The file that is being read, and since when; for a watch over readers that never return.</summary>
    internal (int Index, long Since) Current { get; private set; }

    /// <summary>Reads the files of the numbers <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> − 1.</summary>
    internal FuzzSummary Run(int first, int count, Action<FuzzSummary>? progress = null)
    {
        FuzzSummary summary = new();
        for (int index = first; index < first + count; index++)
        {
            (byte[] file, int choice) = _mutator.Make(index);
            Current = (index, Stopwatch.GetTimestamp());
            if (Fault(file, choice, summary) is { } what)
                summary.Failures.Add(new(index, what, file));
            progress?.Invoke(summary);
        }

        return summary;
    }

    /// <summary>The bytes of a file.</summary>
    internal byte[] File(int index) => _mutator.Make(index).File;

    private string? Fault(byte[] file, int choice, FuzzSummary summary)
    {
        double least = double.PositiveInfinity;
        for (int attempt = 0; attempt < Attempts && least > target.MostSeconds; attempt++)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            bool refused = false;
            try
            {
                target.Read(file, choice);
            }
            catch (Exception e) when (e.GetType() == target.Refusal)
            {
                refused = true;
            }
            catch (Exception e)
            {
                return $"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n')[0].Trim()}";
            }

            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalSeconds);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (attempt == 0)
            {
                summary.Read += refused ? 0 : 1;
                summary.Refused += refused ? 1 : 0;
                summary.MostBytes = Math.Max(summary.MostBytes, bytes);
            }

            if (file.Length <= target.SmallFile && bytes > target.MostBytes)
                return $"allocated {bytes:N0} bytes for a file of {file.Length:N0}";
        }

        summary.MostMilliseconds = Math.Max(summary.MostMilliseconds, 1000 * least);
        return least > target.MostSeconds ? $"took {least:F2} s" : null;
    }
}
