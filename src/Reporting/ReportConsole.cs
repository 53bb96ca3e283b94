using Spectre.Console;

namespace KerasNet.Reporting;

/// <summary>The console that reports are written to: colours in a terminal, and nothing but text where the output goes to a file or another program.</summary>
/// <remarks>
/// Spectre.Console's own <c>AnsiConsole</c> judges by the terminal alone and writes colour codes into redirected output too. The environment variable
/// <c>NO_COLOR</c> is obeyed.
/// </remarks>
public static class ReportConsole
{
    // A file has no width; lines are to be broken late, but pictures side by side must still fit into the window of whoever opens it.
    private const int RedirectedWidth = 120;

    /// <summary>Standard output.</summary>
    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>Standard error, for what must not mix with a program's results.</summary>
    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>A console on any writer.</summary>
    /// <param name="writer">Where the text goes.</param>
    /// <param name="redirected">True where nobody watches: no colours, no live displays.</param>
    public static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
            console.Profile.Width = RedirectedWidth;
        return console;
    }
}
