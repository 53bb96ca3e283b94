using KerasNet.Goldens;

namespace KerasNet.Tests.Goldens;

/// <summary>How the runner counts cases, on vectors written here.</summary>
public sealed class GoldenRunnerTests
{
    private const string Dense = """{"module": "keras.layers", "class_name": "Dense", "config": {"units": 1, "use_bias": false}}""";

    [Fact]
    public void A_case_that_agrees_passes() => Assert.Equal(Verdict.Passed, Run("layers_core", Case(Dense, 6)).Verdict);

    [Fact]
    public void A_wrong_number_fails() => Assert.Equal(Verdict.Failed, Run("layers_core", Case(Dense, 7)).Verdict);

    [Fact]
    public void A_mask_that_should_not_be_there_fails()
    {
        string masking = """
            {"name": "m", "layer": {"module": "keras.layers", "class_name": "Masking", "config": {}},
            "inputs": [{"shape": [1, 1, 1], "dtype": "float32", "data": [1.5]}],
            "outputs": [{"shape": [1, 1, 1], "dtype": "float32", "data": [1.5]}]}
            """;

        Assert.Equal(Verdict.Failed, Run("layers_core", masking.ReplaceLineEndings(" ")).Verdict);
    }

    [Fact]
    public void A_missing_class_is_not_covered_and_named()
    {
        Outcome outcome = Run("layers_core", Case("""{"module": "keras.layers", "class_name": "Hyperdense", "config": {}}""", 6));

        Assert.Equal((Verdict.NotCovered, "Hyperdense"), (outcome.Verdict, outcome.Reason));
    }

    [Fact]
    public void What_must_be_refused_and_is_accepted_fails()
    {
        string accepted = $$"""{"name": "e", "error": "ValueError", "about": "fine", "stage": "construct", "layer": {{Dense}}}""";

        Assert.Equal(Verdict.Failed, Run("layers_core", accepted).Verdict);
    }

    [Fact]
    public void What_must_be_refused_and_is_refused_passes()
    {
        string refused = """{"name": "e", "error": "ValueError", "stage": "construct", "layer": {"class_name": "Dense", "config": {"units": 0}}}""";

        Assert.Equal(Verdict.Passed, Run("layers_core", refused).Verdict);
    }

    private static string Case(string layer, int output) =>
        $$"""
        {"name": "c", "layer": {{layer}},
        "inputs": [{"shape": [1, 2], "dtype": "float32", "data": [1, 2] }],
        "outputs": [{"shape": [1, 1], "dtype": "float32", "data": [{{output}}] }],
        "weights": [{"name": "kernel", "trainable": true, "array": {"shape": [2, 1], "dtype": "float32", "data": [2, 2] } }] }
        """.ReplaceLineEndings(" ");

    private static Outcome Run(string topic, string line)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("goldens");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, $"{topic}.jsonl"), line + "\n");
            return Assert.Single(GoldenRunner.Run(new GoldenFolder(folder.FullName), topic));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
