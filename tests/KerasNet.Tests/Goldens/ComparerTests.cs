using KerasNet.Goldens;

namespace KerasNet.Tests.Goldens;

/// <summary>The yardstick itself: what it must let pass and what not.</summary>
public sealed class ComparerTests
{
    private static readonly Tolerance s_tolerance = new(1e-3, 1e-2);

    [Theory]
    [InlineData(1.0105, 1)]
    [InlineData(-99.001, -100)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void Numbers_within_the_tolerance_pass(double got, double expected) => Assert.True(s_tolerance.Holds(got, expected));

    [Theory]
    [InlineData(1.012, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    [InlineData(1e30, double.PositiveInfinity)]
    public void Numbers_beyond_the_tolerance_fail(double got, double expected) => Assert.False(s_tolerance.Holds(got, expected));

    [Fact]
    public void Another_shape_fails() => AssertDiffers(new TensorData([2, 1], DType.Float32), new GoldenArray([2], "float32", [0, 0]));

    [Fact]
    public void Another_kind_of_dtype_fails() => AssertDiffers(new TensorData([1], DType.Float32), new GoldenArray([1], "int32", [0]));

    [Fact]
    public void Whole_numbers_are_compared_exactly() => AssertDiffers(TensorData.From<int>([1000], [1]), new GoldenArray([1], "int32", [1001]));

    [Fact]
    public void Nothing_instead_of_an_array_fails() => Assert.Throws<MismatchException>(() => Comparer.Check("x", null, GoldenArray.Scalar(0), s_tolerance));

    private static void AssertDiffers(TensorData got, GoldenArray expected) =>
        Assert.Throws<MismatchException>(() => Comparer.Check("x", got, expected, s_tolerance));
}
