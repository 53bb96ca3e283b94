using KerasNet.Data.Images;

namespace KerasNet.Data;

/// <summary>What pictures of a folder are made into.</summary>
internal sealed record PictureOptions(
    LabelMode LabelMode,
    ColorMode ColorMode,
    int? BatchSize,
    int Height,
    int Width,
    string Interpolation,
    PictureResizer.Fit Fit,
    OnError OnError,
    int Workers)
    : FolderOptions(LabelMode, BatchSize, Workers)
{
    /// <inheritdoc/>
    internal override void Check()
    {
        base.Check();
        Known(OnError, "onError");
    }

    /// <summary>Channels per pixel.</summary>
    internal int Channels { get; } = ColorConversion.Channels(ColorMode);
}
