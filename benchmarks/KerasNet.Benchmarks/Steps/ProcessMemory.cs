using System.Diagnostics;
using System.Globalization;

namespace KerasNet.Benchmarks.Steps;

/// <summary>What this process holds, in MB.</summary>
internal static class ProcessMemory
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>Now.</summary>
    internal static double Resident => Status("VmRSS") ?? Process.GetCurrentProcess().WorkingSet64 / Megabyte;

    /// <summary>At most so far. The runtime's own counter is not filled in on Linux.</summary>
    internal static double Peak => Status("VmHWM") ?? Process.GetCurrentProcess().PeakWorkingSet64 / Megabyte;

    private static double? Status(string name)
    {
        const string File = "/proc/self/status";
        if (!System.IO.File.Exists(File))
            return null;
        string line = System.IO.File.ReadLines(File).First(text => text.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(':', StringSplitOptions.TrimEntries)[1].Split(' ')[0], CultureInfo.InvariantCulture) / 1024;
    }
}
