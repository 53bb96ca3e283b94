using System.Numerics.Tensors;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace KerasNet.Reporting;

/// <summary>Several pictures side by side, as many in a row as the terminal has room for, each with a caption below it.</summary>
public sealed class PictureSheet : Renderable
{
    private const int Gap = 2;
    private readonly List<(TerminalPicture Picture, string Caption)> _pictures = [];

    /// <summary>Adds a picture at the end.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="caption">Plain text, broken into lines as wide as the picture.</param>
    /// <returns>This sheet.</returns>
    public PictureSheet Add(TerminalPicture picture, string caption)
    {
        _pictures.Add((picture, caption));
        return this;
    }

    /// <summary>
    /// The mistakes as pictures with captions such as "label 4, predicted 9 (97 %)".
    /// </summary>
    /// <param name="images">Images of shape (count, height, width).</param>
    /// <param name="mistakes">Which of them, and what was thought of them: see <see cref="Mistake.Worst"/>.</param>
    /// <param name="classNames">Names for the captions; null for the numbers of the classes.</param>
    public static PictureSheet Of(Tensor<byte> images, IEnumerable<Mistake> mistakes, IReadOnlyList<string>? classNames = null)
    {
        PictureSheet sheet = new();
        foreach (Mistake mistake in mistakes) sheet.Add(TerminalPicture.FromImages(images, mistake.Index), mistake.Caption(classNames));
        return sheet;
    }

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        List<(TerminalPicture Picture, string Caption)> row = [];
        int used = 0;
        foreach ((TerminalPicture Picture, string Caption) next in _pictures)
        {
            if (row.Count > 0 && used + next.Picture.Width > maxWidth)
            {
                foreach (Segment segment in RenderRow(row, options, maxWidth)) yield return segment;
                row.Clear();
                used = 0;
            }

            row.Add(next);
            used += next.Picture.Width + Gap;
        }

        foreach (Segment segment in RenderRow(row, options, maxWidth)) yield return segment;
    }

    private static IEnumerable<Segment> RenderRow(List<(TerminalPicture Picture, string Caption)> row, RenderOptions options, int maxWidth)
    {
        if (row.Count == 0)
            return [];
        Grid grid = new();
        foreach ((TerminalPicture picture, _) in row)
        {
            int gap = grid.Columns.Count + 1 == row.Count ? 0 : Gap;
            grid.AddColumn(new GridColumn { Width = Math.Min(picture.Width, maxWidth), Padding = new Padding(0, 0, gap, 0) });
        }

        grid.AddRow(row.Select(IRenderable (item) => item.Picture).ToArray());
        grid.AddRow(row.Select(IRenderable (item) => new Text(item.Caption)).ToArray());
        return ((IRenderable)grid).Render(options, maxWidth);
    }
}
