namespace KerasNet.Layers;

/// <summary>Draws whose variance is scale / n, where n depends on the weight's shape.</summary>
public sealed class VarianceScaling : ScaledInitializer
{
    private static readonly Dictionary<string, FanMode> s_modes = new() { ["fan_in"] = FanMode.In, ["fan_out"] = FanMode.Out, ["fan_avg"] = FanMode.Average };

    private static readonly Dictionary<string, Distribution> s_distributions = new()
    {
        ["truncated_normal"] = Layers.Distribution.TruncatedNormal,
        ["normal"] = Layers.Distribution.TruncatedNormal,
        ["untruncated_normal"] = Layers.Distribution.Normal,
        ["uniform"] = Layers.Distribution.Uniform,
    };

    /// <summary>Makes the initializer.</summary>
    /// <param name="scale">The variance before it is divided by n; more than 0.</param>
    /// <param name="mode">What n is: <c>fan_in</c>, <c>fan_out</c> or <c>fan_avg</c>.</param>
    /// <param name="distribution"><c>truncated_normal</c> (also called <c>normal</c>), <c>untruncated_normal</c> or <c>uniform</c>.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="inputAxes">The weight's axes that are inputs; by rank if not both kinds are given.</param>
    /// <param name="outputAxes">The weight's axes that are outputs; by rank if not both kinds are given.</param>
    /// <exception cref="ArgumentException">The scale is not positive, or a name is unknown.</exception>
    public VarianceScaling(
        double scale = 1,
        string mode = "fan_in",
        string distribution = "truncated_normal",
        long? seed = null,
        int[]? inputAxes = null,
        int[]? outputAxes = null)
        : base(Positive(scale), Find(s_modes, mode, "mode"), Find(s_distributions, distribution, "distribution"), seed, inputAxes, outputAxes)
    {
        Scale = scale;
        Mode = mode;
        Distribution = distribution == "normal" ? "truncated_normal" : distribution;
    }

    /// <summary>The variance before it is divided by n.</summary>
    /// <value>Default: 1.</value>
    public double Scale { get; }

    /// <summary>What n is.</summary>
    /// <value>Default: <c>fan_in</c>.</value>
    public string Mode { get; }

    /// <summary>What is drawn from.</summary>
    /// <value>Default: <c>truncated_normal</c>.</value>
    public string Distribution { get; }

    private static double Positive(double scale) =>
        scale > 0 ? scale : throw new ArgumentOutOfRangeException(nameof(scale), scale, $"VarianceScaling: scale must be more than 0. Received: {scale}.");

    private static T Find<T>(Dictionary<string, T> values, string name, string kind) =>
        values.TryGetValue(name, out T? value) ? value : throw Naming.Unknown($"{kind} of VarianceScaling", name, values.Keys);
}

