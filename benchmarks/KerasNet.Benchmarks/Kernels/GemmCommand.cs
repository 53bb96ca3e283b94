using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using KerasNet.Engine.Cpu;

namespace KerasNet.Benchmarks.Kernels;

/// <summary>Measures matrix products, ours and oneDNN's in turns, and prints one JSON line for each.</summary>
internal static class GemmCommand
{
    private const int Rounds = 31;
    private const double RoundSeconds = 0.003;
    private const double WarmUpSeconds = 0.12;
    private const int PauseMilliseconds = 10;

    internal static int Run(string[] args)
    {
        int threads = 1;
        string filter = "";
        for (int i = 0; i + 1 < args.Length; i += 2)
        {
            if (args[i] == "--threads")
                threads = int.Parse(args[i + 1], CultureInfo.InvariantCulture);
            else if (args[i] == "--filter")
                filter = args[i + 1];
        }
        WorkerPool.Shared.ThreadCount = threads;
        bool peer = Dnnl.TryLoad(threads);
        foreach (string name in GemmCase.Names.Where(name => name.Contains(filter, StringComparison.Ordinal)))
            Console.WriteLine(JsonSerializer.Serialize(Measure(new GemmCase(name), threads, peer)));
        return 0;
    }

    private static Dictionary<string, object> Measure(GemmCase gemm, int threads, bool peer)
    {
        var ours = new double[Rounds];
        var theirs = new double[Rounds];
        int oursCalls = CallsPerRound(gemm.RunOurs);
        int theirCalls = peer ? CallsPerRound(gemm.RunDnnl) : 0;
        for (int round = 0; round < Rounds; round++)
        {
            ours[round] = MeasureRound(gemm.RunOurs, oursCalls, threads);
            if (peer)
                theirs[round] = MeasureRound(gemm.RunDnnl, theirCalls, threads);
        }
        Array.Sort(ours);
        Array.Sort(theirs);
        double scale = gemm.Operations / 1e9;
        var line = new Dictionary<string, object>
        {
            ["shape"] = gemm.Name,
            ["threads"] = threads,
            ["our_us"] = Math.Round(ours[0] * 1e6, 2),
            ["our_gflops_best"] = Math.Round(scale / ours[0], 2),
            ["our_gflops_median"] = Math.Round(scale / ours[Rounds / 2], 2),
        };
        if (peer)
        {
            line["dnnl_us"] = Math.Round(theirs[0] * 1e6, 2);
            line["dnnl_gflops_best"] = Math.Round(scale / theirs[0], 2);
            line["dnnl_gflops_median"] = Math.Round(scale / theirs[Rounds / 2], 2);
            line["ratio_best"] = Math.Round(theirs[0] / ours[0], 3);
            line["ratio_median"] = Math.Round(theirs[Rounds / 2] / ours[Rounds / 2], 3);
        }
        return line;
    }

    /// <summary>Warms up for a while, so that tiered compilation has come to its end, and says how many calls fill a round.</summary>
    private static int CallsPerRound(Action call)
    {
        double seconds = SecondsPerCall(call, 1);
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds;)
            seconds = SecondsPerCall(call, Math.Max(1, (int)(0.002 / seconds)));
        return Math.Max(1, (int)(RoundSeconds / seconds));
    }

    /// <summary>Lets the other library's idle threads, which keep spinning for milliseconds, fall asleep before a round of several threads.</summary>
    private static double MeasureRound(Action call, int calls, int threads)
    {
        if (threads > 1)
        {
            Thread.Sleep(PauseMilliseconds);
            call();
        }
        return SecondsPerCall(call, calls);
    }

    private static double SecondsPerCall(Action call, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
            call();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }
}
