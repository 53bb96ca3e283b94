using System.Numerics.Tensors;
using KerasNet.Reporting;

namespace KerasNet.Tests.Reporting;

public sealed class TerminalPictureTests
{
    [Fact]
    public void WithoutColoursTwoPixelsAreOneCharacter()
    {
        TerminalPicture picture = new(new byte[,] { { 0, 255, 0 }, { 0, 255, 255 }, { 255, 0, 0 } });
        Assert.Equal([" @=", "=  "], Rendered.Plain(picture).Select(line => line.PadRight(3)));
    }

    [Fact]
    public void WithColoursTwoPixelsAreAHalfBlock()
    {
        TerminalPicture picture = new([10, 20], width: 1, height: 2);
        Assert.Contains("\u001b[38;2;10;10;10;48;2;20;20;20m▀", Rendered.Coloured(picture), StringComparison.Ordinal);
    }

    [Fact]
    public void AnOddLastRowHasBlackBelow()
    {
        TerminalPicture picture = new([10], width: 1, height: 1);
        Assert.Contains("\u001b[38;2;10;10;10;48;2;0;0;0m▀", Rendered.Coloured(picture), StringComparison.Ordinal);
    }

    [Fact]
    public void IsCutWhereTheTerminalEnds()
    {
        string[] lines = Rendered.Plain(new TerminalPicture(Enumerable.Repeat((byte)255, 200).ToArray(), 100, 2));
        Assert.Equal(new string('@', 80), Assert.Single(lines));
    }

    [Fact]
    public void TakesOnePictureOfADataSet()
    {
        Tensor<byte> images = Tensor.Create<byte>([0, 0, 0, 0, 255, 0, 255, 0], [2, 2, 2]);
        TerminalPicture picture = TerminalPicture.FromImages(images, 1);
        Assert.Equal((2, 2), (picture.Width, picture.Height));
        Assert.Equal("@", Assert.Single(Rendered.Plain(picture)).TrimEnd());
    }

    [Fact]
    public void RefusesWhatDoesNotMatch()
    {
        ArgumentException size = Assert.Throws<ArgumentException>(() => new TerminalPicture([1, 2, 3], 2, 2));
        Assert.Contains("2 · 2 = 4 pixels, received 3", size.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TerminalPicture([], 0, 1));
        Tensor<byte> images = Tensor.Create<byte>([1, 2], [1, 1, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => TerminalPicture.FromImages(images, 1));
        ArgumentException rank = Assert.Throws<ArgumentException>(() => TerminalPicture.FromImages(Tensor.Create<byte>([1, 2], [1, 2]), 0));
        Assert.Contains("received shape (1, 2)", rank.Message, StringComparison.Ordinal);
    }
}
