namespace KerasNet.Layers;

/// <summary>Colours as hue, saturation and value: planes (pictures, rows, columns, 1) of a batch.</summary>
/// <param name="Hue">0…1 around the circle: 0 red, ⅓ green, ⅔ blue; 0 for greys.</param>
/// <param name="Saturation">The spread of the three colours as a part of the largest; 0 for black.</param>
/// <param name="Value">The largest of the three colours.</param>
internal readonly record struct Hsv(KerasTensor Hue, KerasTensor Saturation, KerasTensor Value)
{
    /// <summary>Hue, saturation and value of colours R, G, B.</summary>
    internal static Hsv Of(KerasTensor rgb, string owner)
    {
        (KerasTensor red, KerasTensor green, KerasTensor blue) = Planes(rgb, owner);
        KerasTensor value = Ops.Maximum(Ops.Maximum(red, green), blue);
        KerasTensor spread = value - Ops.Minimum(Ops.Minimum(red, green), blue);
        KerasTensor sixth = Ops.DivideNoNaN(Ops.OnesLike(spread), 6 * spread);
        KerasTensor hue = Ops.Where(
            Ops.Equal(red, value),
            sixth * (green - blue),
            Ops.Where(Ops.Equal(green, value), sixth * (blue - red) + 2 / 6.0, sixth * (red - green) + 4 / 6.0));
        hue = Ops.Where(Ops.Greater(spread, 0), hue, Ops.Scalar(0, hue));
        return new(Ops.Where(Ops.Less(hue, 0), hue + 1, hue), Ops.DivideNoNaN(spread, value), value);
    }

    /// <summary>Three planes side by side in the last axis.</summary>
    internal KerasTensor Joined => Ops.Concatenate([Hue, Saturation, Value]);

    /// <summary>The planes behind the last axis.</summary>
    internal static Hsv Split(KerasTensor hsv, string owner)
    {
        (KerasTensor hue, KerasTensor saturation, KerasTensor value) = Planes(hsv, owner);
        return new(hue, saturation, value);
    }

    /// <summary>The colours R, G, B: each falls and rises around its place on the circle.</summary>
    internal KerasTensor ToRgb()
    {
        Hsv hsv = this;
        KerasTensor sixths = Hue * 6;
        KerasTensor pale = 1 - Saturation;
        return Ops.Concatenate([Colour(Far(3) - 1), Colour(2 - Far(2)), Colour(2 - Far(4))]);

        KerasTensor Far(double place) => Ops.Abs(sixths - place);

        KerasTensor Colour(KerasTensor strength) => (pale + hsv.Saturation * Ops.Clip(strength, 0, 1)) * hsv.Value;
    }

    private static (KerasTensor, KerasTensor, KerasTensor) Planes(KerasTensor images, string owner)
    {
        if (images.Shape[^1] != 3)
            throw new ShapeException($"{owner} expects pictures with three channels. Received: {images.Shape}, with {images.Shape[^1]}.");
        KerasTensor[] planes = Ops.Split(images, 3, -1);
        return (planes[0], planes[1], planes[2]);
    }
}
