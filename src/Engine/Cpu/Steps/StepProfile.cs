using System.Collections.Concurrent;
using System.Diagnostics;

namespace KerasNet.Engine.Cpu;

/// <summary>
/// Where the time goes: with KERASNET_PROFILE=1 in the environment, the time of each step is added up and printed with the shortest to the error stream at the end.
/// </summary>
internal static class StepProfile
{
    /// <summary>Whether times are taken.</summary>
    internal static readonly bool IsOn = Environment.GetEnvironmentVariable("KERASNET_PROFILE") == "1";

    /// <summary>Runs steps and takes their times.</summary>
    internal static void Run(Step[] steps, RunContext run)
    {
        foreach (Step step in steps)
        {
            long start = Stopwatch.GetTimestamp();
            step.Run(run);
            long ticks = Stopwatch.GetTimestamp() - start;
            Entry entry = Records.Entries.GetOrAdd(step.Text, _ => new());
            Interlocked.Add(ref entry.Ticks, ticks);
            Interlocked.Increment(ref entry.Count);
            if (ticks < Volatile.Read(ref entry.Least))
                Volatile.Write(ref entry.Least, ticks);
        }
    }

    /// <summary>Made only when times are taken.</summary>
    private static class Records
    {
        internal static readonly ConcurrentDictionary<string, Entry> Entries = Start();

        private static ConcurrentDictionary<string, Entry> Start()
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Print();
            return new();
        }

        private static void Print()
        {
            foreach ((string text, Entry entry) in Entries.OrderByDescending(pair => pair.Value.Ticks))
            {
                double milliseconds = entry.Ticks * 1e3 / Stopwatch.Frequency;
                double least = entry.Least * 1e6 / Stopwatch.Frequency;
                Console.Error.WriteLine(
                    $"{milliseconds,12:F3} ms {entry.Count,8} × {milliseconds * 1e3 / entry.Count,10:F2} µs, least {least,10:F2} µs  {text.Split('\n')[0]}");
            }
        }
    }

    private sealed class Entry
    {
        internal long Ticks;
        internal long Count;
        internal long Least = long.MaxValue;
    }
}
