namespace KerasNet.Tests.Engine.Conformance;

/// <summary>How far a backend's result may lie from the reference: |a − b| ≤ relative · |b| + absolute.</summary>
/// <param name="Relative">The part that grows with the number.</param>
/// <param name="Absolute">The part that does not.</param>
/// <param name="OfLargest">Whether the relative part refers to the largest number of the tensor, as sums with cancellation need.</param>
internal readonly record struct Tolerance(double Relative, double Absolute = 0, bool OfLargest = false)
{
    /// <summary>The same numbers; data movement, integers, booleans and what IEEE 754 rounds correctly.</summary>
    internal static readonly Tolerance Exact = new(0);

    /// <summary>Functions of one element: a few units in the last place, where results too small for a normal float32 may vanish.</summary>
    internal static readonly Tolerance Function = new(2e-6, 1.2e-38);

    /// <summary>Sums of many elements, in any order.</summary>
    internal static readonly Tolerance Sum = new(1e-5, 0, OfLargest: true);

    /// <summary>Whole programs, in which errors pass through many operations.</summary>
    internal static readonly Tolerance Program = new(1e-4, 1e-5, OfLargest: true);

    /// <summary>Fails unless both tensors agree. NaN agrees with NaN, an infinity with itself, 0 with −0.</summary>
    internal void Check(TensorData expected, TensorData actual, string what)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(expected.DType, actual.DType);
        double largest = 0;
        for (long i = 0; i < expected.Length && OfLargest; i++)
            if (double.IsFinite(expected.GetDouble(i)))
                largest = Math.Max(largest, Math.Abs(expected.GetDouble(i)));
        for (long i = 0; i < expected.Length; i++)
        {
            double e = expected.GetDouble(i), a = actual.GetDouble(i);
            bool agree = e == a || (double.IsNaN(e) && double.IsNaN(a))
                || Math.Abs(e - a) <= Relative * (OfLargest ? largest : Math.Abs(e)) + Absolute;
            Assert.True(agree, $"{what}: element {i} of {expected.Shape} {expected.DType.KerasName()} is {a:R}, expected {e:R}.");
        }

        if (expected.DType == DType.Int64)
            Assert.Equal(expected.AsSpan<long>(), actual.AsSpan<long>());
    }
}
