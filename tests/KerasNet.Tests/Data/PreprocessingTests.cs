using System.Numerics.Tensors;
using static KerasNet.Tests.Data.Errors;

namespace KerasNet.Tests.Data;

public sealed class PreprocessingTests
{
    [Fact]
    public void Class_numbers_of_any_type_become_columns()
    {
        Assert.Equal([1, 0, 0, 0, 0, 1], Preprocessing.ToCategorical(new byte[] { 0, 2 }).ToArray());
        Assert.Equal([2, 4], Preprocessing.ToCategorical(new[] { 1f, 2f }, 4).Lengths);
        Assert.Equal([2, 3], Preprocessing.ToCategorical(new long[,] { { 1 }, { 2 } }).Lengths);
        Assert.Equal([1, 2, 2], Preprocessing.ToCategorical(new[,] { { 1, 0 } }).Lengths);
    }

    [Fact]
    public void Class_numbers_without_a_column_are_refused()
    {
        Refused<ArgumentOutOfRangeException>("must be 0 to 1. Received: 2", () => Preprocessing.ToCategorical(new[] { 0, 2 }, 2));
        Refused<ArgumentOutOfRangeException>("Received: -1", () => Preprocessing.ToCategorical(new[] { 0, -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Preprocessing.ToCategorical(new[] { -1 }));
        Refused<ArgumentException>("pass numClasses", () => Preprocessing.ToCategorical(Array.Empty<int>()));
        Assert.Equal([0, 3], Preprocessing.ToCategorical(Array.Empty<int>(), 3).Lengths);
    }

    [Theory]
    [InlineData(2, 0.6f, -0.8f)]
    [InlineData(1, 3 / 7f, -4 / 7f)]
    [InlineData(double.PositiveInfinity, 0.75f, -1f)]
    [InlineData(double.NegativeInfinity, 1f, -4 / 3f)]
    [InlineData(0, 1.5f, -2f)]
    [InlineData(3, 0.6669718f, -0.8892958f)]
    public void Vectors_are_divided_by_their_norm(double order, float first, float second)
    {
        float[] normalized = Preprocessing.Normalize(new[] { 3f, -4f }, order: order).ToArray();
        Assert.Equal(first, normalized[0], 1e-6);
        Assert.Equal(second, normalized[1], 1e-6);
    }

    [Fact]
    public void Vectors_lie_along_any_axis_and_zeros_stay()
    {
        float[,,] x = { { { 3, 0 }, { 4, 0 } }, { { 0, 5 }, { 0, 12 } } };
        Assert.Equal([0.6f, 0, 0.8f, 0, 0, 5 / 13f, 0, 12 / 13f], Preprocessing.Normalize(x, axis: 1).ToArray());
        Assert.Equal([1, 0, 1, 0, 0, 1, 0, 1], Preprocessing.Normalize(x, axis: -3).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Preprocessing.Normalize(x, axis: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Preprocessing.Normalize(x, order: double.NaN));
        Assert.Equal([0, 2], Preprocessing.Normalize(new float[0, 2]).Lengths);
        Assert.Equal([2, 0], Preprocessing.Normalize(new float[2, 0]).Lengths);
    }
}
