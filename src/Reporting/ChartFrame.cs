using System.Globalization;
using System.Net;
using System.Text;

namespace KerasNet.Reporting;

/// <summary>The title and the axes of a picture of values over epochs, and where a value has its place in it.</summary>
/// <remarks>The elements are styled by <see cref="LearningCurves.Style"/> within an <c>svg</c> of class <c>curves</c>.</remarks>
public sealed class ChartFrame
{
    /// <summary>The width of the picture, in its own units.</summary>
    public const int Width = 480;

    /// <summary>The height of the picture.</summary>
    public const int Height = 300;

    internal const int Left = 62, Right = 66, Top = 46, Bottom = 46;

    private readonly string _title;
    private readonly int _epochs;
    private readonly double _low;
    private readonly double _high;

    /// <summary>Makes room for values.</summary>
    /// <param name="title">What the values are.</param>
    /// <param name="epochs">The number of the last epoch, the first being 1.</param>
    /// <param name="values">All that is to be shown; the finite ones say where the vertical axis begins and ends.</param>
    public ChartFrame(string title, int epochs, IEnumerable<double> values)
    {
        (_title, _epochs) = (title, epochs);
        double[] drawn = [.. values.Where(double.IsFinite)];
        (double least, double most) = drawn.Length > 0 ? (drawn.Min(), drawn.Max()) : (0, 1);

        // Without spread (one epoch, or a constant) there is still an axis round the value.
        double margin = most > least ? 0.06 * (most - least) : least == 0 ? 1 : 0.1 * Math.Abs(least);
        (_low, _high) = (least - margin, most + margin);
    }

    /// <summary>Where an epoch is, from the left.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    public double X(double epoch) => Left + (Width - Left - Right) * (_epochs > 1 ? (epoch - 1) / (_epochs - 1) : 0.5);

    /// <summary>Where a value is, from the top.</summary>
    /// <param name="value">A finite value.</param>
    public double Y(double value) => Height - Bottom - (Height - Top - Bottom) * (value - _low) / (_high - _low);

    /// <summary>Appends the elements of title and axes.</summary>
    /// <param name="svg">The picture.</param>
    public void Draw(StringBuilder svg)
    {
        Append(svg, $"<text class=\"metric\" x=\"{Left}\" y=\"26\">{WebUtility.HtmlEncode(_title)}</text>\n");
        AxisTicks vertical = new(_low, _high, 5);
        foreach (double value in vertical.Values)
        {
            Append(svg, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value):0.#}\" y2=\"{Y(value):0.#}\"/>");
            Append(svg, $"<text class=\"label\" x=\"{Left - 8}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{vertical.Label(value)}</text>\n");
        }

        AxisTicks horizontal = new(1, Math.Max(2, _epochs), 8, whole: true);
        foreach (double epoch in horizontal.Values.Prepend(1).Distinct().Where(epoch => epoch <= Math.Max(1, _epochs)))
        {
            Append(svg, $"<line class=\"axis\" x1=\"{X(epoch):0.#}\" x2=\"{X(epoch):0.#}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom + 4}\"/>");
            Append(svg, $"<text class=\"label\" x=\"{X(epoch):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{horizontal.Label(epoch)}</text>\n");
        }

        Append(svg, $"<path class=\"axis\" d=\"M{Left},{Top}V{Height - Bottom}H{Width - Right}\"/>\n");
        Append(svg, $"<text class=\"label\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">epoch</text>\n");
    }

    private static void Append(StringBuilder text, FormattableString formatted) => text.Append(formatted.ToString(CultureInfo.InvariantCulture));
}
