namespace KerasNet.Goldens;

/// <summary>Where we differ from Keras knowingly, and why. A decision speaks only for cases that differ.</summary>
internal static class Decisions
{
    private static readonly (string Topic, string Pattern, string Reason)[] s_table =
    [
        ("activations", "*sparsemax_keras_quirk*", "Keras' sparsemax is wrong where more than one entry survives; ours follows the paper"),
        ("activations", "layer_leaky_relu_no_slope", "a slope cannot be null in C#; in a configuration null stands for the default"),
        ("layers_merge_reshape", "*_not_a_list", "one tensor and a list of one are the same call in C#"),
        ("optimizers", "learning_rate_int_error", "in C# 1 and 1.0 are the same argument"),
    ];

    /// <summary>The reason why a case may differ, or null.</summary>
    internal static string? For(GoldenCase golden) =>
        s_table
            .Where(row => row.Topic == golden.Topic && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(row.Pattern, golden.Name, ignoreCase: false))
            .Select(row => row.Reason)
            .FirstOrDefault();
}
