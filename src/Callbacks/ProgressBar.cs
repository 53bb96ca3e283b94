using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace KerasNet.Callbacks;

/// <summary>Shows how a run gets on: in a terminal a live bar with the time left and the running metrics, elsewhere one line per epoch.</summary>
/// <remarks>Fit, Evaluate add it by themselves unless <c>verbose</c> is 0. Keras: <c>ProgbarLogger</c>.</remarks>
public sealed class ProgressBar : Callback
{
    private const int Width = 24;
    private static readonly TimeSpan s_refresh = TimeSpan.FromMilliseconds(80);

    private readonly IAnsiConsole _console;
    private readonly Stopwatch _clock = new();
    private TimeSpan _shown;
    private bool _inFit;
    private bool _lineOpen;

    /// <summary>Shows progress on the standard console.</summary>
    public ProgressBar()
        : this(AnsiConsole.Console)
    {
    }

    internal ProgressBar(IAnsiConsole console) => _console = console;

    private bool IsLive => Progress.Verbose == 1 && _console.Profile.Out.IsTerminal && _console.Profile.Capabilities.Ansi;

    /// <inheritdoc/>
    public override void OnTrainBegin() => _inFit = true;

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch)
    {
        if (IsLive)
            _console.MarkupLine($"[bold]Epoch {epoch + 1}/{Progress.Epochs}[/]");
        _clock.Restart();
        _shown = TimeSpan.MinValue;
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs) => Refresh(batch + 1, logs);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (IsLive)
            Finish(logs);
        else
            _console.Profile.Out.Writer.WriteLine($"Epoch {epoch + 1}/{Progress.Epochs} - {Duration(_clock.Elapsed)} - {logs}");
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        // An epoch that was cut short leaves its line open.
        if (_lineOpen)
            _console.WriteLine();
        _lineOpen = false;
        _inFit = false;
    }

    /// <inheritdoc/>
    public override void OnTestBegin()
    {
        if (_inFit)
            return;
        _clock.Restart();
        _shown = TimeSpan.MinValue;
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
        if (_inFit)
            return;
        if (IsLive)
            Finish(logs);
        else
            _console.Profile.Out.Writer.WriteLine($"Evaluate - {Duration(_clock.Elapsed)} - {logs}");
    }

    private void Refresh(int done, Logs logs)
    {
        if (!IsLive)
            return;
        TimeSpan now = _clock.Elapsed;
        if (_shown != TimeSpan.MinValue && now - _shown < s_refresh)
            return;
        _shown = now;
        string left = Progress.Steps is { } steps && done < steps ? $" [grey]{Duration(now / done * (steps - done))} left[/]" : "";
        Show($"{Counter(done)} {Bar(done)}{left} {Metrics(logs)}");
    }

    private void Finish(Logs logs)
    {
        int done = Progress.Steps ?? 0;
        Show($"{Counter(done)} {Bar(done)} [grey]{Duration(_clock.Elapsed)}, {Duration(_clock.Elapsed / Math.Max(1, done))}/step[/] {Metrics(logs)}");
        _console.WriteLine();
        _lineOpen = false;
    }

    private void Show(string markup)
    {
        // Back to the start of the line; what the new text does not cover is erased.
        _console.Profile.Out.Writer.Write("\r\u001b[K");
        string plain = Markup.Remove(markup);
        _console.Markup(plain.Length < _console.Profile.Width ? markup : Markup.Escape(plain[..Math.Max(0, _console.Profile.Width - 1)]));
        _lineOpen = true;
    }

    private string Counter(int done) => $"[bold]{done}/{Progress.Steps?.ToString(CultureInfo.InvariantCulture) ?? "?"}[/]";

    private string Bar(int done)
    {
        int filled = Progress.Steps is > 0 and { } steps ? (int)((long)Width * Math.Min(done, steps) / steps) : 0;
        return $"[green]{new string('━', filled)}[/][grey37]{new string('━', Width - filled)}[/]";
    }

    private static string Metrics(Logs logs) => string.Join(" ", logs.Select(entry => $"[grey]{Markup.Escape(entry.Key)}[/] {Logs.Text(entry.Value)}"));

    private static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        >= 3600 => time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture),
        >= 60 => time.ToString(@"m\:ss", CultureInfo.InvariantCulture),
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0}s"),
        >= 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0}ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0}us"),
    };
}
