// Trains a judge of film reviews:  dotnet run examples/scripts/imdb.cs -- --epochs 2
// Outside this repository write  #:package KerasNet@0.1.0  for the next line, and Datasets.Imdb.Load(numWords: 10_000) for what `run` gives.
#:project ../Common/Common.csproj
#:property PublishAot=false

using System.Diagnostics;
using System.Numerics.Tensors;
using KerasNet;
using KerasNet.Callbacks;
using KerasNet.Examples;
using KerasNet.Layers;

return new ExampleCommand("Trains a judge of film reviews.", epochs: 2).Run(args, run =>
{
    (string data, var ((xTrain, yTrain), (xTest, yTest), _)) = run.LoadReviews();
    Tensor<int> train = Preprocessing.PadSequences(xTrain, maxLen: 200), test = Preprocessing.PadSequences(xTest, maxLen: 200);

    Sequential model = [new Embedding(10_000, 128), new LSTM(128), new Dense(1, "sigmoid")];
    model.Compile("adam", "binary_crossentropy", ["accuracy"]);

    Stopwatch clock = Stopwatch.StartNew();
    History history = model.Fit(train, yTrain, epochs: run.Epochs, verbose: run.Verbose, cancellationToken: run.Cancellation);
    clock.Stop();
    return ExampleResult.Of("imdb-script", data, model, history, clock.Elapsed, model.Evaluate(test, yTest, verbose: run.Verbose));
});
