// Trains a classifier of handwritten digits:  dotnet run examples/scripts/mnist.cs -- --epochs 5
// Outside this repository write  #:package KerasNet@0.1.0  for the next line, and Datasets.Mnist.Load() for what `run` gives.
#:project ../Common/Common.csproj
#:property PublishAot=false

using System.Diagnostics;
using KerasNet;
using KerasNet.Callbacks;
using KerasNet.Examples;
using KerasNet.Layers;

return new ExampleCommand("Trains a classifier of handwritten digits.", epochs: 5).Run(args, run =>
{
    (string data, var ((xTrain, yTrain), (xTest, yTest))) = run.LoadDigits();

    Sequential model = [new Rescaling(1 / 255.0), new Flatten(), new Dense(128, "relu"), new Dense(10, "softmax")];
    model.Compile("adam", "sparse_categorical_crossentropy", ["accuracy"]);

    Stopwatch clock = Stopwatch.StartNew();
    History history = model.Fit(xTrain, yTrain, epochs: run.Epochs, verbose: run.Verbose, cancellationToken: run.Cancellation);
    clock.Stop();
    return ExampleResult.Of("mnist-script", data, model, history, clock.Elapsed, model.Evaluate(xTest, yTest, verbose: run.Verbose));
});
