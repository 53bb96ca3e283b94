namespace KerasNet.Data.Images;

/// <summary>Some rows of a PNG that come one after the other: the whole picture, or one of Adam7's seven passes (RFC 2083, 2.6).</summary>
/// <param name="X">Where the pass' first pixel lies.</param>
/// <param name="Y">Where the pass' first row lies.</param>
/// <param name="StepX">Distance of its pixels.</param>
/// <param name="StepY">Distance of its rows.</param>
/// <param name="Width">Pixels of its rows.</param>
/// <param name="Height">Its rows.</param>
internal readonly record struct PngPass(int X, int Y, int StepX, int StepY, int Width, int Height)
{
    private static readonly (int X, int Y, int StepX, int StepY)[] s_adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>The passes of a picture; those without a pixel have no bytes in the file.</summary>
    internal static PngPass[] Of(PngHeader header) => header.Interlaced
        ? [.. s_adam7.Select(row => new PngPass(row.X, row.Y, row.StepX, row.StepY, Count(header.Width, row.X, row.StepX), Count(header.Height, row.Y, row.StepY)))
            .Where(pass => pass.Width > 0 && pass.Height > 0)]
        : [new(0, 0, 1, 1, header.Width, header.Height)];

    private static int Count(int length, int first, int step) => (length - first + step - 1) / step;
}
