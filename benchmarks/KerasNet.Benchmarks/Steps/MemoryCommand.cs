using System.Globalization;
using System.Text.Json;

namespace KerasNet.Benchmarks.Steps;

/// <summary>Says how much the process grows over many steps: <c>memory [CASE] [THREADS]</c>.</summary>
internal static class MemoryCommand
{
    private const int Early = 500;
    private const int Late = 20_000;

    internal static int Run(string[] arguments)
    {
        string name = arguments.ElementAtOrDefault(0) ?? "mnist-mlp-32";
        Keras.Threads = int.Parse(arguments.ElementAtOrDefault(1) ?? "2", CultureInfo.InvariantCulture);
        Action step = StepCases.Build(name);
        int done = 0;
        double early = After(Early), late = After(Late);
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["case"] = name,
            [$"mb_after_{Early}_steps"] = Math.Round(early, 1),
            [$"mb_after_{Late}_steps"] = Math.Round(late, 1),
            ["growth_percent"] = Math.Round((late / early - 1) * 100, 2),
        }));
        return 0;

        double After(int steps)
        {
            for (; done < steps; done++)
                step();
            return ProcessMemory.Resident;
        }
    }
}
