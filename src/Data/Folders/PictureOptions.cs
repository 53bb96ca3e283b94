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
{
    /// <summary>The options, if all are possible.</summary>
    /// <exception cref="ArgumentException">One is not.</exception>
    internal PictureOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize ?? 1, 1, "batchSize");
        ArgumentOutOfRangeException.ThrowIfLessThan(Workers, 1, "workers");
        Known(LabelMode, "labelMode");
        Known(OnError, "onError");
        return this;
    }

    /// <summary>Channels per pixel.</summary>
    internal int Channels { get; } = ColorConversion.Channels(ColorMode);

    private static void Known<T>(T value, string name)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {string.Join(", ", Enum.GetNames<T>())}.");
    }
}
