// A search for the best classifier of handwritten digits: dotnet run -c Release --project examples/TunerMnist -- --help

using System.Diagnostics;
using KerasNet;
using KerasNet.Callbacks;
using KerasNet.Examples;
using KerasNet.Examples.TunerMnist;
using KerasNet.Tuning;
using Spectre.Console;

TunerCommand command = new();
return command.Run(args, run =>
{
    (string dataName, var ((xTrain, yTrain), (xTest, yTest))) = run.LoadDigits();
    string name = run.Get(command.Search);
    TunerOptions options = new()
    {
        Directory = run.Get(command.Folder), ProjectName = name, Overwrite = run.Get(command.Overwrite), ParallelTrials = run.Get(command.Parallel), Verbose = run.Verbose,
    };
    using Tuner tuner = Searches.ByName[name](run.Get(command.Trials), run.Epochs, run.Seed, options);

    Stopwatch clock = Stopwatch.StartNew();
    tuner.Search(xTrain, yTrain, run.BatchSize, run.Epochs, validationSplit: 0.2, cancellationToken: run.Cancellation);
    clock.Stop();
    run.Cancellation.ThrowIfCancellationRequested();

    Trial winner = tuner.GetBestTrials()[0];
    Model best = tuner.GetBestModels()[0];
    Logs test = best.Evaluate(xTest, yTest, verbose: 0);
    run.Out.MarkupLineInterpolated($"The best, trial {winner.Id}, on the test images: loss [bold]{test["loss"]:0.0000}[/], accuracy [bold]{100 * test["accuracy"]:0.00} %[/]");
    if (!run.Quiet)
    {
        string report = Path.Combine(options.Directory, $"{name}.html");
        tuner.SaveReport(report);
        run.Out.MarkupLineInterpolated($"Report: {report}");
    }

    double trainLoss = winner.Epochs[winner.BestStep].Logs["loss"];
    return ExampleResult.Of($"tuner-mnist-{name}", dataName, best, winner.BestStep + 1, trainLoss, clock.Elapsed, test);
});
