using KerasNet.Data;

namespace KerasNet.Tests.Data.Text;

/// <summary>Expected texts are what Python 3's <c>str.lower</c> gives.</summary>
public sealed class LowerCaseTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Plain ASCII 123", "plain ascii 123")]
    [InlineData("ÄÖÜẞ ÉCOLE Ǆ", "äöüß école ǆ")]
    [InlineData("İstanbul İİİ", "i\u0307stanbul i\u0307i\u0307i\u0307")]
    [InlineData("ΣΑΣ ΣΑ.Σ Α'Σ Α\u0301Σ Σ ΑΣΑ", "σας σα.ς α'ς α\u0301ς σ ασα")]
    [InlineData("AΣ1 ⅠΣ ªΣ 1Σ ΑΣ'Α ΑΣ' ʰΣ", "aς1 ⅰς ªς 1σ ασ'α ας' ʰσ")]
    [InlineData("𐐀𐐁 𝐀 🙂", "𐐨𐐩 𝐀 🙂")]
    [InlineData("Ⓐ 日本 Ⅻ", "ⓐ 日本 ⅻ")]
    public void Text_is_lowered_as_in_Python(string text, string expected) => Assert.Equal(expected, LowerCase.Of(text));

    [Fact]
    public void Halves_of_pairs_stay_what_they_are()
    {
        string halves = "A\uD801B\uDC00\uD801";
        Assert.Equal("a\uD801b\uDC00\uD801", LowerCase.Of(halves));
        Assert.Equal("σ\uD801", LowerCase.Of("Σ\uD801"));
    }

    [Fact]
    public void A_buffer_grows_as_far_as_the_text_needs()
    {
        char[] buffer = [];
        Assert.Equal("abc", LowerCase.Write("ABC", ref buffer).ToString());
        string many = new('İ', 1000);
        Assert.Equal(2000, LowerCase.Write(many, ref buffer).Length);
        Assert.Equal("x", LowerCase.Write("X", ref buffer).ToString());
    }
}
