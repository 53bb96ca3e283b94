using KerasNet.Reporting;

namespace KerasNet.Tests.Reporting;

public sealed class ContactSheetTests
{
    private static readonly byte[] s_red = [200, 0, 0];
    private static readonly byte[] s_white = [255, 255, 255];
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{nameof(ContactSheetTests)}-{Guid.NewGuid():N}.png");

    [Fact]
    public void PicturesStandInRowsOfCellsOfTheLargest()
    {
        Image sheet = new ContactSheet(columns: 2).Add(Plain(10, 20)).Add(Plain(30, 8)).Add(Plain(4, 4)).Render();
        Assert.Equal((2 * 30 + 3 * 8, 2 * 20 + 3 * 8, 3), (sheet.Width, sheet.Height, sheet.Channels));
        Assert.Equal(s_red, At(sheet, 8, 8));
        Assert.Equal(s_red, At(sheet, 8 + 38 + 29, 8 + 7));
        Assert.Equal(s_white, At(sheet, 8 + 38, 8 + 8));
        Assert.Equal(s_red, At(sheet, 8 + 3, 8 + 28 + 3));
        Assert.Equal(s_white, At(sheet, 8 + 38, 8 + 28));
    }

    [Fact]
    public void CaptionsAreWrittenBelowAndCutToTheColumn()
    {
        Image sheet = new ContactSheet().Add(Plain(15, 6), "Iiii").Render();
        int top = 8 + 6 + 4;
        string[] rows = [.. Enumerable.Range(top, 7).Select(y => string.Concat(Enumerable.Range(8, 15).Select(x => At(sheet, x, y)[0] < 128 ? '#' : '.')))];
        Assert.Equal(
            [
                ".###...###.....",
                "..#.....#......",
                "..#.....#......",
                "..#.....#......",
                "..#.....#......",
                "..#.....#......",
                ".###...###.....",
            ],
            rows);
    }

    [Fact]
    public void GreyAndTransparentPicturesBecomeRgb()
    {
        Image sheet = new ContactSheet().Add(new Image(1, 1, 1, [7])).Add(new Image(1, 1, 4, [1, 2, 3, 0])).Render();
        Assert.Equal([7, 7, 7], At(sheet, 8, 8));
        Assert.Equal([1, 2, 3], At(sheet, 8 + 9, 8));
    }

    [Fact]
    public void SavesPng()
    {
        try
        {
            ContactSheet sheet = new ContactSheet().Add(Plain(5, 5), "a");
            sheet.Save(_path);
            Assert.Equal(sheet.Render().Pixels, Image.Load(_path).Pixels);
        }
        finally
        {
            File.Delete(_path);
        }
    }

    [Fact]
    public void RefusesToDrawNothing() => Assert.Throws<InvalidOperationException>(() => new ContactSheet().Render());

    private static Image Plain(int width, int height) => new(width, height, 3, [.. Enumerable.Repeat(s_red, width * height).SelectMany(pixel => pixel)]);

    private static byte[] At(Image image, int x, int y) => image.Pixels.AsSpan((y * image.Width + x) * 3, 3).ToArray();
}
