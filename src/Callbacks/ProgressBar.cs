using System.Globalization;
using KerasNet.Reporting;
using Spectre.Console;

namespace KerasNet.Callbacks;

/// <summary>Shows how a run gets on: in a terminal a live bar with the time left and the running metrics, elsewhere one line per epoch.</summary>
/// <remarks>
/// Fit and Evaluate add one by themselves unless <c>verbose</c> is 0; Predict shows one that is among its callbacks. What other callbacks print goes above the bar.
/// Metrics are those of the epoch so far, with the latest results. Keras: <c>ProgbarLogger</c>.
/// </remarks>
public sealed class ProgressBar : Callback
{
    private const int ShortestBar = 8;
    private const int LongestBar = 24;
    private static readonly TimeSpan s_refresh = TimeSpan.FromMilliseconds(80);

    private readonly IAnsiConsole _console;
    private readonly TimeProvider _clock;
    private long _start;
    private TimeSpan _shown;
    private int _done;
    private bool _inFit;
    private bool _lineOpen;

    /// <summary>Shows progress on the standard console.</summary>
    public ProgressBar()
        : this(ReportConsole.Out)
    {
    }

    internal ProgressBar(IAnsiConsole console, TimeProvider? clock = null) => (_console, _clock) = (console, clock ?? TimeProvider.System);

    private TimeSpan Elapsed => _clock.GetElapsedTime(_start);

    private bool IsLive => Progress.Verbose == 1 && _console.Profile.Out.IsTerminal && _console.Profile.Capabilities.Ansi;

    /// <inheritdoc/>
    public override void OnTrainBegin() => _inFit = true;

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch)
    {
        if (IsLive && Progress.Epochs > 1)
            _console.MarkupLine($"[bold]Epoch {epoch + 1}/{Progress.Epochs}[/]");
        Begin();
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs) => Refresh(batch + 1, logs);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => Finish($"Epoch {epoch + 1}/{Progress.Epochs}", logs);

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        // An epoch that was cut short leaves its line open.
        if (_lineOpen)
            _console.WriteLine();
        Close();
        _inFit = false;
    }

    /// <inheritdoc/>
    public override void OnTestBegin()
    {
        if (!_inFit)
            Begin();
    }

    /// <inheritdoc/>
    public override void OnTestBatchEnd(int batch, Logs logs)
    {
        if (!_inFit)
            Refresh(batch + 1, logs);
    }

    /// <inheritdoc/>
    public override void OnTestEnd(Logs logs)
    {
        if (!_inFit)
            Finish("Evaluate", logs);
    }

    /// <inheritdoc/>
    public override void OnPredictBegin() => Begin();

    /// <inheritdoc/>
    public override void OnPredictBatchEnd(int batch) => Refresh(batch + 1, []);

    /// <inheritdoc/>
    public override void OnPredictEnd() => Finish("Predict", []);

    private void Begin() => (_start, _shown, _done) = (_clock.GetTimestamp(), TimeSpan.MinValue, 0);

    private void Refresh(int done, Logs logs)
    {
        _done = done;
        if (!IsLive)
            return;
        TimeSpan now = Elapsed;
        if (_shown != TimeSpan.MinValue && now - _shown < s_refresh)
            return;
        _shown = now;
        string left = Progress.Steps is { } steps && done < steps ? $" {Duration(now / done * (steps - done))} left" : "";
        Erase();
        _console.Markup(string.Concat(Lines(left, logs, 1)));
        _lineOpen = true;
        Messages.ClearLine = Erase;
    }

    /// <summary>The bar as it stays, or a line that begins with what has ended.</summary>
    private void Finish(string what, Logs logs)
    {
        TimeSpan taken = Elapsed;
        if (IsLive)
        {
            Erase();
            foreach (string line in Lines($" {Duration(taken)}, {Duration(taken / Math.Max(1, _done))}/step", logs, int.MaxValue))
                _console.MarkupLine(line);
        }
        else if (Progress.Verbose > 0)
            _console.Profile.Out.Writer.WriteLine(logs.Count > 0 ? $"{what} - {Duration(taken)} - {logs}" : $"{what} - {Duration(taken)}");
        Close();
    }

    private void Close()
    {
        _lineOpen = false;
        Messages.ClearLine = null;
    }

    // Back to the start of the line, and clear it.
    private void Erase()
    {
        _console.Profile.Out.Writer.Write("\r\u001b[K");
        _lineOpen = false;
    }

    /// <summary>Counter, bar, time and as many metrics as the width allows; more metrics go to further lines, as far as there may be some.</summary>
    private IEnumerable<string> Lines(string time, Logs logs, int most)
    {
        string steps = Progress.Steps?.ToString(CultureInfo.InvariantCulture) ?? "?";
        string counter = $"{_done.ToString(CultureInfo.InvariantCulture).PadLeft(steps.Length)}/{steps}";
        string[] entries = [.. logs.Select(entry => $"{entry.Key} {Logs.Text(entry.Value)}")];

        // The last column stays free: a terminal would go to the next line after it.
        int width = _console.Profile.Width - 1, room = width - counter.Length - 1 - time.Length;
        int bar = Math.Clamp(room - entries.Sum(entry => entry.Length + 1), Math.Clamp(room, 0, ShortestBar), LongestBar);
        string line = $"[bold]{counter}[/] {Bar(bar)}[grey]{time}[/]";
        int used = counter.Length + 1 + bar + time.Length, lines = 1;
        foreach (string entry in entries)
        {
            if (used + 1 + entry.Length > width)
            {
                if (lines++ == most)
                    break;
                yield return line;
                (line, used) = ("", 0);
            }

            int space = entry.LastIndexOf(' ');
            line += $" [grey]{Markup.Escape(entry[..space])}[/]{entry[space..]}";
            used += 1 + entry.Length;
        }

        yield return line;
    }

    private string Bar(int width)
    {
        int filled = Progress.Steps is > 0 and { } steps ? (int)((long)width * Math.Min(_done, steps) / steps) : 0;
        return $"[green]{new string('━', filled)}[/][grey37]{new string('━', width - filled)}[/]";
    }

    private static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        >= 3600 => time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture),
        >= 60 => time.ToString(@"m\:ss", CultureInfo.InvariantCulture),
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0}s"),
        >= 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0}ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0}us"),
    };
}
