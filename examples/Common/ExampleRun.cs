using System.CommandLine;
using System.Runtime.InteropServices;
using KerasNet.Reporting;
using Spectre.Console;

namespace KerasNet.Examples;

/// <summary>One run of an example: what the user asked for, where to talk to them, and whether they want to stop.</summary>
public sealed class ExampleRun : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ParseResult _arguments;
    private readonly PosixSignalRegistration _interrupt;

    internal ExampleRun(ParseResult arguments)
    {
        _arguments = arguments;

        // The first Ctrl-C ends training after its batch, so that the weights can still be measured; the second one ends the program.
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = !_stop.IsCancellationRequested;
            _stop.Cancel();
        });
    }

    public required int Epochs { get; init; }

    /// <summary>Samples per step; null for the model's own choice.</summary>
    public required int? BatchSize { get; init; }

    /// <summary>A folder, "synthetic", or null for the usual places.</summary>
    public required string? Data { get; init; }

    /// <summary>How many samples at most.</summary>
    public required int? Limit { get; init; }

    /// <summary>Where to write the learning curves; null for the example's own choice.</summary>
    public required string? Curves { get; init; }

    public required bool Quiet { get; init; }

    /// <summary>Where random numbers start.</summary>
    public required long Seed { get; init; }

    /// <summary>For Fit and Evaluate: 1 shows progress, 0 is silent.</summary>
    public int Verbose => Quiet ? 0 : 1;

    /// <summary>Cancelled by Ctrl-C.</summary>
    public CancellationToken Cancellation => _stop.Token;

    /// <summary>Where to talk to the user; leads nowhere with --quiet.</summary>
    public IAnsiConsole Out => Quiet ? s_nowhere : ReportConsole.Out;

    private static readonly IAnsiConsole s_nowhere = ReportConsole.Create(TextWriter.Null, redirected: true);

    /// <summary>What the user gave for an option of the example's own.</summary>
    public T Get<T>(Option<T> option) => _arguments.GetValue(option)!;

    /// <summary>The real data if there is a copy or a network, else the stand-in; and says which of them.</summary>
    /// <param name="name">What the result line calls the real data.</param>
    /// <param name="real">Loads it from the folder the user gave, or from the usual places.</param>
    /// <param name="synthetic">Makes the stand-in.</param>
    /// <exception cref="DatasetUnavailableException">The user gave a folder, and it is not there.</exception>
    public ExampleData<T> Load<T>(string name, Func<string?, T> real, Func<T> synthetic)
    {
        if (Data != ExampleData.Synthetic)
        {
            try
            {
                return new ExampleData<T>(name, real(Data));
            }
            catch (DatasetUnavailableException missing) when (Data is null)
            {
                Out.MarkupLineInterpolated($"[yellow]{missing.Message}[/]");
                Out.MarkupLine("[yellow]This run therefore uses synthetic data: its accuracy says nothing about the real one.[/]");
            }
        }

        return new ExampleData<T>(ExampleData.Synthetic, synthetic());
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _stop.Dispose();
    }
}
