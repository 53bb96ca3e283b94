namespace KerasNet.Layers;

/// <summary>
/// Pushes the rows (or columns) of a matrix towards being orthogonal to each other: factor times the mean magnitude of the cosines between them.
/// </summary>
public sealed class OrthogonalRegularizer : Regularizer
{
    private static readonly string[] s_modes = ["rows", "columns"];

    /// <summary>Makes the regularizer.</summary>
    /// <param name="factor">The factor, 0 or more.</param>
    /// <param name="mode"><c>rows</c> or <c>columns</c>.</param>
    /// <exception cref="ArgumentException">The factor is negative or not finite, or the mode unknown.</exception>
    public OrthogonalRegularizer(double factor = 0.01, string mode = "rows")
    {
        Factor = CheckFactor(factor, nameof(factor));
        Mode = s_modes.Contains(mode) ? mode : throw Naming.Unknown("mode of OrthogonalRegularizer", mode, s_modes);
    }

    /// <summary>The factor.</summary>
    /// <value>Default: 0.01.</value>
    public double Factor { get; }

    /// <summary>Whether rows or columns are compared.</summary>
    /// <value>Default: <c>rows</c>.</value>
    public string Mode { get; }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The weight is not a matrix.</exception>
    public override KerasTensor Call(KerasTensor x)
    {
        if (x.Rank != 2)
            throw new ShapeException($"The regularizer OrthogonalRegularizer takes a matrix. Received: {x}.");
        bool rows = Mode == "rows";
        int count = x.Shape[rows ? 0 : 1];
        if (count < 2)
            return Ops.Scalar(0, x);
        KerasTensor unit = UnitVectors.Along(x, [rows ? 1 : 0]);
        KerasTensor cosines = Ops.MatMul(unit, unit, transposeA: !rows, transposeB: rows);
        KerasTensor diagonal = Ops.Equal(Ops.Iota(cosines.Shape, 0), Ops.Iota(cosines.Shape, 1));
        return Factor / (count * (count - 1.0)) * Ops.Sum(Ops.Abs(Ops.Where(diagonal, Ops.Scalar(0, x), cosines)));
    }
}
