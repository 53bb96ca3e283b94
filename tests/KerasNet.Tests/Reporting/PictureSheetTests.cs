using System.Numerics.Tensors;
using KerasNet.Reporting;

namespace KerasNet.Tests.Reporting;

public sealed class PictureSheetTests
{
    private static readonly TerminalPicture White = new(Enumerable.Repeat((byte)255, 28 * 2).ToArray(), 28, 2);

    [Fact]
    public void PutsAsManySideBySideAsFit()
    {
        PictureSheet sheet = new();
        foreach (string caption in (string[])["one", "two", "three"]) sheet.Add(White, caption);
        string[] lines = Rendered.Plain(sheet);
        string bar = new('@', 28);
        Assert.Equal([$"{bar}  {bar}", "one" + new string(' ', 27) + "two", bar, "three"], lines.Select(line => line.TrimEnd()));
    }

    [Fact]
    public void BreaksALongCaptionAtThePicture()
    {
        string[] lines = Rendered.Plain(new PictureSheet().Add(White, "a caption that is longer than its picture is wide"));
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 28));
    }

    [Fact]
    public void ShowsMistakes()
    {
        Tensor<byte> images = Tensor.Create(new byte[2 * 28 * 28], [2, 28, 28]);
        string[] lines = Rendered.Plain(PictureSheet.Of(images, [new Mistake(1, 4, 9, 0.968f)]));
        Assert.Equal("label 4, predicted 9 (97 %)", lines[^1].TrimEnd());
        Assert.Equal(15, lines.Length);
    }

    [Fact]
    public void IsNothingWithoutPictures() => Assert.Equal([""], Rendered.Plain(new PictureSheet()));
}
