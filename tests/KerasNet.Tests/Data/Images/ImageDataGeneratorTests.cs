using System.Numerics.Tensors;
using KerasNet.Data;

namespace KerasNet.Tests.Data.Images;

public sealed class ImageDataGeneratorTests
{
    private static readonly Shape s_oblong = [4, 7, 3];

    [Fact]
    public void Width_shifts_move_along_the_width_and_height_shifts_along_the_height()
    {
        ImageTransform wide = new ImageDataGenerator(widthShiftRange: 0.5).GetRandomTransform([100, 200, 3], seed: 1);
        ImageTransform high = new ImageDataGenerator(heightShiftRange: 0.5).GetRandomTransform([100, 200, 3], seed: 1);
        Assert.InRange(Math.Abs(wide.Tx), 0.1, 100);
        Assert.InRange(Math.Abs(high.Ty), 0.1, 50);
        Assert.Equal((0, 0), (wide.Ty, high.Tx));

        float[] moved = Values(new ImageDataGenerator().ApplyTransform(DataArray.Of(Ramp(s_oblong), s_oblong), new ImageTransform { Tx = 1 }));
        Assert.Equal(Ramp(s_oblong).Skip(3).Take(18), moved.Take(18));
    }

    public static TheoryData<ShiftRange, double[]> Shifts => new()
    {
        { 3, [-2, -1, 0, 1, 2] },
        { 1, [0] },
        { 0, [0] },
        { new[] { 2, 5 }, [-5, -2, 2, 5] },
        { new[] { 0.1, 0.5 }, [-100, -20, 20, 100] },
        { new[] { 0.5, 3 }, [-3, -0.5, 0.5, 3] },
    };

    [Theory]
    [MemberData(nameof(Shifts))]
    public void Whole_numbers_and_lists_of_shifts_have_these_values(ShiftRange range, double[] expected)
    {
        ImageDataGenerator generator = new(widthShiftRange: range);
        Assert.Equal(expected, Enumerable.Range(0, 300).Select(seed => generator.GetRandomTransform([100, 200, 3], seed).Tx + 0.0).Distinct().Order());
    }

    [Fact]
    public void A_collection_expression_is_a_list_of_shifts() => Assert.Equal([0.1, 0.2], new ImageDataGenerator(heightShiftRange: [0.1, 0.2]).HeightShiftRange);

    [Fact]
    public void The_same_seed_draws_the_same_and_another_seed_something_else()
    {
        ImageDataGenerator generator = new(
            rotationRange: 40, widthShiftRange: 0.2, heightShiftRange: 0.2, shearRange: 0.2, zoomRange: 0.2, horizontalFlip: true, verticalFlip: true,
            channelShiftRange: 9, brightnessRange: [0.5, 1.5]);
        Assert.Equal(generator.GetRandomTransform(s_oblong, 5), generator.GetRandomTransform(s_oblong, 5));
        Assert.NotEqual(generator.GetRandomTransform(s_oblong, 5), generator.GetRandomTransform(s_oblong, 6));
        Assert.NotEqual(generator.GetRandomTransform(s_oblong), generator.GetRandomTransform(s_oblong));
    }

    [Theory]
    [InlineData("channels_last", 4, 7, 3)]
    [InlineData("channels_first", 3, 4, 7)]
    public void Half_a_turn_of_an_oblong_picture_exchanges_both_its_sides(string dataFormat, params int[] shape)
    {
        ImageDataGenerator generator = new(dataFormat: dataFormat);
        DataArray picture = DataArray.Of(Ramp(shape), shape);
        float[] turned = Values(generator.ApplyTransform(picture, new ImageTransform { Theta = 180 }));
        float[] flipped = Values(generator.ApplyTransform(picture, new ImageTransform { FlipHorizontal = true, FlipVertical = true }));
        Assert.All(turned.Zip(flipped), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
    }

    [Fact]
    public void Both_data_formats_show_the_same_picture()
    {
        ImageTransform transform = new()
        {
            Theta = 20, Tx = 0.7, Shear = 10, Zx = 1.2, ChannelShiftIntensity = 12, FlipHorizontal = true, FlipVertical = true, Brightness = 1.3,
        };
        float[] last = Ramp([4, 7, 4]);
        float[] first = [.. from channel in Enumerable.Range(0, 4) from pixel in Enumerable.Range(0, 28) select last[(pixel * 4) + channel]];
        float[] got = Values(new ImageDataGenerator(dataFormat: "channels_first").ApplyTransform(DataArray.Of(first, [4, 4, 7]), transform));
        float[] expected = Values(new ImageDataGenerator().ApplyTransform(DataArray.Of(last, [4, 7, 4]), transform));
        Assert.Equal(expected, from pixel in Enumerable.Range(0, 28) from channel in Enumerable.Range(0, 4) select got[(channel * 28) + pixel]);
    }

    [Fact]
    public void Pictures_of_bytes_and_doubles_are_taken_like_floats()
    {
        float[] values = Ramp([2, 2, 3]);
        ImageDataGenerator generator = new(rescale: 0.5);
        Tensor<float> expected = generator.Standardize(DataArray.Of(values, [2, 2, 3]));
        Assert.Equal(Values(expected), Values(generator.Standardize(DataArray.Of(Array.ConvertAll(values, value => (byte)value), [2, 2, 3]))));
        Assert.Equal(Values(expected), Values(generator.Standardize(DataArray.Of(Array.ConvertAll(values, value => (double)value), [2, 2, 3]))));
        Assert.Equal(Values(expected), Values(generator.Standardize(DataArray.Of(Array.ConvertAll(values, value => (long)value), [2, 2, 3]))));
    }

    [Fact]
    public void The_preprocessing_function_comes_first_and_must_keep_the_shape()
    {
        ImageDataGenerator doubled = new(rescale: 0.5, preprocessingFunction: picture => Tensor.Add(picture, 1f));
        Assert.Equal(Ramp(s_oblong).Select(value => (value + 1) / 2), Values(doubled.Standardize(DataArray.Of(Ramp(s_oblong), s_oblong))));
        ImageDataGenerator cut = new(preprocessingFunction: picture => picture[..2, .., ..]);
        Assert.Contains("keep the shape", Assert.Throws<ArgumentException>(() => cut.Standardize(DataArray.Of(Ramp(s_oblong), s_oblong))).Message);
    }

    [Fact]
    public void Statistics_can_be_set_instead_of_fitted()
    {
        ImageDataGenerator generator = new(featurewiseCenter: true) { Mean = [1, 2, 3] };
        Assert.Equal([-1, -1, -1, 2, 2, 2], Values(generator.Standardize(DataArray.Of(Ramp([1, 2, 3]), [1, 2, 3]))));
        generator.Mean = [1];
        Assert.Throws<ArgumentException>(() => generator.Standardize(DataArray.Of(Ramp([1, 2, 3]), [1, 2, 3])));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(9)]
    public void Whitened_pictures_are_uncorrelated(int count)
    {
        Random random = new(2);
        Shape shape = [count, 2, 2, 3];
        float[] pictures = [.. Enumerable.Range(0, count * 12).Select(_ => random.NextSingle() * 255)];
        ImageDataGenerator generator = new(zcaWhitening: true);
        generator.Fit(DataArray.Of(pictures, shape));
        float[][] white = [.. pictures.Chunk(12).Select(picture => Values(generator.Standardize(DataArray.Of(picture, [2, 2, 3]))))];

        // With more pictures than numbers XᵀX = n·1, with fewer XXᵀ = n·1.
        int size = Math.Min(count, 12);
        for (int i = 0; i < size; i++)
            for (int j = 0; j < size; j++)
            {
                double product = count > 12 ? white.Sum(row => row[i] * row[j]) : white[i].Zip(white[j], (a, b) => a * b).Sum();
                Assert.Equal(i == j ? count : 0, product, 0.01 * count);
            }
    }

    [Fact]
    public void Fit_takes_random_transformations_of_the_pictures_where_asked()
    {
        DataArray pictures = DataArray.Of(Ramp([2, 4, 7, 3]), [2, 4, 7, 3]);
        ImageDataGenerator Fitted(bool augment)
        {
            ImageDataGenerator generator = new(featurewiseStdNormalization: true, channelShiftRange: 20);
            generator.Fit(pictures, augment, rounds: 3, seed: 1);
            return generator;
        }

        Assert.Equal(Fitted(augment: true).Mean, Fitted(augment: true).Mean);
        Assert.NotEqual(Fitted(augment: false).Mean, Fitted(augment: true).Mean);
        Assert.NotNull(Fitted(augment: true).Std);
    }

    public static TheoryData<string, Func<object>> Refused => new()
    {
        { "zoomRange", () => new ImageDataGenerator(zoomRange: [1, 2, 3]) },
        { "brightnessRange", () => new ImageDataGenerator(brightnessRange: 0.3) },
        { "validationSplit", () => new ImageDataGenerator(validationSplit: 1) },
        { "interpolationOrder", () => new ImageDataGenerator(interpolationOrder: 3) },
        { "data format", () => new ImageDataGenerator(dataFormat: "channels") },
        { "shift range", () => new ImageDataGenerator(widthShiftRange: -0.1) },
        { "list of shifts", () => new ImageDataGenerator(widthShiftRange: []) },
        { "three dimensions", () => new ImageDataGenerator().Standardize(new float[3, 4]) },
        { "three dimensions", () => new ImageDataGenerator().GetRandomTransform([3, 4]) },
        { "8-bit", () => new ImageDataGenerator().ApplyTransform(new float[3, 4, 2], new ImageTransform { Brightness = 1.1 }) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refused_with_a_word_about_it(string word, Func<object> act)
    {
        Exception e = Assert.ThrowsAny<Exception>(act);
        Assert.True(e is ArgumentException or NotSupportedException, e.GetType().Name);
        Assert.Contains(word, e.Message);
    }

    private static float[] Ramp(Shape shape) => [.. Enumerable.Range(0, (int)shape.ElementCount).Select(i => (float)i)];

    private static float[] Values(Tensor<float> tensor)
    {
        float[] values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }
}
