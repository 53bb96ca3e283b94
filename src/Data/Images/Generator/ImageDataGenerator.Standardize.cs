using System.Numerics.Tensors;
using KerasNet.Callbacks;
using KerasNet.Data;

namespace KerasNet;

public sealed partial class ImageDataGenerator
{
    private bool _warned;

    /// <summary>The mean of each channel, in rescaled values: <see cref="Fit"/> works it out, or set it, as for a network that was trained with a known one.</summary>
    public IReadOnlyList<float>? Mean { get; set; }

    /// <summary>The standard deviation of each channel, in rescaled values: <see cref="Fit"/> works it out, or set it.</summary>
    public IReadOnlyList<float>? Std { get; set; }

    /// <summary>The whitening matrix of all pixels and channels; null before <see cref="Fit"/>.</summary>
    internal float[]? Whitening { get; private set; }

    /// <summary>Standardizes one picture: preprocessing function, rescaling, centering and scaling by sample, by feature, whitening.</summary>
    /// <param name="image">One picture, of any number type.</param>
    /// <returns>A new picture of the same size. What needs statistics that are not there yet is left out, with a warning.</returns>
    /// <exception cref="ArgumentException">It is not one picture, or the statistics are those of other pictures.</exception>
    public Tensor<float> Standardize(DataArray image)
    {
        Picture picture = Read(image);
        Standardize(picture);
        return picture.ToTensor();
    }

    /// <summary>Works out the statistics that standardization by feature and whitening need.</summary>
    /// <param name="x">Pictures, samples first. They are rescaled here, but not preprocessed or standardized by sample.</param>
    /// <param name="augment">Whether to take randomly transformed pictures instead.</param>
    /// <param name="rounds">How often each picture is transformed.</param>
    /// <param name="seed">A seed for the transformations.</param>
    /// <exception cref="ArgumentException">They are not pictures of 4 dimensions together.</exception>
    public void Fit(DataArray x, bool augment = false, int rounds = 1, long? seed = null)
    {
        PictureLayout layout = LayoutOfMany(x);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        long root = seed ?? RandomSource.NextSeed();
        int count = checked(x.Count * (augment ? rounds : 1));
        if (!FeaturewiseCenter)
            return;

        void ReadOne(int index, Picture picture)
        {
            x.CopyRow(index % x.Count, picture.Reset(layout));
            if (Rescale is { } factor)
                TensorPrimitives.Multiply(picture.Values, (float)factor, picture.Values);
            if (augment)
                Apply(picture, Draw(layout, new RandomStream(root, (ulong)index)));
        }

        ChannelStatistics statistics = new(layout, count, ReadOne);
        Mean = statistics.Mean;
        Std = FeaturewiseStdNormalization ? statistics.Std : null;
        Whitening = ZcaWhitening ? Data.Whitening.Of(layout, count, ReadOne, statistics.Mean, ZcaEpsilon) : null;
    }

    /// <summary>Standardizes a picture in place.</summary>
    internal void Standardize(Picture picture)
    {
        if (PreprocessingFunction is not null)
            Preprocess(picture);
        Span<float> values = picture.Values;
        if (Rescale is { } factor)
            TensorPrimitives.Multiply(values, (float)factor, values);
        if (SamplewiseCenter)
            TensorPrimitives.Subtract(values, (float)ChannelStatistics.MeanOf(values), values);
        if (SamplewiseStdNormalization)
            TensorPrimitives.Divide(values, (float)ChannelStatistics.DeviationOf(values) + ChannelStatistics.Epsilon, values);
        if (FeaturewiseCenter && Known(Mean))
            ChannelStatistics.Subtract(values, picture.Layout, Mean!);
        if (FeaturewiseStdNormalization && Known(Std))
            ChannelStatistics.Divide(values, picture.Layout, Std!);
        if (ZcaWhitening && Known(Whitening))
            picture.Multiply(Whitening!);
    }

    private void Preprocess(Picture picture)
    {
        Tensor<float> result = PreprocessingFunction!(picture.ToTensor());
        Shape shape = Shape.Of(Enumerable.Range(0, result.Rank).Select(axis => (int)result.Lengths[axis]));
        if (shape != picture.Layout.Shape)
            throw new ArgumentException($"The preprocessing function must keep the shape of a picture, {picture.Layout.Shape}. It returned {shape}.");
        result.FlattenTo(picture.Values);
    }

    private bool Known(object? statistics)
    {
        if (statistics is null && !_warned)
        {
            _warned = true;
            Messages.Warn("This ImageDataGenerator standardizes by feature or whitens, but has no statistics yet, so that is left out. Call Fit(x) first.");
        }

        return statistics is not null;
    }

    private Picture Read(DataArray image)
    {
        Picture picture = new();
        image.CopyFloats(0, picture.Reset(LayoutOf(image)));
        return picture;
    }

    /// <summary>The layout of each of many pictures.</summary>
    private PictureLayout LayoutOfMany(DataArray x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank != 4 || x.Count == 0)
            throw new ArgumentException(
                $"Pictures have rank 4 together, (samples, {(_channelsFirst ? "channels, height, width" : "height, width, channels")}). Received: {x.Shape}.", nameof(x));
        PictureLayout layout = PictureLayout.Of(x.Shape[1..], _channelsFirst, nameof(x));
        if (layout.Channels is not (1 or 3 or 4))
            Messages.Warn($"Pictures have 1, 3 or 4 channels; these have {layout.Channels}. dataFormat is {DataFormat}, their shape {x.Shape}.");
        return layout;
    }
}
