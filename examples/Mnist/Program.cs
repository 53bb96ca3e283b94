// MNIST from the images to a judged model: dotnet run -c Release --project examples/Mnist -- --help

using System.Diagnostics;
using System.Numerics.Tensors;
using KerasNet;
using KerasNet.Callbacks;
using KerasNet.Examples;
using KerasNet.Examples.Mnist;

MnistCommand command = new();
return command.Run(args, run =>
{
    string name = run.Get(command.Model);
    Recipe recipe = Recipe.ByName[name];
    (string dataName, LabelledImages digits) = run.LoadDigits();
    Tensor<float> xTrain = Digits.Normalize(digits.Train.Images, recipe.Mean, recipe.Deviation);
    Tensor<float> xTest = Digits.Normalize(digits.Test.Images, recipe.Mean, recipe.Deviation);

    Sequential model = recipe.BuildAndCompile();
    if (!run.Quiet)
        model.Summary();

    Stopwatch clock = Stopwatch.StartNew();
    History history = model.Fit(
        xTrain, digits.Train.Labels, run.BatchSize ?? recipe.BatchSize, run.Epochs, run.Verbose,
        validationData: (xTest, digits.Test.Labels), cancellationToken: run.Cancellation);
    clock.Stop();

    Logs test = model.Evaluate(xTest, digits.Test.Labels, verbose: 0);
    ExampleResult result = ExampleResult.Of($"mnist-{name}", dataName, model, history, clock.Elapsed, test);
    new MnistReport(run, result).Show(history, digits, model.Predict(xTest), recipe.FromLogits);
    return result;
});
