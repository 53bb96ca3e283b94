using KerasNet.Data;

namespace KerasNet.Tests.Data.Images;

public sealed class AffineSamplerTests
{
    private const float Beyond = -7;

    public static MatrixTheoryData<FillMode, int, int> Modes => new(Enum.GetValues<FillMode>(), [0, 1], [1, 2, 3, 4]);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Every_pixel_is_the_one_that_the_rules_say(FillMode mode, int order, int channels)
    {
        Random random = new(31);
        foreach ((int height, int width) in new[] { (1, 1), (1, 6), (5, 1), (6, 6), (9, 17), (40, 23) })
            for (int round = 0; round < 8; round++)
            {
                ImageTransform transform = new()
                {
                    Theta = random.NextDouble() * 360,
                    Tx = (random.NextDouble() - 0.5) * 3 * width,
                    Ty = (random.NextDouble() - 0.5) * 3 * height,
                    Shear = (random.NextDouble() - 0.5) * 60,
                    Zx = 0.4 + random.NextDouble(),
                    Zy = 0.4 + random.NextDouble(),
                };
                CheckAgainstRules(AffineMap.Of(transform, height, width), height, width, channels, order, mode, random);
            }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Maps_that_keep_to_whole_pixels_or_degenerate_are_no_exception(FillMode mode, int order, int channels)
    {
        AffineMap[] maps =
        [
            new(1, 0, 2, 0, 1, -3), new(-1, 0, 8, 0, -1, 10), new(0, 0, 3.25, 0, 0, 4.5), new(0, 0, -40.25, 0, 1, 0), new(1, 0, 0, 0, 1e-17, 2.5),
            new(3.5, 0, -60.3, 0, 4.1, -80.63),
        ];
        foreach (AffineMap map in maps)
            CheckAgainstRules(map, 9, 11, channels, order, mode, new Random(5));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e300)]
    public void Coordinates_that_are_no_numbers_stay_inside_the_memory(double offset)
    {
        float[] source = new float[5 * 7 * 3], target = new float[5 * 7 * 3];
        foreach (FillMode mode in Enum.GetValues<FillMode>())
            for (int order = 0; order < 2; order++)
            {
                AffineSampler.Sample(source, target, 5, 7, 3, new AffineMap(1, 0, offset, 0, 1, 0), order, mode, 1);
                AffineSampler.Sample(source, target, 5, 7, 3, new AffineMap(1, offset, 0, offset, 1, 0), order, mode, 1);
            }
    }

    private static void CheckAgainstRules(in AffineMap map, int height, int width, int channels, int order, FillMode mode, Random random)
    {
        float[] source = [.. Enumerable.Range(0, height * width * channels).Select(_ => random.NextSingle() * 255)];
        float[] target = new float[source.Length];
        AffineSampler.Sample(source, target, height, width, channels, map, order, mode, Beyond);
        for (int row = 0; row < height; row++)
            for (int column = 0; column < width; column++)
                for (int channel = 0; channel < channels; channel++)
                {
                    double y = (row * map.RowByRow) + (column * map.RowByColumn) + map.RowOffset;
                    double x = (row * map.ColumnByRow) + (column * map.ColumnByColumn) + map.ColumnOffset;
                    double expected = 0;
                    if (mode == FillMode.Constant && (y < 0 || y > height - 1 || x < 0 || x > width - 1))
                        expected = Beyond;
                    else
                        foreach ((int i, double down) in Neighbours(y, height, order, mode))
                            foreach ((int j, double across) in Neighbours(x, width, order, mode))
                                expected += down * across * source[(((i * width) + j) * channels) + channel];
                    Assert.Equal(expected, target[(((row * width) + column) * channels) + channel], 1e-3);
                }
    }

    private static IEnumerable<(int Index, double Weight)> Neighbours(double at, int length, int order, FillMode mode)
    {
        if (mode == FillMode.Wrap && (at < 0 || at > length - 1))
            at = length == 1 ? 0 : at - ((length - 1) * Math.Floor(at / (length - 1)));
        double floor = Math.Floor(order == 0 ? at + 0.5 : at);
        yield return (Index((long)floor, length, mode), order == 0 ? 1 : 1 - (at - floor));
        if (order == 1)
            yield return (Index((long)floor + 1, length, mode), at - floor);
    }

    private static int Index(long index, int length, FillMode mode)
    {
        if (mode != FillMode.Reflect)
            return (int)Math.Clamp(index, 0, length - 1);
        long place = ((index % (2 * length)) + (2 * length)) % (2 * length);
        return (int)(place < length ? place : (2 * length) - 1 - place);
    }
}
