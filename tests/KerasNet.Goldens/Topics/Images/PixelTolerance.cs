namespace KerasNet.Goldens.Topics.Images;

/// <summary>How far pixels may be off: each by so many levels, and all of them on average.</summary>
/// <param name="Most">Levels.</param>
/// <param name="Mean">Levels.</param>
internal readonly record struct PixelTolerance(double Most, double Mean)
{
    internal static PixelTolerance Of(GoldenCase golden) => new(golden.Number("atol") ?? 0, golden.Number("mean_atol") ?? golden.Number("atol") ?? 0);

    internal void Check(string what, ReadOnlySpan<byte> got, ReadOnlySpan<byte> expected)
    {
        Comparer.Equal($"bytes of {what}", got.Length, expected.Length);
        int worst = 0;
        long sum = 0;
        for (int i = 0; i < got.Length; i++)
        {
            int off = Math.Abs(got[i] - expected[i]);
            sum += off;
            if (off > Math.Abs(got[worst] - expected[worst]))
                worst = i;
        }

        double mean = sum / (double)got.Length;
        if (Math.Abs(got[worst] - expected[worst]) > Most || mean > Mean)
            throw new MismatchException($"{what}[{worst}] = {got[worst]}, expected {expected[worst]}; {mean:F3} levels off on average");
    }
}
