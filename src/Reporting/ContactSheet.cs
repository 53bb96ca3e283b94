namespace KerasNet.Reporting;

/// <summary>Many pictures in one, in rows and columns with captions: <c>sheet.Add(image, "cat 97 %"); sheet.Save("sheet.png")</c>.</summary>
/// <param name="columns">Pictures side by side.</param>
public sealed class ContactSheet(int columns = 6)
{
    private const int Gap = 8;
    private const int CaptionGap = 4;
    private const int Channels = 3;
    private const byte Paper = 255;
    private const byte Ink = 48;

    private readonly List<(Image Picture, string Caption)> _pictures = [];

    /// <summary>Pictures side by side.</summary>
    public int Columns { get; } = columns >= 1 ? columns : throw new ArgumentOutOfRangeException(nameof(columns), columns, "A contact sheet has at least one column.");

    /// <summary>The number of pictures added so far.</summary>
    public int Count => _pictures.Count;

    /// <summary>Adds a picture after the last one.</summary>
    /// <param name="picture">The picture, grey, RGB or RGBA, of any size.</param>
    /// <param name="caption">Plain text below it, cut to the width of the column. Letters are drawn as capitals.</param>
    /// <returns>This sheet.</returns>
    public ContactSheet Add(Image picture, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(picture);
        _pictures.Add((picture.Convert(ColorMode.Rgb), caption));
        return this;
    }

    /// <summary>The sheet as one picture, RGB on white. All cells are as large as the largest picture.</summary>
    /// <exception cref="InvalidOperationException">There is no picture.</exception>
    public Image Render()
    {
        if (_pictures.Count == 0)
            throw new InvalidOperationException("A contact sheet needs at least one picture: call Add first.");
        int width = _pictures.Max(item => item.Picture.Width), height = _pictures.Max(item => item.Picture.Height);
        int caption = _pictures.Any(item => item.Caption.Length > 0) ? CaptionGap + PixelFont.Height : 0;
        int columns = Math.Min(Columns, _pictures.Count), rows = (_pictures.Count + columns - 1) / columns;
        int sheetWidth = Gap + columns * (width + Gap), sheetHeight = Gap + rows * (height + caption + Gap);
        byte[] paper = new byte[checked(sheetWidth * sheetHeight * Channels)];
        paper.AsSpan().Fill(Paper);
        Image sheet = new(sheetWidth, sheetHeight, Channels, paper);
        for (int i = 0; i < _pictures.Count; i++)
        {
            int left = Gap + i % columns * (width + Gap), top = Gap + i / columns * (height + caption + Gap);
            (Image picture, string text) = _pictures[i];
            Draw(sheet, picture, left, top);
            Write(sheet, text[..Math.Min(text.Length, width / PixelFont.Advance)], left, top + height + CaptionGap);
        }

        return sheet;
    }

    /// <summary>Writes the sheet as PNG; a file of that name is replaced.</summary>
    /// <param name="path">A path that ends in <c>.png</c>.</param>
    public void Save(string path) => Render().Save(path);

    private static void Draw(Image sheet, Image picture, int left, int top)
    {
        for (int y = 0; y < picture.Height; y++)
            picture.Pixels.AsSpan(y * picture.Width * Channels, picture.Width * Channels).CopyTo(At(sheet, left, top + y));
    }

    private static void Write(Image sheet, string text, int left, int top)
    {
        foreach ((int x, int y) in PixelFont.Ink(text))
            At(sheet, left + x, top + y)[..Channels].Fill(Ink);
    }

    private static Span<byte> At(Image sheet, int x, int y) => sheet.Pixels.AsSpan((y * sheet.Width + x) * Channels);
}
