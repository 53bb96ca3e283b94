using System.Globalization;

namespace KerasNet.Data;

/// <summary>
/// One way to write a digit: points that the pen passes, in a box of 100 by 100 with y downwards.
/// </summary>
internal sealed class DigitTemplate
{
    /// <summary>
    /// Reads "x,y x,y …": the pen goes through the points in a smooth curve; after a point, "|" makes it a corner; ";" lifts the pen.
    /// </summary>
    public DigitTemplate(string text)
    {
        List<Point> points = [];
        foreach (string stroke in text.Split(';', StringSplitOptions.TrimEntries))
        {
            string[] parts = stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (int i = 0; i < parts.Length; i++)
            {
                string[] xy = parts[i].TrimEnd('|').Split(',');
                PointKind inside = parts[i].EndsWith('|') ? PointKind.Corner : PointKind.Smooth;
                PointKind kind = i == 0 ? PointKind.Start : i == parts.Length - 1 ? PointKind.End : inside;
                points.Add(new Point(Coordinate(xy[0]), Coordinate(xy[1]), kind));
            }
        }

        Points = [.. points];
    }

    public enum PointKind
    {
        Start,
        Smooth,
        Corner,
        End,
    }

    public Point[] Points { get; }

    private static float Coordinate(string text) => float.Parse(text, CultureInfo.InvariantCulture) / 100f;

    public readonly record struct Point(float X, float Y, PointKind Kind);
}
