namespace KerasNet.Tests.Examples;

/// <summary>Single-file programs. One after the other: each builds the library on its way.</summary>
public sealed class ScriptTests
{
    [Theory]
    [InlineData("mnist", "1")]
    [InlineData("imdb", "2")]
    [InlineData("tuner", "2")]
    public void A_script_runs_from_its_file(string name, string epochs)
    {
        ExampleProcess run = ExampleProcess.RunScript($"{name}.cs", "--quiet", "--data", "synthetic", "--limit", "2000", "--epochs", epochs);

        Assert.Equal(("", 0), (run.Errors, run.Status));
        Assert.Equal($"{name}-script", run.Result.GetProperty("case").GetString());
        Assert.Equal("synthetic", run.Result.GetProperty("data").GetString());
        Assert.InRange(run.Result.GetProperty("test_accuracy").GetDouble(), 0.7, 1);
    }
}
