namespace KerasNet.Tests.Examples;

public sealed class ImdbTests
{
    private static readonly string[] s_small = ["--data", "synthetic", "--limit", "1000", "--epochs", "2", "--batch-size", "16"];

    [Theory]
    [InlineData("lstm")]
    [InlineData("bilstm")]
    [InlineData("gru")]
    public void Every_model_learns_something_in_two_epochs_on_made_up_reviews(string model)
    {
        ExampleProcess run = ExampleProcess.RunBuilt("ImdbLstm.dll", ["--model", model, "--quiet", .. s_small]);

        Assert.Equal(("", 0), (run.Errors, run.Status));
        Assert.Single(run.Output.TrimEnd().Split('\n'));
        Assert.Equal($"imdb-{model}", run.Result.GetProperty("case").GetString());
        Assert.Equal("synthetic", run.Result.GetProperty("data").GetString());
        Assert.InRange(run.Result.GetProperty("test_accuracy").GetDouble(), 0.7, 1);
        Assert.InRange(run.Result.GetProperty("train_loss").GetDouble(), 0, 0.7);
    }

    [Fact]
    public void A_person_sees_the_model_the_mistakes_and_which_words_moved_the_judgement()
    {
        using Data.Datasets.TemporaryFolder folder = new();
        string curves = Path.Combine(folder.Path, "curves.svg");
        ExampleProcess run = ExampleProcess.RunBuilt(
            "ImdbLstm.dll", ["--curves", curves, .. s_small, "--classify", "It was a wonderful film", "--classify", "The worst story I have seen!", "--classify", "?"]);

        Assert.Equal(("", 0), (run.Errors, run.Status));
        Assert.Contains("1,411,713", run.Output, StringComparison.Ordinal);
        Assert.Contains("recall", run.Output, StringComparison.Ordinal);
        string[] lines = [.. run.Output.Split('\n').Select(line => line.TrimEnd())];
        int first = Array.IndexOf(lines, "it was a wonderful film"), second = Array.IndexOf(lines, "the worst story i have seen");
        Assert.Matches(@"^positive, \d+\.\d % favourable$", lines[first - 1]);
        Assert.Matches(@"^wonderful \+\d", lines[first + 1]);
        Assert.Matches(@"^negative, \d+\.\d % favourable$", lines[second - 1]);
        Assert.Matches(@"^worst −\d", lines[second + 1]);
        Assert.Contains("There is no word in it.", lines);
        Assert.StartsWith("<svg", File.ReadAllText(curves), StringComparison.Ordinal);
    }
}
