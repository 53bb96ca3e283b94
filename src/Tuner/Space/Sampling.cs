namespace KerasNet.Tuning;

/// <summary>How the values between two bounds are spread over the probabilities 0 to 1.</summary>
public enum Sampling
{
    /// <summary>Evenly: <c>min + p · (max − min)</c>.</summary>
    Linear,

    /// <summary>Evenly in the logarithm, so that small values are as likely as large ones: <c>min · (max / min)^p</c>.</summary>
    Log,

    /// <summary>As <see cref="Log"/>, but dense near the upper bound: <c>max + min − min · (max / min)^(1 − p)</c>.</summary>
    ReverseLog,
}
