using KerasNet.Callbacks;

namespace KerasNet.Tests.Callbacks;

public sealed class FileNameFormatTests
{
    /// <summary>What Python's <c>format</c> gives.</summary>
    [Theory]
    [InlineData("{x}", 3, "3")]
    [InlineData("{x}", 0.25, "0.25")]
    [InlineData("{x:02d}", 7, "07")]
    [InlineData("{x:4d}|", 7, "   7|")]
    [InlineData("{x:+d}", 7, "+7")]
    [InlineData("{x: d}", 7, " 7")]
    [InlineData("{x:.2f}", 0.255, "0.26")]
    [InlineData("{x:.2f}", 0.125, "0.12")]
    [InlineData("{x:f}", 1.5, "1.500000")]
    [InlineData("{x:08.3f}", -1.5, "-001.500")]
    [InlineData("{x:.2e}", 12345, "1.23e+04")]
    [InlineData("{x:e}", 0.00001, "1.000000e-05")]
    [InlineData("{x:g}", 0.00001234, "1.234e-05")]
    [InlineData("{x:g}", 100000, "100000")]
    [InlineData("{x:g}", 1000000, "1e+06")]
    [InlineData("{x:.3g}", 0.12345, "0.123")]
    [InlineData("{x:.1%}", 0.1234, "12.3%")]
    [InlineData("{x:.2f}", double.NaN, "nan")]
    [InlineData("{x:.2f}", double.NegativeInfinity, "-inf")]
    [InlineData("{{{x}}}", 1, "{1}")]
    [InlineData("no place", 1, "no place")]
    public void Numbers_stand_as_Python_writes_them(string format, double value, string expected) =>
        Assert.Equal(expected, new FileNameFormat(format).Fill(_ => value));

    [Theory]
    [InlineData("{epoch")]
    [InlineData("epoch}")]
    [InlineData("{epoch:x}")]
    [InlineData("{epoch:.2d}")]
    [InlineData("{epoch:>5}")]
    [InlineData("{epoch:.200f}")]
    public void What_cannot_be_filled_in_is_refused_with_the_name(string format) =>
        Assert.Contains(format, Assert.Throws<ArgumentException>(() => new FileNameFormat(format)).Message, StringComparison.Ordinal);
}
