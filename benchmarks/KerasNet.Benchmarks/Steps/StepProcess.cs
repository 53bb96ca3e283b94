using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace KerasNet.Benchmarks.Steps;

/// <summary>A process that runs steps of one case on request: ours, or a peer's.</summary>
internal sealed class StepProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _who;

    internal StepProcess(string who, string program, params string[] arguments)
    {
        _who = who;
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
        FirstStepSeconds = Answer().GetProperty("first_step_s").GetDouble();
    }

    /// <summary>Seconds from the start of the process to the end of its first step.</summary>
    internal double FirstStepSeconds { get; }

    /// <summary>All step times so far, in milliseconds.</summary>
    internal List<double> Times { get; } = [];

    /// <summary>Managed bytes allocated during the steps so far.</summary>
    internal long ManagedBytes { get; private set; }

    /// <summary>Runs steps and gives their times in milliseconds; those of a warm-up are not counted.</summary>
    internal double[] Run(int steps, bool count = true)
    {
        _process.StandardInput.WriteLine(steps.ToString(CultureInfo.InvariantCulture));
        _process.StandardInput.Flush();
        JsonElement answer = Answer();
        double[] times = [.. answer.GetProperty("ms").EnumerateArray().Select(time => time.GetDouble())];
        if (!count)
            return times;
        Times.AddRange(times);
        if (answer.TryGetProperty("managed_bytes", out JsonElement bytes))
            ManagedBytes += bytes.GetInt64();
        return times;
    }

    /// <summary>Ends the process and gives its peak memory in MB.</summary>
    internal double Quit()
    {
        _process.StandardInput.WriteLine("quit");
        _process.StandardInput.Flush();
        double peak = Answer().GetProperty("peak_mb").GetDouble();
        _process.WaitForExit();
        return peak;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private JsonElement Answer() =>
        _process.StandardOutput.ReadLine() is { } line
            ? JsonSerializer.Deserialize<JsonElement>(line)
            : throw new InvalidOperationException($"{_who} ended without an answer.");
}
