namespace KerasNet.Layers;

/// <summary>The values that pictures may have, from black to white.</summary>
/// <param name="Low">Black.</param>
/// <param name="High">White.</param>
internal readonly record struct ValueRange(double Low, double High)
{
    /// <summary>0…255, the levels of bytes.</summary>
    internal static readonly ValueRange Levels = new(0, 255);

    /// <summary>0…1.</summary>
    internal static readonly ValueRange Unit = new(0, 1);

    /// <summary>The range behind an argument, whose two numbers may come in any order; the levels of bytes for null.</summary>
    /// <exception cref="ArgumentException">There are not two different numbers.</exception>
    internal static ValueRange Of(Numbers? range, Layer layer) => range switch
    {
        null => Levels,
        { Count: 2 } when range[0] != range[1] => new(Math.Min(range[0], range[1]), Math.Max(range[0], range[1])),
        _ => throw new ArgumentException(
            $"{layer}: valueRange must be two different numbers, such as [0, 255] or [0, 1]. Received: {range}.", "valueRange"),
    };

    /// <summary>White minus black.</summary>
    internal double Width => High - Low;

    /// <summary>The range as the pair that Keras saves.</summary>
    internal Numbers Pair => [Low, High];

    /// <summary>x, where it leaves the range the nearest end.</summary>
    internal KerasTensor Hold(KerasTensor x) => Ops.Clip(x, Low, High);

    /// <summary>Values of this range as those of another.</summary>
    internal KerasTensor To(ValueRange other, KerasTensor x) => other == this ? x : (x - Low) / Width * other.Width + other.Low;
}
