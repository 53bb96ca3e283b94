namespace KerasNet.Tuning;

/// <summary>How <see cref="BayesianOptimizationOracle"/> weighs what is expected at a point against how little is known there.</summary>
public enum Acquisition
{
    /// <summary>The lower bound mean − beta · deviation, as in Keras Tuner.</summary>
    LowerBound,

    /// <summary>By how much the point is expected to beat the best one so far (Jones et al., 1998).</summary>
    ExpectedImprovement,
}
