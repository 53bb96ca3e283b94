namespace KerasNet.Tests.Examples;

/// <summary>Single-file programs. One after the other: each builds the library on its way.</summary>
public sealed class ScriptTests
{
    [Theory]
    [InlineData("mnist", 2000)]
    [InlineData("imdb", 1000)]
    public void A_script_runs_from_its_file(string name, int samples)
    {
        ExampleProcess run = ExampleProcess.RunScript(
            $"{name}.cs", "--quiet", "--data", "synthetic", "--epochs", "1", "--limit", samples.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(("", 0), (run.Errors, run.Status));
        Assert.Equal($"{name}-script", run.Result.GetProperty("case").GetString());
        Assert.Equal("synthetic", run.Result.GetProperty("data").GetString());
        Assert.InRange(run.Result.GetProperty("test_accuracy").GetDouble(), 0.7, 1);
    }
}
