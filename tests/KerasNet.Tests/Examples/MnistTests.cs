using System.Text.Json;
using KerasNet.Tests.Data.Datasets;

namespace KerasNet.Tests.Examples;

public sealed class MnistTests
{
    private static readonly string[] s_small = ["--data", "synthetic", "--limit", "2000", "--epochs", "1"];

    [Theory]
    [InlineData("mlp", 0.70)]
    [InlineData("mlp2", 0.50)]
    [InlineData("sgd", 0.30)]
    [InlineData("dropout", 0.50)]
    [InlineData("cnn", 0.50)]
    public void Every_model_learns_something_in_an_epoch_on_synthetic_digits(string model, double atLeast)
    {
        ExampleProcess run = ExampleProcess.RunBuilt("Mnist.dll", ["--model", model, "--quiet", .. s_small]);

        Assert.Equal(("", 0), (run.Errors, run.Status));
        Assert.Single(run.Output.TrimEnd().Split('\n'));
        Assert.Equal($"mnist-{model}", run.Result.GetProperty("case").GetString());
        Assert.Equal("synthetic", run.Result.GetProperty("data").GetString());
        Assert.Equal(1, run.Result.GetProperty("epochs").GetInt32());
        Assert.InRange(run.Result.GetProperty("test_accuracy").GetDouble(), atLeast, 1);
        Assert.InRange(run.Result.GetProperty("train_loss").GetDouble(), 0, 3);
    }

    [Fact]
    public void The_seed_decides_the_weights_and_the_number_of_threads_does_not()
    {
        string Weights(params string[] arguments) =>
            ExampleProcess.RunBuilt("Mnist.dll", ["--model", "dropout", "--quiet", .. s_small, .. arguments]).Result.GetProperty("weights_sha256").GetString()!;

        string first = Weights("--seed", "7");

        Assert.Equal(first, Weights("--seed", "7", "--threads", "1"));
        Assert.NotEqual(first, Weights("--seed", "8"));
    }

    [Fact]
    public void A_person_sees_the_model_the_epochs_the_confusions_and_the_curves_without_codes_in_a_file()
    {
        using TemporaryFolder folder = new();
        string curves = Path.Combine(folder.Path, "curves.svg");
        ExampleProcess run = ExampleProcess.RunBuilt("Mnist.dll", ["--curves", curves, .. s_small]);

        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Contains("synthetic digits", run.Output, StringComparison.Ordinal);
        Assert.Contains("101,770", run.Output, StringComparison.Ordinal);
        Assert.Single(run.Output.Split('\n'), line => line.StartsWith("Epoch 1/1 - ", StringComparison.Ordinal));
        Assert.Contains("recall", run.Output, StringComparison.Ordinal);
        Assert.Contains("predicted", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("<svg", File.ReadAllText(curves), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, run.Result.ValueKind);
    }

    [Fact]
    public void A_folder_without_the_data_is_an_error_that_names_it()
    {
        using TemporaryFolder folder = new();
        ExampleProcess run = ExampleProcess.RunBuilt("Mnist.dll", "--data", folder.Path);

        Assert.Equal(1, run.Status);
        Assert.Contains(folder.Path, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_model_is_refused_with_the_known_ones()
    {
        ExampleProcess run = ExampleProcess.RunBuilt("Mnist.dll", "--model", "mpl");

        Assert.Equal(1, run.Status);
        Assert.Contains("'mlp2'", run.Errors + run.Output, StringComparison.Ordinal);
    }
}
