using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Reshaping;

public class ReshapingTests
{
    [Fact]
    public void Flatten_moves_first_channels_last() => Assert.Equal([1, 3, 2, 4], LayerContract.Numbers(new Flatten("channels_first"), [1, 2, 2], 1, 2, 3, 4));

    [Fact]
    public void Flatten_gives_a_number_an_axis() => Assert.Equal([Shape.Unknown, 1], new Flatten().ComputeOutputShape([Shape.Unknown]));

    [Fact]
    public void Reshape_works_one_dimension_out() => Assert.Equal([Shape.Unknown, 6, 2], new Reshape([-1, 2]).ComputeOutputShape([Shape.Unknown, 3, 4]));

    [Fact]
    public void Permute_names_the_axis_that_comes() =>
        Assert.Equal([1, 4, 2, 5, 3, 6], LayerContract.Numbers(new Permute([2, 1]), [1, 2, 3], 1, 2, 3, 4, 5, 6));

    [Fact]
    public void Vectors_become_equal_steps() => Assert.Equal([1, 2, 1, 2], LayerContract.Numbers(new RepeatVector(2), [1, 2], 1, 2));

    [Fact]
    public void Ends_are_cut_and_filled()
    {
        Assert.Equal([2, 3], LayerContract.Numbers(new Cropping1D((1, 2)), [1, 5, 1], 1, 2, 3, 4, 5));
        Assert.Equal([0, 1, 2, 0, 0], LayerContract.Numbers(new ZeroPadding1D((1, 2)), [1, 2, 1], 1, 2));
        Assert.Equal([2], LayerContract.Numbers(new Cropping2D(((0, 1), (1, 0))), [1, 2, 2, 1], 1, 2, 3, 4));
    }

    [Fact]
    public void Places_are_repeated_or_worked_out()
    {
        Assert.Equal([1, 1, 2, 2], LayerContract.Numbers(new UpSampling1D(), [1, 2, 1], 1, 2));
        Assert.Equal([1, 1.25, 1.75, 2], LayerContract.Numbers(new UpSampling2D([1, 2], interpolation: "bilinear"), [1, 1, 2, 1], 1, 2));
    }

    [Theory]
    [InlineData("bilinear")]
    [InlineData("bicubic")]
    [InlineData("lanczos3")]
    [InlineData("lanczos5")]
    public void Even_pictures_stay_even(string interpolation)
    {
        double[] y = LayerContract.Numbers(new UpSampling2D(3, interpolation: interpolation), [1, 2, 3, 1], 4, 4, 4, 4, 4, 4);
        Assert.All(y, value => Assert.Equal(4, value, 5));
    }

    [Fact]
    public void A_mask_ends_also_where_the_numbers_pass_unchanged()
    {
        using Trace trace = new();
        foreach (Layer layer in (Layer[])[new Flatten(), new Cropping1D(0), new Permute([1, 2])])
        {
            KerasTensor x = layer is Flatten ? Ops.Zeros([2, 6]) : Ops.Zeros([2, 6, 1]);
            KerasTensor mask = x.Mask = Ops.Ones([2, 6], DType.Bool);
            Assert.Null(layer.Apply(x).Mask);
            Assert.Same(mask, x.Mask);
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Flatten("first"));
        Assert.Throws<ArgumentException>(() => new Reshape([-1, -1]));
        Assert.Throws<ArgumentException>(() => new Permute([0, 1]));
        Assert.Throws<ArgumentException>(() => new Permute([1, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RepeatVector(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Cropping2D(-1));
        Assert.Throws<ArgumentException>(() => new ZeroPadding2D((1, 2, 3)));
        Assert.Throws<ArgumentException>(() => new UpSampling2D([2, 0]));
        Assert.Throws<ArgumentException>(() => new UpSampling2D(interpolation: "cubic"));
        Assert.Throws<ShapeException>(() => new Reshape([4, 2]).ComputeOutputShape([Shape.Unknown, 6]));
        Assert.Throws<ShapeException>(() => new Permute([2, 1]).ComputeOutputShape([Shape.Unknown, 3, 4, 5]));
        Assert.Throws<ShapeException>(() => new RepeatVector(2).ComputeOutputShape([Shape.Unknown, 3, 4]));
        Assert.Throws<ShapeException>(() => new Cropping1D(3).ComputeOutputShape([Shape.Unknown, 6, 2]));
        Assert.Throws<ShapeException>(() => new ZeroPadding2D().ComputeOutputShape([Shape.Unknown, 5, 6]));
    }
}
