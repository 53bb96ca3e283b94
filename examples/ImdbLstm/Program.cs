// Film reviews, from words to a judged model: dotnet run -c Release --project examples/ImdbLstm -- --help

using System.Diagnostics;
using System.Numerics.Tensors;
using KerasNet;
using KerasNet.Callbacks;
using KerasNet.Examples;
using KerasNet.Examples.ImdbLstm;

ImdbCommand command = new();
return command.Run(args, run =>
{
    string name = run.Get(command.Model);
    (string data, Reviews reviews) = run.LoadReviews();
    Tensor<int> xTrain = Reviews.Pad(reviews.Train.Sequences), xTest = Reviews.Pad(reviews.Test.Sequences);

    Sequential model = Networks.BuildAndCompile(name);
    if (!run.Quiet)
        model.Summary();

    Stopwatch clock = Stopwatch.StartNew();
    History history = model.Fit(
        xTrain, reviews.Train.Labels, run.BatchSize ?? 32, run.Epochs, run.Verbose, validationData: (xTest, reviews.Test.Labels), cancellationToken: run.Cancellation);
    clock.Stop();

    Logs test = model.Evaluate(xTest, reviews.Test.Labels, verbose: 0);
    ExampleResult result = ExampleResult.Of($"imdb-{name}", data, model, history, clock.Elapsed, test);
    ImdbReport report = new(run, reviews);
    report.Show(result, history, model.Predict(xTest));
    report.Judge(model, run.Get(command.Classify));
    return result;
});
