namespace KerasNet;

/// <summary>What <see cref="Op.AffineTransform"/> stands for, in primitives: places, pixels at whole places, and their blend.</summary>
internal static class AffineTransform
{
    /// <summary>The numbers of a transform.</summary>
    internal const int Numbers = 8;

    // So far beyond the edges nothing but the constant is seen; farther places would not fit into an integer.
    private const int Beyond = 2;

    internal static KerasTensor Decompose(KerasTensor images, KerasTensor transforms, AffineTransformAttributes attributes)
    {
        (int pictures, int rows, int columns) = (images.Shape[0], images.Shape[1], images.Shape[2]);
        KerasTensor[] t = [.. Enumerable.Range(0, Numbers).Select(i => Ops.Reshape(Ops.SliceAxis(transforms, 1, i, i + 1), [pictures, 1, 1]))];
        KerasTensor toX = Ops.Iota([1, rows, columns], 2, images.DType), toY = Ops.Iota([1, rows, columns], 1, images.DType);
        KerasTensor k = t[6] * toX + t[7] * toY + 1;
        KerasTensor x = (t[0] * toX + t[1] * toY + t[2]) / k, y = (t[3] * toX + t[4] * toY + t[5]) / k;
        KerasTensor exists = Ops.LogicalAnd(Ops.IsFinite(x), Ops.IsFinite(y));
        KerasTensor zero = Ops.Scalar(0, x), fillValue = Ops.Scalar(attributes.FillValue, images);
        x = Inside(Ops.Where(exists, x, zero), columns, attributes.Fill);
        y = Inside(Ops.Where(exists, y, zero), rows, attributes.Fill);

        KerasTensor pixels = Ops.Reshape(images, [pictures, rows * columns, images.Shape[3]]);
        KerasTensor result = attributes.Bilinear ? Blend() : PixelAt(AwayFromZero(x), AwayFromZero(y));
        return Ops.Where(Ops.ExpandDims(exists, -1), result, fillValue);

        KerasTensor Blend()
        {
            KerasTensor left = Ops.Floor(x), above = Ops.Floor(y);
            KerasTensor right = left + 1, below = above + 1;
            KerasTensor fromLeft = Ops.ExpandDims(x - left, -1), fromRight = Ops.ExpandDims(right - x, -1);
            KerasTensor upper = fromRight * PixelAt(left, above) + fromLeft * PixelAt(right, above);
            KerasTensor lower = fromRight * PixelAt(left, below) + fromLeft * PixelAt(right, below);
            return Ops.ExpandDims(below - y, -1) * upper + Ops.ExpandDims(y - above, -1) * lower;
        }

        // Whole places; only those of the constant fill, and neighbours with the weight 0, may lie outside.
        KerasTensor PixelAt(KerasTensor column, KerasTensor row)
        {
            KerasTensor place = Ops.Clip(row, 0, rows - 1) * columns + Ops.Clip(column, 0, columns - 1);
            KerasTensor index = Ops.Reshape(Ops.Cast(place, DType.Int32), [pictures, rows * columns]);
            KerasTensor found = Ops.Reshape(Ops.Gather(pixels, index, 1, 1), images.Shape);
            if (attributes.Fill != FillMode.Constant)
                return found;
            KerasTensor isThere = Ops.LogicalAnd(
                Ops.LogicalAnd(Ops.GreaterEqual(column, 0), Ops.LessEqual(column, columns - 1)),
                Ops.LogicalAnd(Ops.GreaterEqual(row, 0), Ops.LessEqual(row, rows - 1)));
            return Ops.Where(Ops.ExpandDims(isThere, -1), found, fillValue);
        }
    }

    /// <summary>Places along an axis of n pixels, brought inside by the rule of a fill mode.</summary>
    private static KerasTensor Inside(KerasTensor place, int n, FillMode fill) => fill switch
    {
        FillMode.Constant => Ops.Clip(place, -Beyond, n - 1 + Beyond),
        FillMode.Reflect => Ops.Clip(Outside(place, n, Reflected(place, n)), 0, n - 1),
        FillMode.Wrap when n > 1 => Ops.Clip(Outside(place, n, Wrapped(place, n)), 0, n - 1),
        _ => Ops.Clip(place, 0, n - 1),
    };

    /// <summary>Another place for those before the first pixel and after the last.</summary>
    private static KerasTensor Outside(KerasTensor place, int n, (KerasTensor Before, KerasTensor After) other) =>
        Ops.Where(Ops.Less(place, 0), other.Before, Ops.Where(Ops.Greater(place, n - 1), other.After, place));

    private static (KerasTensor Before, KerasTensor After) Reflected(KerasTensor place, int n)
    {
        double period = 2 * n;
        KerasTensor before = place + period * Ops.Floor(-place / period), after = place - period * Ops.Floor(place / period);
        return (
            Ops.Where(Ops.Less(before, -n), before + period, -before - 1),
            Ops.Where(Ops.GreaterEqual(after, n), period - after - 1, after));
    }

    private static (KerasTensor Before, KerasTensor After) Wrapped(KerasTensor place, int n) =>
        (place + (double)n * (Ops.Floor(-place / (n - 1.0)) + 1), place - (double)n * Ops.Floor(place / (n - 1.0)));

    /// <summary>The nearest whole number, halves away from zero.</summary>
    private static KerasTensor AwayFromZero(KerasTensor x)
    {
        KerasTensor size = Ops.Abs(x), whole = Ops.Floor(size);
        return Ops.Sign(x) * (whole + Ops.Cast(Ops.GreaterEqual(size - whole, 0.5), x.DType));
    }
}
