namespace KerasNet.Data;

/// <summary>Where along one axis a coordinate finds its pixels, by the rules of scipy's <c>ndimage</c>.</summary>
internal static class BorderRule
{
    /// <summary>The two neighbours of a coordinate and the weight of the second; <paramref name="low"/> is −1 where there are none.</summary>
    /// <param name="at">The coordinate: 0 is the centre of the first pixel.</param>
    /// <param name="length">How many pixels there are.</param>
    /// <param name="mode">What stands beyond the border.</param>
    /// <param name="order">0: the nearest pixel only, halves upwards; 1: linear between two.</param>
    /// <param name="low">The first neighbour.</param>
    /// <param name="high">The second neighbour; the first where its weight is 0.</param>
    /// <param name="weight">The weight of the second neighbour, 0..1.</param>
    internal static void Locate(double at, int length, FillMode mode, int order, out int low, out int high, out float weight)
    {
        if (at < 0 || at > length - 1)
        {
            if (mode == FillMode.Constant)
            {
                (low, high, weight) = (-1, -1, 0);
                return;
            }

            at = Inwards(at, length, mode);
        }

        double floor = Math.Floor(order == 0 ? at + 0.5 : at);
        weight = order == 0 ? 0 : (float)(at - floor);

        // Half a pixel beyond the border, where only a reflected coordinate lies, both neighbours are the last pixel.
        low = Math.Clamp((int)floor, 0, length - 1);
        high = order == 0 ? low : Math.Clamp((int)floor + 1, 0, length - 1);
    }

    private static double Inwards(double at, int length, FillMode mode)
    {
        if (length == 1)
            return 0;
        switch (mode)
        {
            case FillMode.Nearest:
                return at < 0 ? 0 : length - 1;
            case FillMode.Wrap:
                double period = length - 1;
                return at < 0 ? at + (period * (Math.Truncate(-at / period) + 1)) : at - (period * Math.Truncate(at / period));
            default:
                double twice = 2.0 * length;
                if (at < 0)
                {
                    if (at < -twice)
                        at += twice * Math.Truncate(-at / twice);
                    return at < -length ? at + twice : -at - 1;
                }

                at -= twice * Math.Truncate(at / twice);
                return at >= length ? twice - at - 1 : at;
        }
    }
}
