using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace KerasNet.Benchmarks.Steps;

/// <summary>Runs one case on request, in a process of its own. It speaks as <c>benchmarks/peers/steps.py</c> does, so that one program can alternate between both.</summary>
/// <remarks>
/// After the first step it prints <c>{"ready": true, "first_step_s": …}</c>; for each line with a number n it runs n steps and prints
/// <c>{"ms": [n times], "managed_bytes": …}</c>; at <c>quit</c> it prints <c>{"peak_mb": …}</c> and ends.
/// </remarks>
internal static class StepWorker
{
    internal const string Command = "step-worker";

    internal static int Run(string[] arguments)
    {
        Keras.SetRandomSeed(0);
        Keras.Threads = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        Action step = StepCases.Build(arguments[0]);
        step();
        Say(new { ready = true, first_step_s = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds });
        while (Console.ReadLine() is { } line && line != "quit")
        {
            double[] times = new double[int.Parse(line, CultureInfo.InvariantCulture)];
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < times.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                step();
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            Say(new { ms = times, managed_bytes = allocated });
        }

        Say(new { peak_mb = ProcessMemory.Peak });
        return 0;
    }

    private static void Say(object message) => Console.WriteLine(JsonSerializer.Serialize(message));
}
