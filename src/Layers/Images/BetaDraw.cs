namespace KerasNet.Layers;

/// <summary>Numbers of the beta distribution with two equal parameters: near 0 and 1 for parameters below 1, near ½ for large ones.</summary>
/// <remarks>
/// A beta number is g / (g + h) of two gamma numbers. Those are drawn by the squeeze of Marsaglia and Tsang (2000) for the parameter plus 1, times
/// u^(1 / parameter). Of a fixed number of proposals the first that is accepted counts; each is with more than 95 %, and in the one case of 10¹⁰ in which none is,
/// the most likely number stands in. All is done in logarithms, in which tiny parameters do not vanish.
/// </remarks>
internal static class BetaDraw
{
    private const int Proposals = 8;

    /// <summary>So many numbers in 0…1.</summary>
    internal static KerasTensor Symmetric(SeedGenerator random, int count, KerasTensor parameter) =>
        Ops.Sigmoid(LogGamma(random, count, parameter) - LogGamma(random, count, parameter));

    private static KerasTensor LogGamma(SeedGenerator random, int count, KerasTensor parameter)
    {
        KerasTensor scale = parameter + 2 / 3.0;
        KerasTensor normal = Ops.RandomNormal(random.Next(), [Proposals, count]);
        KerasTensor root = 1 + normal * Ops.Rsqrt(9 * scale);
        KerasTensor positive = Ops.Greater(root, 0);
        KerasTensor log = 3 * Ops.Log(Ops.Where(positive, root, Ops.Scalar(1, root)));
        KerasTensor bound = 0.5 * Ops.Square(normal) + scale * (1 - Ops.Exp(log) + log);
        KerasTensor accepted = Ops.LogicalAnd(positive, Ops.Less(LogUniform(random, [Proposals, count]), bound));
        KerasTensor chosen = Ops.Zeros(count);
        for (int i = Proposals - 1; i >= 0; i--)
            chosen = Ops.Where(Ops.Take(accepted, 0, i), Ops.Take(log, 0, i), chosen);
        return Ops.Log(scale) + chosen + LogUniform(random, count) / parameter;
    }

    /// <summary>Logarithms of numbers drawn evenly from (0, 1].</summary>
    private static KerasTensor LogUniform(SeedGenerator random, Shape shape) => Ops.Log(1 - Ops.RandomUniform(random.Next(), shape));
}
