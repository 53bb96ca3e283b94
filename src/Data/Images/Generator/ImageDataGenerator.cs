using System.Numerics.Tensors;
using KerasNet.Callbacks;
using KerasNet.Data;

namespace KerasNet;

/// <summary>Batches of pictures, each changed at random and then standardized: Keras' <c>ImageDataGenerator</c>.</summary>
/// <remarks>
/// A picture is turned, shifted, sheared and zoomed about its centre in one resampling; then follow channel shift, flips and brightness,
/// see <see cref="ImageTransform"/>; then <see cref="Standardize(DataArray)"/>. The validation part is the first part of the data (of each folder).
/// Between its last and its first pixel, <see cref="FillMode.Wrap"/> has scipy's rule: the period is one pixel shorter than the picture.
/// Keras 3.15.1 exchanges its two shifts and turns oblong pictures about a wrong centre; here widthShiftRange moves along the width, and the centre is the centre.
/// </remarks>
/// <example>
/// <code>
/// ImageDataGenerator generator = new(
///     rescale: 1 / 255.0, rotationRange: 40, widthShiftRange: 0.2, heightShiftRange: 0.2, shearRange: 0.2, zoomRange: 0.2, horizontalFlip: true);
/// model.Fit(generator.FlowFromDirectory("train", (150, 150), classMode: ClassMode.Binary), epochs: 15);
/// </code>
/// </example>
public sealed partial class ImageDataGenerator
{
    private readonly bool _channelsFirst;

    /// <summary>Says how pictures are changed and standardized. By default nothing is.</summary>
    /// <param name="featurewiseCenter">Whether to subtract the mean of each channel over the data given to <see cref="Fit"/>.</param>
    /// <param name="samplewiseCenter">Whether to subtract the mean of each picture.</param>
    /// <param name="featurewiseStdNormalization">Whether to divide by the standard deviation of each channel over the data of <see cref="Fit"/>; centers as well.</param>
    /// <param name="samplewiseStdNormalization">Whether to divide each picture by its standard deviation; centers as well.</param>
    /// <param name="zcaWhitening">Whether to whiten, so that pixels of the data of <see cref="Fit"/> are uncorrelated; centers by feature.</param>
    /// <param name="zcaEpsilon">What is added to singular values before dividing by them.</param>
    /// <param name="rotationRange">The largest angle in degrees, either way.</param>
    /// <param name="widthShiftRange">How far pictures move to the left or right.</param>
    /// <param name="heightShiftRange">How far pictures move up or down.</param>
    /// <param name="brightnessRange">The smallest and the largest factor of brightness, for example <c>[0.5, 1.2]</c>.</param>
    /// <param name="shearRange">The largest angle of shearing in degrees, either way.</param>
    /// <param name="zoomRange">z for factors of 1 − z to 1 + z, or <c>[smallest, largest]</c>; rows and columns are zoomed apart. Above 1 zooms out.</param>
    /// <param name="channelShiftRange">The largest number that is added to all channels, either way.</param>
    /// <param name="fillMode">What stands beyond the border of a picture.</param>
    /// <param name="cval">The value beyond the border for <see cref="FillMode.Constant"/>.</param>
    /// <param name="horizontalFlip">Whether to exchange left and right of every other picture, at random.</param>
    /// <param name="verticalFlip">Whether to exchange top and bottom of every other picture, at random.</param>
    /// <param name="rescale">A factor for all values, for example <c>1 / 255.0</c>; none if not given.</param>
    /// <param name="preprocessingFunction">A function of one picture, applied before all other standardization. Called from several threads at once.</param>
    /// <param name="dataFormat"><c>channels_last</c>, which is the default, or <c>channels_first</c>.</param>
    /// <param name="validationSplit">Which part of the data belongs to the subset for validation, in [0, 1).</param>
    /// <param name="interpolationOrder">0: nearest pixel; 1: linear between pixels.</param>
    /// <exception cref="ArgumentException">An argument is outside its range.</exception>
    public ImageDataGenerator(
        bool featurewiseCenter = false,
        bool samplewiseCenter = false,
        bool featurewiseStdNormalization = false,
        bool samplewiseStdNormalization = false,
        bool zcaWhitening = false,
        double zcaEpsilon = 1e-6,
        double rotationRange = 0,
        ShiftRange widthShiftRange = default,
        ShiftRange heightShiftRange = default,
        Numbers? brightnessRange = null,
        double shearRange = 0,
        Numbers? zoomRange = null,
        double channelShiftRange = 0,
        FillMode fillMode = FillMode.Nearest,
        double cval = 0,
        bool horizontalFlip = false,
        bool verticalFlip = false,
        double? rescale = null,
        Func<Tensor<float>, Tensor<float>>? preprocessingFunction = null,
        string? dataFormat = null,
        double validationSplit = 0,
        int interpolationOrder = 1)
    {
        if (zcaWhitening && featurewiseStdNormalization)
            Messages.Warn("ImageDataGenerator: zcaWhitening scales by itself, so featurewiseStdNormalization is not applied.");
        ZcaWhitening = zcaWhitening;
        FeaturewiseStdNormalization = featurewiseStdNormalization && !zcaWhitening;
        FeaturewiseCenter = featurewiseCenter || featurewiseStdNormalization || zcaWhitening;
        SamplewiseStdNormalization = samplewiseStdNormalization;
        SamplewiseCenter = samplewiseCenter || samplewiseStdNormalization;
        ZcaEpsilon = zcaEpsilon;
        RotationRange = rotationRange;
        WidthShiftRange = widthShiftRange;
        HeightShiftRange = heightShiftRange;
        BrightnessRange = brightnessRange is null ? null : Pair(brightnessRange, nameof(brightnessRange));
        ShearRange = shearRange;
        ZoomRange = zoomRange switch
        {
            null => (1, 1),
            { IsSingle: true } => (1 - zoomRange[0], 1 + zoomRange[0]),
            _ => Pair(zoomRange, nameof(zoomRange)),
        };
        ChannelShiftRange = channelShiftRange;
        FillMode = Enum.IsDefined(fillMode) ? fillMode : throw new ArgumentOutOfRangeException(nameof(fillMode), fillMode, "There is no such fill mode.");
        Cval = cval;
        HorizontalFlip = horizontalFlip;
        VerticalFlip = verticalFlip;
        Rescale = rescale;
        PreprocessingFunction = preprocessingFunction;
        DataFormat = Check.DataFormat(dataFormat);
        _channelsFirst = DataFormat == Check.ChannelsFirst;
        ValidationSplit = validationSplit is >= 0 and < 1
            ? validationSplit
            : throw new ArgumentOutOfRangeException(nameof(validationSplit), validationSplit, "validationSplit must be at least 0 and below 1.");
        InterpolationOrder = interpolationOrder is 0 or 1
            ? interpolationOrder
            : throw new ArgumentOutOfRangeException(nameof(interpolationOrder), interpolationOrder, "interpolationOrder must be 0 (nearest) or 1 (linear).");
    }

    /// <summary>Whether the mean of each channel is subtracted.</summary>
    public bool FeaturewiseCenter { get; }

    /// <summary>Whether the mean of each picture is subtracted.</summary>
    public bool SamplewiseCenter { get; }

    /// <summary>Whether each channel is divided by its standard deviation.</summary>
    public bool FeaturewiseStdNormalization { get; }

    /// <summary>Whether each picture is divided by its standard deviation.</summary>
    public bool SamplewiseStdNormalization { get; }

    /// <summary>Whether pictures are whitened.</summary>
    public bool ZcaWhitening { get; }

    /// <summary>What is added to singular values before dividing by them.</summary>
    public double ZcaEpsilon { get; }

    /// <summary>The largest angle in degrees.</summary>
    public double RotationRange { get; }

    /// <summary>How far pictures move to the left or right.</summary>
    public ShiftRange WidthShiftRange { get; }

    /// <summary>How far pictures move up or down.</summary>
    public ShiftRange HeightShiftRange { get; }

    /// <summary>The smallest and the largest factor of brightness; null for none.</summary>
    public (double Low, double High)? BrightnessRange { get; }

    /// <summary>The largest angle of shearing in degrees.</summary>
    public double ShearRange { get; }

    /// <summary>The smallest and the largest factor of zoom.</summary>
    public (double Low, double High) ZoomRange { get; }

    /// <summary>The largest number that is added to all channels.</summary>
    public double ChannelShiftRange { get; }

    /// <summary>What stands beyond the border of a picture.</summary>
    public FillMode FillMode { get; }

    /// <summary>The value beyond the border for <see cref="FillMode.Constant"/>.</summary>
    public double Cval { get; }

    /// <summary>Whether left and right are exchanged at random.</summary>
    public bool HorizontalFlip { get; }

    /// <summary>Whether top and bottom are exchanged at random.</summary>
    public bool VerticalFlip { get; }

    /// <summary>The factor for all values; null for none.</summary>
    public double? Rescale { get; }

    /// <summary>The function applied to each picture before all other standardization.</summary>
    public Func<Tensor<float>, Tensor<float>>? PreprocessingFunction { get; }

    /// <summary><c>channels_last</c> or <c>channels_first</c>.</summary>
    public string DataFormat { get; }

    /// <summary>Which part of the data belongs to the subset for validation.</summary>
    public double ValidationSplit { get; }

    /// <summary>0: nearest pixel; 1: linear between pixels.</summary>
    public int InterpolationOrder { get; }

    private static (double Low, double High) Pair(Numbers range, string argument) =>
        range is { IsSingle: false, Count: 2 }
            ? (range[0], range[1])
            : throw new ArgumentException(
                $"{argument} must be {(argument == "zoomRange" ? "one number or " : "")}two numbers, [smallest, largest]. Received: {range}.", argument);
}
