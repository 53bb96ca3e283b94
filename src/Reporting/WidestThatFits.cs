using Spectre.Console.Rendering;

namespace KerasNet.Reporting;

/// <summary>Shows one thing where the terminal is wide enough for it, and another where it would be broken into pieces.</summary>
/// <param name="wide">Shown where it fits.</param>
/// <param name="narrow">Shown elsewhere.</param>
public sealed class WidestThatFits(IRenderable wide, IRenderable narrow) : Renderable
{
    // More than any terminal has, so that the measure is what the thing would like to have.
    private const int Unlimited = 10_000;

    /// <inheritdoc/>
    protected override Measurement Measure(RenderOptions options, int maxWidth) => Choose(options, maxWidth).Measure(options, maxWidth);

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Choose(options, maxWidth).Render(options, maxWidth);

    private IRenderable Choose(RenderOptions options, int maxWidth) => wide.Measure(options, Unlimited).Max <= maxWidth ? wide : narrow;
}
