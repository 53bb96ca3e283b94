using System.Text;
using KerasNet.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace KerasNet.Tests.Reporting;

/// <summary>What a report looks like to its readers.</summary>
internal static class Rendered
{
    /// <summary>The lines in a redirected output of 80 columns.</summary>
    public static string[] Plain(IRenderable report)
    {
        using Utf8Writer writer = new();
        IAnsiConsole console = ReportConsole.Create(writer, redirected: true);
        console.Profile.Width = 80;
        console.Write(report);
        return writer.ToString().TrimEnd('\n').Split('\n');
    }

    /// <summary>The text with its escape codes in a terminal of 24-bit colours and 80 columns.</summary>
    public static string Coloured(IRenderable report)
    {
        using Utf8Writer writer = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.TrueColor,
        });
        console.Profile.Width = 80;
        console.Profile.Capabilities.Unicode = true;
        console.Write(report);
        return writer.ToString();
    }

    private sealed class Utf8Writer : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
