using KerasNet.Reporting;
using Spectre.Console;

namespace KerasNet.Data;

/// <summary>
/// Shows a download to whoever sits at the terminal when the caller did not ask to be told: bars in a terminal, a line for what is worth
/// telling otherwise. It writes to standard error, so that a program's own output stays what it is.
/// </summary>
internal static class DownloadConsole
{
    /// <summary>Tells notes only, one line each.</summary>
    public static IProgress<DownloadProgress> Notes { get; } = new Sink(report =>
    {
        if (report.Note is not null) Console.Error.WriteLine(report.Note);
    });

    /// <summary>Runs a download under the title <paramref name="title"/>, with bars if standard error is a terminal.</summary>
    public static async Task RunAsync(string title, Func<IProgress<DownloadProgress>, Task> download)
    {
        if (Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(title);
            await download(Notes).ConfigureAwait(false);
            return;
        }

        IAnsiConsole console = ReportConsole.Error;
        console.MarkupLineInterpolated($"{title}");
        await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new RemainingTimeColumn())
            .StartAsync(context => download(Bars(console, context)))
            .ConfigureAwait(false);
    }

    private static Sink Bars(IAnsiConsole console, ProgressContext context)
    {
        Dictionary<string, ProgressTask> bars = [];
        return new Sink(report =>
        {
            if (report.Note is not null) console.MarkupLineInterpolated($"[yellow]{report.Note}[/]");
            if (!bars.TryGetValue(report.File, out ProgressTask? bar))
                bars[report.File] = bar = context.AddTask(Markup.Escape(report.File), maxValue: report.BytesTotal);
            bar.Value = report.BytesReceived;
        });
    }

    // Progress<T> would post to the thread pool and let reports overtake each other.
    private sealed class Sink(Action<DownloadProgress> show) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => show(value);
    }
}
