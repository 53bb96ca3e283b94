using System.Diagnostics;
using System.Text.Json;
using KerasNet.Tests.Data.Datasets;

namespace KerasNet.Tests.Examples;

/// <summary>Runs an example as its user does, in a process of its own: seeds and threads are settings of the whole process.</summary>
internal sealed record ExampleProcess(int Status, string Output, string Errors)
{
    private const string Prefix = "result ";

    /// <summary>The JSON after "result" in the last line.</summary>
    public JsonElement Result
    {
        get
        {
            string last = Output.TrimEnd().Split('\n')[^1];
            Assert.StartsWith(Prefix, last, StringComparison.Ordinal);
            return JsonDocument.Parse(last[Prefix.Length..]).RootElement;
        }
    }

    /// <summary>Runs an example that was built with the tests.</summary>
    public static ExampleProcess RunBuilt(string assembly, params string[] arguments) =>
        Run("exec", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]);

    /// <summary>Runs a single-file program; skips the test where there is no SDK that can.</summary>
    public static ExampleProcess RunScript(string file, params string[] arguments)
    {
        bool able = Run("--list-sdks").Output.Split('\n').Any(line => line.StartsWith("10.", StringComparison.Ordinal));
        Assert.SkipUnless(able, "File-based programs need the .NET SDK 10.");
        return Run("run", ["-c", "Release", RepositoryFolder.File("examples", "scripts", file), "--", .. arguments]);
    }

    private static ExampleProcess Run(string command, params string[] arguments)
    {
        using TemporaryFolder folder = new();
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [command, .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ExampleProcess(process.ExitCode, output, errors.Result);
    }
}
