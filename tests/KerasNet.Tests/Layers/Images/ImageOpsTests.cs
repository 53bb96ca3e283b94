using KerasNet.Layers;

namespace KerasNet.Tests.Layers.Images;

public sealed class ImageOpsTests
{
    private static readonly TensorData s_picture = Pictures.Counted([2, 3, 1]);

    [Fact]
    public void Padding_takes_two_of_before_after_and_size()
    {
        Assert.Equal(
            [0, 0, 0, 0, 0, 0, 1, 2, 0, 3, 4, 5],
            Pictures.Of(x => ImageOps.PadImages(x, topPadding: 1, leftPadding: 1, bottomPadding: 0, rightPadding: 0), s_picture));
        Assert.Equal([0, 1, 2, 0, 3, 4, 5, 0], Pictures.Of(x => ImageOps.PadImages(x, bottomPadding: 0, targetHeight: 2, leftPadding: 0, targetWidth: 4), s_picture));
        Assert.Throws<ArgumentException>(() => Pictures.Of(x => ImageOps.PadImages(x, topPadding: 1), s_picture));
        Assert.Throws<ArgumentException>(() => Pictures.Of(x => ImageOps.PadImages(x, 0, 0, targetHeight: 1, targetWidth: 3), s_picture));
    }

    [Fact]
    public void Cropping_takes_two_of_before_after_and_size()
    {
        Assert.Equal([4, 5], Pictures.Of(x => ImageOps.CropImages(x, topCropping: 1, leftCropping: 1, bottomCropping: 0, rightCropping: 0), s_picture));
        Assert.Equal([1], Pictures.Of(x => ImageOps.CropImages(x, bottomCropping: 1, targetHeight: 1, rightCropping: 1, targetWidth: 1), s_picture));
        Assert.Throws<ArgumentException>(() => Pictures.Of(x => ImageOps.CropImages(x, 2, 0, 0, 0), s_picture));
        Assert.Throws<ArgumentException>(() => Pictures.Of(x => ImageOps.CropImages(x, 0, 0, targetHeight: 3, targetWidth: 1), s_picture));
    }

    [Fact]
    public void Patches_stand_one_after_the_other_along_the_channels()
    {
        Assert.Equal([0, 1, 3, 4, 1, 2, 4, 5], Pictures.Of(x => ImageOps.ExtractPatches(x, 2, 1), s_picture));
        Assert.Throws<ArgumentException>(() => Pictures.Of(x => ImageOps.ExtractPatches(x, 3), s_picture));
        Assert.Throws<ArgumentException>(() => Pictures.Of(x => ImageOps.ExtractPatches(x, 2, padding: "full"), s_picture));
    }

    [Theory]
    [InlineData("nearest", 0)]
    [InlineData("wrap", 5)]
    [InlineData("mirror", 1)]
    [InlineData("reflect", 0)]
    [InlineData("constant", 8)]
    public void Coordinates_beyond_the_edge_follow_the_fill_mode(string fill, double expected) =>
        Assert.Equal([expected], Pictures.Of(x => ImageOps.MapCoordinates(Ops.Reshape(x, [6]), Ops.Constant<float>([-1], [1, 1]), 1, fill, 8), s_picture));

    [Fact]
    public void Coordinates_must_be_one_for_each_axis() =>
        Assert.Throws<ShapeException>(() => Pictures.Of(x => ImageOps.MapCoordinates(x, Ops.Constant<float>([1, 1], [2, 1]), 1), s_picture));

    [Fact]
    public void Functions_work_in_models_whose_batch_is_unknown()
    {
        KerasTensor x = new Input([4, 6, 3]).Output;
        Assert.Equal<Shape>([Shape.Unknown, 2, 3, 3], ImageOps.Resize(x, (2, 3)).Shape);
        Assert.Equal<Shape>([Shape.Unknown, 4, 6, 3], ImageOps.AffineTransform(x, Ops.Constant<float>([1, 0, 0, 0, 1, 0, 0, 0], [8])).Shape);
    }

    [Fact]
    public void Cropping_and_padding_to_proportions_exclude_each_other() =>
        Assert.Throws<ArgumentException>(() => Pictures.Of(x => ImageOps.Resize(x, (2, 2), cropToAspectRatio: true, padToAspectRatio: true), s_picture));
}
