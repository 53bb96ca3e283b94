using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using KerasNet.Engine.Cpu;

namespace KerasNet.Benchmarks.Kernels;

/// <summary>Measures matrix products, ours and oneDNN's in turns, and prints one JSON line for each.</summary>
internal static class GemmCommand
{
    private const int Rounds = 15;
    private static readonly double RoundSeconds = 0.012;

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
            ours[round] = SecondsPerCall(gemm.RunOurs, oursCalls);
            if (peer)
                theirs[round] = SecondsPerCall(gemm.RunDnnl, theirCalls);
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

    private static int CallsPerRound(Action call)
    {
        SecondsPerCall(call, 3);
        return Math.Max(1, (int)(RoundSeconds / SecondsPerCall(call, 3)));
    }

    private static double SecondsPerCall(Action call, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
            call();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }
}
