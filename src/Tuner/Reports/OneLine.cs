using Spectre.Console;
using Spectre.Console.Rendering;

namespace KerasNet.Tuning;

/// <summary>Text that never takes a second line: what does not fit is left out, so that a live table stays as high as it has rows.</summary>
internal sealed class OneLine(string text, Style style) : Renderable
{
    private const int Narrowest = 12;

    /// <inheritdoc/>
    protected override Measurement Measure(RenderOptions options, int maxWidth) =>
        new(Math.Min(text.Length, Math.Min(Narrowest, maxWidth)), Math.Min(text.Length, maxWidth));

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [new Segment(text.Length <= maxWidth ? text : options.Unicode ? text[..(maxWidth - 1)] + "…" : text[..maxWidth], style)];
}
