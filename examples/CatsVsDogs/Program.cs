// Cats and dogs, from photographs to a judged model: dotnet run -c Release --project examples/CatsVsDogs -- --help

using System.Diagnostics;
using KerasNet;
using KerasNet.Callbacks;
using KerasNet.Examples;
using KerasNet.Examples.CatsVsDogs;
using Spectre.Console;

const int BatchSize = 32;
CatsVsDogsCommand command = new();
return command.Run(args, run =>
{
    string path = Datasets.CatsVsDogs.Find(run.Data);
    Photographs photographs = Photographs.Open(path, run.BatchSize ?? BatchSize, run.Limit);
    run.Out.MarkupLineInterpolated($"Data: {path}");

    string augmentation = run.Get(command.Augmentation);
    Variation variation = Variation.ByName[augmentation]();
    string name = $"cats-vs-dogs-{augmentation}";
    CatsVsDogsReport report = new(run, name, run.Get(command.Pictures));
    report.ShowSamples(Samples.Sheet(photographs.Training.First(), variation.Sample));

    Sequential model = Network.BuildAndCompile();
    if (!run.Quiet)
        model.Summary();

    Stopwatch clock = Stopwatch.StartNew();
    History history = model.Fit(
        variation.Data(photographs.Training).Prefetch(), run.Epochs, run.Verbose, variation.Callbacks, photographs.Validation.Prefetch(), cancellationToken: run.Cancellation);
    clock.Stop();

    Judgement test = Judgement.Of(model, photographs.Test);
    if (photographs.Skipped() is > 0 and int skipped)
        run.Out.MarkupLineInterpolated($"[yellow]{skipped} files could not be decoded and were left out.[/]");
    ExampleResult result = ExampleResult.Of(name, Path.GetFileName(path), model, history, clock.Elapsed, test.Logs);
    report.Show(result, history, test);
    return result;
});
