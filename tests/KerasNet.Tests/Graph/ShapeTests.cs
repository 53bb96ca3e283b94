namespace KerasNet.Tests.Graph;

public sealed class ShapeTests
{
    [Fact]
    public void Shapes_print_as_Keras_prints_them()
    {
        Assert.Equal("()", Shape.Scalar.ToString());
        Assert.Equal("(None,)", ((Shape)Shape.Unknown).ToString());
        Assert.Equal("(None, 28, 28)", Of(Shape.Unknown, 28, 28).ToString());
    }

    [Fact]
    public void Shapes_are_equal_by_their_dimensions()
    {
        Shape a = [2, 3], b = new[] { 2, 3 };

        Assert.Equal(a, b);
        Assert.True(a == b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.False(a == [3, 2]);
        Assert.False(a == null);
        Assert.Equal(Shape.Scalar, Of());
    }

    [Fact]
    public void A_shape_copies_the_array_it_is_made_of()
    {
        int[] dimensions = [2, 3];
        Shape shape = dimensions;
        dimensions[0] = 7;

        Assert.Equal([2, 3], shape);
    }

    [Fact]
    public void Parts_and_variants_of_a_shape()
    {
        Shape shape = [2, 3, 4];

        Assert.Equal([3, 4], shape[1..]);
        Assert.Equal(4, shape[^1]);
        Assert.Equal([2, 3, 9], shape.With(-1, 9));
        Assert.Equal([7, 2, 3, 4], shape.Prepend(7));
        Assert.Equal([2, 3, 4, 5, 6], shape.Append(5, 6));
        Assert.Equal(2, shape.Axis(-1));
        Assert.Equal(24, shape.ElementCount);
        Assert.Equal(1, Shape.Scalar.ElementCount);
        Assert.Equal(0, Of(3, 0).ElementCount);
    }

    [Fact]
    public void Elements_of_an_unknown_shape_cannot_be_counted() =>
        Assert.Contains("(None, 3)", Assert.Throws<InvalidOperationException>(() => Of(Shape.Unknown, 3).ElementCount).Message);

    [Fact]
    public void A_missing_axis_is_refused_with_the_axes_there_are() =>
        Assert.Contains("-2…1", Assert.Throws<ArgumentOutOfRangeException>(() => Of(2, 3).Axis(2)).Message);

    [Fact]
    public void A_negative_dimension_is_refused() => Assert.Contains("-2", Assert.Throws<ArgumentException>(() => Of(-2)).Message);

    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 2, 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 2, 1 }, new[] { 3 }, new[] { 2, 3 })]
    [InlineData(new int[0], new[] { 2, 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 4, 1, 3 }, new[] { 5, 1 }, new[] { 4, 5, 3 })]
    [InlineData(new[] { 0, 3 }, new[] { 1, 1 }, new[] { 0, 3 })]
    [InlineData(new[] { 1 }, new[] { 0 }, new[] { 0 })]
    public void Shapes_broadcast_as_in_NumPy(int[] a, int[] b, int[] expected)
    {
        Assert.Equal(expected, Shape.Broadcast(a, b));
        Assert.Equal(expected, Shape.Broadcast(b, a));
    }

    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 2 })]
    [InlineData(new[] { 2, 3 }, new[] { 3, 2, 3, 1, 2 })]
    [InlineData(new[] { 0 }, new[] { 2 })]
    public void Shapes_that_do_not_fit_are_named_in_the_error(int[] a, int[] b)
    {
        string message = Assert.Throws<ShapeException>(() => Shape.Broadcast(a, b)).Message;

        Assert.Contains(((Shape)a).ToString(), message);
        Assert.Contains(((Shape)b).ToString(), message);
    }

    private static Shape Of(params int[] dimensions) => dimensions;
}
