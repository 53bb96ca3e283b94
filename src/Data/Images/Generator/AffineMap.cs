namespace KerasNet.Data;

/// <summary>Where an output pixel looks in the input: row = r·RowByRow + c·RowByColumn + RowOffset, and the same for the column.</summary>
internal readonly record struct AffineMap(
    double RowByRow, double RowByColumn, double RowOffset,
    double ColumnByRow, double ColumnByColumn, double ColumnOffset)
{
    private static readonly AffineMap s_identity = new(1, 0, 0, 0, 1, 0);

    /// <summary>Whether every pixel stays where it is.</summary>
    internal bool IsIdentity => this == s_identity;

    /// <summary>Turn · shift · shear · zoom about the centre of the picture; parts that do nothing are left out, so that they cost no accuracy.</summary>
    internal static AffineMap Of(ImageTransform transform, int height, int width)
    {
        AffineMap map = s_identity;
        if (transform.Theta != 0)
        {
            (double sin, double cos) = Math.SinCos(Radians(transform.Theta));
            map = new(cos, sin, 0, -sin, cos, 0);
        }

        if (transform.Tx != 0 || transform.Ty != 0)
            map *= new AffineMap(1, 0, transform.Ty, 0, 1, transform.Tx);
        if (transform.Shear != 0)
        {
            (double sin, double cos) = Math.SinCos(Radians(transform.Shear));
            map *= new AffineMap(cos, 0, 0, -sin, 1, 0);
        }

        if (transform.Zx != 1 || transform.Zy != 1)
            map *= new AffineMap(transform.Zy, 0, 0, 0, transform.Zx, 0);
        return map.IsIdentity ? map : map.About((height / 2.0) - 0.5, (width / 2.0) - 0.5);
    }

    /// <summary>The right map first, then the left one: a product of matrices.</summary>
    public static AffineMap operator *(AffineMap left, AffineMap right) => new(
        (left.RowByRow * right.RowByRow) + (left.RowByColumn * right.ColumnByRow),
        (left.RowByRow * right.RowByColumn) + (left.RowByColumn * right.ColumnByColumn),
        (left.RowByRow * right.RowOffset) + (left.RowByColumn * right.ColumnOffset) + left.RowOffset,
        (left.ColumnByRow * right.RowByRow) + (left.ColumnByColumn * right.ColumnByRow),
        (left.ColumnByRow * right.RowByColumn) + (left.ColumnByColumn * right.ColumnByColumn),
        (left.ColumnByRow * right.RowOffset) + (left.ColumnByColumn * right.ColumnOffset) + left.ColumnOffset);

    private AffineMap About(double row, double column) =>
        new AffineMap(1, 0, row, 0, 1, column) * this * new AffineMap(1, 0, -row, 0, 1, -column);

    private static double Radians(double degrees) => degrees * (Math.PI / 180);
}
