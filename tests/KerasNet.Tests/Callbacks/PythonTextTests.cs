using KerasNet.Callbacks;

namespace KerasNet.Tests.Callbacks;

/// <summary>Numbers against what Python's repr gives.</summary>
public sealed class PythonTextTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.05, "0.05")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00012345, "0.00012345")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(2.5e-7, "2.5e-07")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1234567890123456.25, "1234567890123456.2")]
    [InlineData(9999999999999998.0, "9999999999999998.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(12345678901234567890.0, "1.2345678901234567e+19")]
    [InlineData(1e22, "1e+22")]
    [InlineData(123456789.12345679, "123456789.12345679")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Doubles(double value, string expected) => Assert.Equal(expected, PythonText.Of(value));

    [Theory]
    [InlineData(0.1f, "0.1")]
    [InlineData(1e-5f, "1e-05")]
    [InlineData(16777216f, "16777216.0")]
    [InlineData(1e10f, "10000000000.0")]
    public void Floats_have_their_own_digits(float value, string expected) => Assert.Equal(expected, PythonText.Of(value));
}
