using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasNet;

/// <summary>
/// How far pictures may be shifted along one axis: <c>0.2</c> is up to a fifth of the picture either way, <c>3.5</c> (from 1.0 on) up to 3.5 pixels,
/// <c>3</c> a whole number of pixels from −2 to 2, <c>[2, 5, 9]</c> one of these with either sign; a list below 1 holds fractions. 0 is no shift.
/// </summary>
[CollectionBuilder(typeof(ShiftRange), nameof(Of))]
public readonly struct ShiftRange : IEnumerable<double>
{
    private readonly double[]? _choices;
    private readonly double _most;

    private ShiftRange(double most, double[]? choices)
    {
        _most = most;
        _choices = choices;
    }

    /// <summary>One of several shifts, with either sign: fractions of the picture if all are below 1, else pixels.</summary>
    /// <exception cref="ArgumentException">There are none, or one is not finite.</exception>
    public static ShiftRange Of(ReadOnlySpan<double> choices)
    {
        if (choices.IsEmpty)
            throw new ArgumentException("A list of shifts needs at least one number.", nameof(choices));
        foreach (double choice in choices)
            if (!double.IsFinite(choice))
                throw new ArgumentException($"Shifts must be finite numbers. Received: [{string.Join(", ", choices.ToArray())}].", nameof(choices));
        return new(0, choices.ToArray());
    }

    /// <summary>Any shift up to a fraction of the picture, or from 1.0 on up to so many pixels, in both directions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public static implicit operator ShiftRange(double most) => new(Checked(most), null);

    /// <summary>A whole number of pixels between −count and count, these two left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static implicit operator ShiftRange(int count)
    {
        Checked(count);
        return count == 0 ? default : new(0, [.. Enumerable.Range(0, count).Select(pixels => (double)pixels)]);
    }

    /// <summary>One of several shifts, with either sign.</summary>
    public static implicit operator ShiftRange(double[] choices) => Of(choices);

    /// <summary>One of several shifts in pixels, with either sign.</summary>
    public static implicit operator ShiftRange(int[] choices) => Of([.. choices.Select(pixels => (double)pixels)]);

    /// <summary>A shift in pixels along an axis of so many.</summary>
    internal double Draw(RandomStream random, int size)
    {
        if (_choices is null)
            return _most == 0 ? 0 : random.NextWithin(-_most, _most) * (_most < 1 ? size : 1);
        double choice = _choices[random.NextIndex(_choices.Length)] * ((random.NextIndex(2) * 2) - 1);
        return choice * (_choices.Max() < 1 ? size : 1);
    }

    /// <summary>The shifts to choose from; empty where any up to a largest may be drawn.</summary>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)(_choices ?? [])).GetEnumerator();

    private static double Checked(double most) =>
        double.IsFinite(most) && most >= 0
            ? most
            : throw new ArgumentOutOfRangeException(nameof(most), most, $"A shift range must be a finite number of 0 or more. Received: {most}.");

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
