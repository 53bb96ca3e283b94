namespace KerasNet.Layers;

public sealed partial class BatchNormalization
{
    private static readonly string[] s_bounds = ["rmin", "rmax", "dmax"];

    private Variable _movingDeviation = null!;
    private Variable _renormMean = null!;
    private Variable _renormDeviation = null!;

    private Dictionary<string, double> CheckClipping(IReadOnlyDictionary<string, double>? clipping)
    {
        foreach ((string bound, double value) in clipping ?? new Dictionary<string, double>())
        {
            if (!s_bounds.Contains(bound))
                throw Naming.Unknown("bound of renormClipping", bound, s_bounds);
            _ = Check.NotNegative(value, bound, this);
        }

        return clipping?.ToDictionary() ?? [];
    }

    private void BuildRenorm(Shape shape)
    {
        _movingDeviation = AddWeight("moving_stddev", shape, new Ones(), trainable: false);
        _renormMean = AddWeight("renorm_mean", shape, new Zeros(), trainable: false);
        _renormDeviation = AddWeight("renorm_stddev", shape, new Ones(), trainable: false);
    }

    /// <summary>
    /// Factor and offset for which the batch's mean and deviation are corrected towards the longer averages: with r = σ / σ̄ and d = (μ − μ̄) / σ̄ the result
    /// is (x̂ · r + d) · gamma + beta. No gradient passes through r and d.
    /// </summary>
    private (KerasTensor Factor, KerasTensor? Offset) Renormed(KerasTensor mean, KerasTensor variance, Shape shape)
    {
        KerasTensor deviation = Ops.Sqrt(variance + Epsilon);
        KerasTensor longDeviation = Ops.Maximum(Ops.Reshape(_renormDeviation, shape), Math.Sqrt(Epsilon));
        KerasTensor r = Clip(deviation / longDeviation, Bound("rmin"), Bound("rmax"));
        double? dmax = Bound("dmax");
        KerasTensor d = Clip((mean - Ops.Reshape(_renormMean, shape)) / longDeviation, -dmax, dmax);
        Move(_renormMean, mean, RenormMomentum);
        Move(_renormDeviation, deviation, RenormMomentum);
        Move(_movingDeviation, deviation, Momentum);
        _movingVariance.Assign(Ops.Maximum(Ops.Square(_movingDeviation) - Epsilon, 0));
        (r, d) = (Ops.StopGradient(r), Ops.StopGradient(d));
        if (Factor(shape) is { } gamma)
            (r, d) = (r * gamma, d * gamma);
        return (r, Offset(shape) is { } beta ? d + beta : d);
    }

    private double? Bound(string name) => RenormClipping!.TryGetValue(name, out double value) ? value : null;

    private static KerasTensor Clip(KerasTensor x, double? low, double? high)
    {
        if (high is { } top)
            x = Ops.Minimum(x, top);
        return low is { } bottom ? Ops.Maximum(x, bottom) : x;
    }
}
