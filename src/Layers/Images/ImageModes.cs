namespace KerasNet.Layers;

/// <summary>Names of how pictures are read between and beyond their pixels.</summary>
internal static class ImageModes
{
    private static readonly Dictionary<string, bool> s_bilinear = new() { ["nearest"] = false, ["bilinear"] = true };

    private static readonly Dictionary<string, FillMode> s_fills = new()
    {
        [ImageOps.ConstantFill] = KerasNet.FillMode.Constant,
        ["nearest"] = KerasNet.FillMode.Nearest,
        ["reflect"] = KerasNet.FillMode.Reflect,
        ["wrap"] = KerasNet.FillMode.Wrap,
    };

    /// <summary>Whether an interpolation blends neighbours.</summary>
    /// <exception cref="ArgumentException">The name is unknown.</exception>
    internal static bool IsBilinear(string interpolation) =>
        s_bilinear.TryGetValue(interpolation, out bool bilinear) ? bilinear : throw Naming.Unknown("interpolation", interpolation, s_bilinear.Keys);

    /// <summary>The fill mode with a name.</summary>
    /// <exception cref="ArgumentException">The name is unknown.</exception>
    internal static FillMode Fill(string fillMode) =>
        s_fills.TryGetValue(fillMode, out FillMode fill) ? fill : throw Naming.Unknown("fill mode", fillMode, s_fills.Keys);
}
