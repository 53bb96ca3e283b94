using System.Globalization;
using KerasNet.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace KerasNet.Tuning;

/// <summary>Shows how a search gets on: in a terminal a live table, elsewhere a line for each trial that ended.</summary>
/// <remarks>It looks at the search from a thread of its own, so that no trial waits for the terminal.</remarks>
internal sealed class SearchDisplay : IDisposable
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromMilliseconds(250);

    // A terminal has room for one live table; a second search at the same time writes lines.
    private static int s_live;

    private readonly Func<SearchSnapshot> _look;
    private readonly IAnsiConsole _console;
    private readonly TimeProvider _clock;
    private readonly ManualResetEventSlim _over = new();
    private readonly Thread _thread;
    private readonly double _workBefore;
    private readonly DateTimeOffset _start;
    private int _written;

    /// <summary>Begins to show.</summary>
    /// <param name="look">The search as it stands.</param>
    /// <param name="console">Where to.</param>
    /// <param name="live">Whether a live table is wanted, where the console is a terminal.</param>
    /// <param name="clock">What time it is.</param>
    internal SearchDisplay(Func<SearchSnapshot> look, IAnsiConsole console, bool live, TimeProvider? clock = null)
    {
        (_look, _console, _clock) = (look, console, clock ?? TimeProvider.System);
        SearchSnapshot before = look();
        (_workBefore, _written, _start) = (before.EndedWork, before.Ended.Count, _clock.GetUtcNow());
        bool table = live && console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi && Interlocked.Exchange(ref s_live, 1) == 0;
        _thread = new Thread(() => Show(table)) { IsBackground = true, Name = "Search display" };
        _thread.Start();
    }

    /// <summary>Shows how it ended.</summary>
    public void Dispose()
    {
        _over.Set();
        _thread.Join();
        _over.Dispose();
        SearchSnapshot search = _look();
        if (search.Failed.Any())
            _console.Write(FailureTable.Of(search));
        if (search.Test is { } test)
            _console.Profile.Out.Writer.WriteLine(TrialText.Of(test));
    }

    /// <summary>How the search stands: the table, as many rows as there is room for, and the progress below it.</summary>
    internal IRenderable Table(SearchSnapshot search)
    {
        // Headings, the lines around them, and the progress.
        const int Other = 7;
        int room = Math.Max(_console.Profile.Height - Other, 3);
        DateTimeOffset now = _clock.GetUtcNow();
        TrialSnapshot[] rows = [.. Rows(search, room)];
        string hidden = rows.Length < search.Trials.Count ? $" · {rows.Length} of {ReportText.Plural(search.Trials.Count, "trial")} shown" : "";
        return new Rows(TrialTable.Of(search, rows, now, cut: true), new Markup($"{Bar(search)} {Markup.Escape(Progress(search, now) + hidden)}"));
    }

    /// <summary>A line about a trial that ended.</summary>
    internal string Line(SearchSnapshot search, TrialSnapshot trial, int place)
    {
        string of = search.Planned is { } planned ? string.Create(CultureInfo.InvariantCulture, $"/{planned}") : "";
        List<string> parts =
        [
            string.Create(CultureInfo.InvariantCulture, $"Trial {place + 1}{of} ({trial.Id}): {TrialText.Status(trial)}")
                + (trial.Duration(_clock.GetUtcNow()) is { } time ? $" in {ReportText.Duration(time)}" : ""),
        ];
        if (trial.Score is { } score)
            parts.Add($"{search.Objective.Name} {ReportText.Number(score)}");
        else if (trial.Message is not null)
            parts.Add(trial.FirstCause());
        if (search.BestOf(search.Ended.Take(place + 1)) is { } best)
            parts.Add(best.Id == trial.Id ? "best so far" : $"best so far {ReportText.Number(best.Score!.Value)} ({best.Id})");
        if (trial.Values.Count > 0)
            parts.Add(TrialText.Values(trial));
        return string.Join(" - ", parts);
    }

    private void Show(bool table)
    {
        try
        {
            if (table)
                ShowTable();
            else
                while (!_over.Wait(s_refresh))
                    WriteLines();
        }
        catch (InvalidOperationException)
        {
            // The program shows a live display of its own.
            _over.Wait();
        }
        catch (IOException)
        {
            // Nobody reads any more: that is no reason to end a search.
            return;
        }
        finally
        {
            if (table)
                Interlocked.Exchange(ref s_live, 0);
        }

        if (!table)
            WriteLines();
    }

    private void ShowTable() => _console.Live(Table(_look())).Start(context =>
    {
        do
            context.UpdateTarget(Table(_look()));
        while (!_over.Wait(s_refresh));
        context.UpdateTarget(Table(_look()));
    });

    private void WriteLines()
    {
        SearchSnapshot search = _look();
        for (; _written < search.Ended.Count; _written++)
            _console.Profile.Out.Writer.WriteLine(Line(search, search.Trials.First(trial => trial.Id == search.Ended[_written]), _written));
    }

    /// <summary>The best trial, those that run, and of the others the latest.</summary>
    private static IEnumerable<TrialSnapshot> Rows(SearchSnapshot search, int room)
    {
        HashSet<string> shown =
        [
            .. search.Trials.Reverse().OrderBy(trial => trial.Id == search.Best?.Id ? 0 : trial.Status == TrialStatus.Running ? 1 : 2)
                .Take(room).Select(trial => trial.Id),
        ];
        return search.Trials.Where(trial => shown.Contains(trial.Id));
    }

    private string Progress(SearchSnapshot search, DateTimeOffset now)
    {
        int done = search.Ended.Count;
        List<string> parts = [search.Planned is { } planned ? $"{ReportText.Count(done)} of {ReportText.Plural(planned, "trial")}" : ReportText.Plural(done, "trial")];
        if (search.Best is { } best)
            parts.Add($"best {search.Objective.Name} {ReportText.Number(best.Score!.Value)} in trial {best.Id}");
        if (search.Failed.Count() is > 0 and int failed)
            parts.Add($"{failed} failed");
        TimeSpan elapsed = now - _start;
        parts.Add(ReportText.Duration(elapsed));

        // What earlier searches of the study did says nothing about the speed of this one.
        double own = search.EndedWork - _workBefore;
        if (search.PlannedWork - search.EndedWork is > 0 and double left && own > 0)
            parts.Add($"about {ReportText.Duration(elapsed * (left / own))} left");
        return string.Join(" · ", parts);
    }

    private static string Bar(SearchSnapshot search)
    {
        const int Width = 20;
        if (search.PlannedWork is not > 0)
            return "";
        int filled = (int)(Width * Math.Min(search.EndedWork / search.PlannedWork.Value, 1));
        return $"[green]{new string('━', filled)}[/][grey37]{new string('━', Width - filled)}[/]";
    }
}
