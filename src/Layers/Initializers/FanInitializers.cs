namespace KerasNet.Layers;

/// <summary>Even draws from ±√(6 / (fan in + fan out)). Glorot and Bengio, 2010.</summary>
/// <param name="seed">Where the draws start; an initializer gives the same values at every call.</param>
/// <param name="inputAxes">The weight's axes that are inputs; by rank if not both kinds are given.</param>
/// <param name="outputAxes">The weight's axes that are outputs; by rank if not both kinds are given.</param>
public sealed class GlorotUniform(long? seed = null, int[]? inputAxes = null, int[]? outputAxes = null)
    : ScaledInitializer(1, FanMode.Average, Distribution.Uniform, seed, inputAxes, outputAxes);

/// <summary>Truncated normal draws with the variance 2 / (fan in + fan out). Glorot and Bengio, 2010.</summary>
/// <param name="seed">Where the draws start; an initializer gives the same values at every call.</param>
/// <param name="inputAxes">The weight's axes that are inputs; by rank if not both kinds are given.</param>
/// <param name="outputAxes">The weight's axes that are outputs; by rank if not both kinds are given.</param>
public sealed class GlorotNormal(long? seed = null, int[]? inputAxes = null, int[]? outputAxes = null)
    : ScaledInitializer(1, FanMode.Average, Distribution.TruncatedNormal, seed, inputAxes, outputAxes);

/// <summary>Even draws from ±√(6 / fan in). He et al., 2015.</summary>
/// <param name="seed">Where the draws start; an initializer gives the same values at every call.</param>
/// <param name="inputAxes">The weight's axes that are inputs; by rank if not both kinds are given.</param>
/// <param name="outputAxes">The weight's axes that are outputs; by rank if not both kinds are given.</param>
public sealed class HeUniform(long? seed = null, int[]? inputAxes = null, int[]? outputAxes = null)
    : ScaledInitializer(2, FanMode.In, Distribution.Uniform, seed, inputAxes, outputAxes);

/// <summary>Truncated normal draws with the variance 2 / fan in. He et al., 2015.</summary>
/// <param name="seed">Where the draws start; an initializer gives the same values at every call.</param>
/// <param name="inputAxes">The weight's axes that are inputs; by rank if not both kinds are given.</param>
/// <param name="outputAxes">The weight's axes that are outputs; by rank if not both kinds are given.</param>
public sealed class HeNormal(long? seed = null, int[]? inputAxes = null, int[]? outputAxes = null)
    : ScaledInitializer(2, FanMode.In, Distribution.TruncatedNormal, seed, inputAxes, outputAxes);

/// <summary>Even draws from ±√(3 / fan in). LeCun et al., 1998.</summary>
/// <param name="seed">Where the draws start; an initializer gives the same values at every call.</param>
/// <param name="inputAxes">The weight's axes that are inputs; by rank if not both kinds are given.</param>
/// <param name="outputAxes">The weight's axes that are outputs; by rank if not both kinds are given.</param>
public sealed class LecunUniform(long? seed = null, int[]? inputAxes = null, int[]? outputAxes = null)
    : ScaledInitializer(1, FanMode.In, Distribution.Uniform, seed, inputAxes, outputAxes);

/// <summary>Truncated normal draws with the variance 1 / fan in. LeCun et al., 1998.</summary>
/// <param name="seed">Where the draws start; an initializer gives the same values at every call.</param>
/// <param name="inputAxes">The weight's axes that are inputs; by rank if not both kinds are given.</param>
/// <param name="outputAxes">The weight's axes that are outputs; by rank if not both kinds are given.</param>
public sealed class LecunNormal(long? seed = null, int[]? inputAxes = null, int[]? outputAxes = null)
    : ScaledInitializer(1, FanMode.In, Distribution.TruncatedNormal, seed, inputAxes, outputAxes);
