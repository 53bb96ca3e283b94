using System.Globalization;
using KerasNet.Data;
using KerasNet.Training;

namespace KerasNet.Reporting;

/// <summary>The hyperparameters of a run, as Compile and Fit were told them, for reports.</summary>
internal sealed class FitFacts
{
    internal FitFacts(Trainer trainer, BatchSource source, BatchSource? validation, bool shuffle, FitArguments arguments)
    {
        Compile = new CompileFacts(trainer);
        Fit = [.. Facts(source, validation, shuffle, arguments).Where(fact => fact.Value.Length > 0)];
    }

    /// <summary>The arguments of Compile.</summary>
    internal CompileFacts Compile { get; }

    /// <summary>The arguments of Fit.</summary>
    internal IReadOnlyList<(string Name, string Value)> Fit { get; }

    private static IEnumerable<(string Name, string Value)> Facts(BatchSource source, BatchSource? validation, bool shuffle, FitArguments arguments)
    {
        yield return ("epochs", Text(arguments.Epochs));
        yield return ("initial epoch", arguments.InitialEpoch > 0 ? Text(arguments.InitialEpoch) : "");
        yield return ("samples", source is ArraySource arrays ? Text(arrays.Samples) : "");
        yield return ("batch size", source is ArraySource { BatchSize: var size } ? Text(size) : "");
        yield return ("steps per epoch", (arguments.StepsPerEpoch ?? source.Steps) is { } steps ? Text(steps) : "");
        yield return ("shuffle", source is not ArraySource ? "" : !shuffle ? "no" : source is ArraySource { ShuffleBatches: true } ? "batches" : "yes");
        yield return ("validation", validation is ArraySource held ? $"{Text(held.Samples)} samples" : validation is null ? "none" : "yes");
        yield return ("validation steps", arguments.ValidationSteps is { } limit ? Text(limit) : "");
        yield return ("callbacks", string.Join(", ", (arguments.Callbacks ?? []).Select(callback => callback.GetType().Name)));
        yield return ("threads", Text(Keras.Threads));
    }

    private static string Text(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
