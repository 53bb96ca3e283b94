// Searches the width and the learning rate of a classifier of handwritten digits:  dotnet run examples/scripts/tuner.cs -- --epochs 5
// Outside this repository write  #:package KerasNet.Tuner@0.1.0  for the next two lines, and Datasets.Mnist.Load() for what `run` gives.
#:project ../Common/Common.csproj
#:project ../../src/Tuner/KerasNet.Tuner.csproj
#:property PublishAot=false

using System.Diagnostics;
using KerasNet;
using KerasNet.Examples;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Tuning;

return new ExampleCommand("Searches the width and the learning rate of a classifier of handwritten digits.", epochs: 5).Run(args, run =>
{
    (string data, var ((xTrain, yTrain), (xTest, yTest))) = run.LoadDigits();

    using RandomSearch tuner = new(
        hp =>
        {
            Sequential model = [new Rescaling(1 / 255.0), new Flatten(), new Dense(hp.Int("units", 32, 512, step: 32), "relu"), new Dense(10, "softmax")];
            model.Compile(new Adam(hp.Choice("learning_rate", [1e-2, 1e-3, 1e-4])), "sparse_categorical_crossentropy", ["accuracy"]);
            return model;
        },
        "val_accuracy", maxTrials: 5, run.Seed, options: new TunerOptions { ProjectName = "tuner-mnist-script", Overwrite = true, Verbose = run.Verbose });

    Stopwatch clock = Stopwatch.StartNew();
    tuner.Search(xTrain, yTrain, epochs: run.Epochs, validationSplit: 0.2, cancellationToken: run.Cancellation);
    clock.Stop();
    run.Cancellation.ThrowIfCancellationRequested();

    Trial winner = tuner.GetBestTrials()[0];
    Model best = tuner.GetBestModels()[0];
    return ExampleResult.Of("tuner-script", data, best, winner.BestStep + 1, winner.Epochs[winner.BestStep].Logs["loss"], clock.Elapsed, best.Evaluate(xTest, yTest, verbose: run.Verbose));
});
