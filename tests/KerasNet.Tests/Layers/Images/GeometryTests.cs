using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Images;

/// <summary>Turns, moves and cuts whose result anyone can write down.</summary>
public sealed class GeometryTests
{
    private static readonly TensorData s_square = Pictures.Counted([1, 3, 3, 1]);

    [Theory]
    [InlineData(0, new double[] { 0, 1, 2, 3, 4, 5, 6, 7, 8 })]
    [InlineData(90, new double[] { 2, 5, 8, 1, 4, 7, 0, 3, 6 })]
    [InlineData(180, new double[] { 8, 7, 6, 5, 4, 3, 2, 1, 0 })]
    [InlineData(-90, new double[] { 6, 3, 0, 7, 4, 1, 8, 5, 2 })]
    [InlineData(360, new double[] { 0, 1, 2, 3, 4, 5, 6, 7, 8 })]
    public void Positive_angles_turn_counter_clockwise(double degrees, double[] expected) =>
        Close(expected, Pictures.Pinned(new RandomRotation(1, "nearest"), s_square, ("angle", Pictures.Numbers([1], degrees))));

    [Theory]
    [InlineData("constant", new double[] { 9, 9, 9, 9, 0, 1, 9, 3, 4 })]
    [InlineData("nearest", new double[] { 0, 0, 1, 0, 0, 1, 3, 3, 4 })]
    [InlineData("reflect", new double[] { 0, 0, 1, 0, 0, 1, 3, 3, 4 })]
    [InlineData("wrap", new double[] { 8, 6, 7, 2, 0, 1, 5, 3, 4 })]
    public void Positive_translations_move_right_and_down(string fill, double[] expected) =>
        Close(expected, Pictures.Pinned(new RandomTranslation(1, 1, fill, fillValue: 9), s_square, ("translations", Pictures.Numbers([1, 2], 1, 1))));

    [Fact]
    public void Each_picture_has_its_own_transformation()
    {
        TensorData two = Pictures.Counted([2, 1, 3, 1]);
        TensorData moved = Pictures.Pinned(new RandomTranslation(1, 1, "constant"), two, ("translations", Pictures.Numbers([2, 2], 1, 0, -1, 0)));
        Close([0, 0, 1, 4, 5, 0], moved);
    }

    [Fact]
    public void A_zoom_of_2_shows_twice_as_much() =>
        Close([0, 0, 0, 0, 4, 0, 0, 0, 0], Pictures.Pinned(
            new RandomZoom(1, 1, "constant"), s_square, ("height_zoom", Pictures.Numbers([1, 1], 2)), ("width_zoom", Pictures.Numbers([1, 1], 2))));

    [Fact]
    public void A_shear_pushes_rows_the_lower_they_are() =>
        Close([0, 1, 2, 4, 5, 5, 8, 8, 8], Pictures.Pinned(new RandomShear(1, fillMode: "nearest"), s_square, ("shear_factor", Pictures.Numbers([1, 2], 1, 0))));

    [Fact]
    public void Flips_mirror_the_pictures_that_were_drawn()
    {
        TensorData two = Pictures.Counted([2, 2, 2, 1]), flips = Execution.Data([2, 1, 1, 1], DType.Bool, 1, 0);
        Close([1, 0, 3, 2, 4, 5, 6, 7], Pictures.Pinned(new RandomFlip("horizontal"), two, ("flips", flips)));
        Close([2, 3, 0, 1, 4, 5, 6, 7], Pictures.Pinned(new RandomFlip("vertical"), two, ("flips", flips)));
        Close([3, 2, 1, 0, 4, 5, 6, 7], Pictures.Pinned(new RandomFlip(), two, ("flips", flips)));
    }

    [Fact]
    public void Crops_lie_anywhere_inside_and_are_the_same_for_a_batch()
    {
        RandomCrop layer = new(1, 2, seed: 1);
        HashSet<double> seen = [];
        for (int i = 0; i < 60; i++)
        {
            double[] crop = layer.Run(true, Pictures.Counted([2, 3, 4, 1]))[0].Numbers();
            Assert.Equal([crop[0], crop[0] + 1, crop[0] + 12, crop[0] + 13], crop);
            seen.Add(crop[0]);
        }

        Assert.Equal([0, 1, 2, 4, 5, 6, 8, 9, 10], seen.Order());
    }

    [Fact]
    public void Outside_of_training_a_crop_is_the_middle_in_the_layers_size()
    {
        TensorData got = LayerContract.Run(new RandomCrop(2, 2), false, Pictures.Counted([1, 4, 6, 1]));
        Assert.Equal<Shape>([1, 2, 2, 1], got.Shape);
        Close([4.5, 6.5, 16.5, 18.5], got);
    }

    [Fact]
    public void Perspective_brings_points_where_they_shall_be()
    {
        TensorData start = Pictures.Numbers([1, 4, 2], 0, 0, 2, 0, 0, 2, 2, 2), end = Pictures.Numbers([1, 4, 2], 2, 0, 0, 0, 2, 2, 0, 2);
        double[] mirrored = Pictures.Of(x => ImageOps.PerspectiveTransform(x, Ops.Constant(start), Ops.Constant(end)), s_square);
        Assert.Equal([2, 1, 0, 5, 4, 3, 8, 7, 6], mirrored.Select(number => Math.Round(number, 5)));
    }

    [Fact]
    public void Boxes_are_erased_in_the_share_of_the_picture_that_was_asked_for()
    {
        RandomErasing layer = new([1, 1], [0.25, 0.25], fillValue: 0, seed: 2);
        TensorData ones = new([50, 20, 20, 1], DType.Float32);
        ones.AsSpan<float>().Fill(1);
        Assert.InRange(layer.Run(true, ones)[0].Numbers().Count(pixel => pixel == 0) / (50.0 * 400), 0.23, 0.27);
    }

    [Fact]
    public void Noise_is_held_within_the_range_of_values()
    {
        double[] pixels = new RandomErasing([1, 1], [1, 1], valueRange: [0, 2], seed: 2).Run(true, new TensorData([4, 20, 20, 3], DType.Float32))[0].Numbers();
        Assert.Equal((0, 2), (pixels.Min(), pixels.Max()));
        Assert.Contains(pixels, pixel => pixel is > 0.5 and < 1.5);
    }

    private static void Close(double[] expected, TensorData got) => Assert.Equal(expected, got.Numbers().Select(number => Math.Round(number, 4) + 0.0));
}
