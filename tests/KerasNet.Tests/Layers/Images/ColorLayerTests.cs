using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Images;

public sealed class ColorLayerTests
{
    private static readonly Shape s_pictures = [4, 6, 5, 3];

    private static readonly Dictionary<string, Func<double, Layer>> s_random = new()
    {
        ["contrast"] = white => new RandomContrast(0.9, [0, white], seed: 7),
        ["brightness"] = white => new RandomBrightness(0.9, [0, white], seed: 7),
        ["saturation"] = white => new RandomSaturation([0.1, 0.6], [0, white], seed: 7),
        ["hue"] = white => new RandomHue(0.9, [0, white], seed: 7),
        ["sharpness"] = white => new RandomSharpness(1, [0, white], seed: 7),
        ["color degeneration"] = white => new RandomColorDegeneration(0.9, [0, white], seed: 7),
        ["grayscale"] = _ => new RandomGrayscale(0.5, seed: 7),
        ["invert"] = white => new RandomInvert([0.8, 0.8], [0, white], seed: 7),
        ["posterization"] = white => new RandomPosterization([1, 5], [0, white], seed: 7),
        ["solarization"] = white => new Solarization(0.5, 0.9, [0, white], seed: 7),
        ["gaussian blur"] = white => new RandomGaussianBlur(valueRange: [0, white], seed: 7),
        ["color jitter"] = white => new RandomColorJitter([0, white], 0.3, 0.3, [0.4, 0.6], 0.3, seed: 7),
        ["rand augment"] = white => new RandAugment([0, white], seed: 7),
        ["mix up"] = _ => new MixUp(1, seed: 7),
        ["cut mix"] = _ => new CutMix([0.9, 1], seed: 7),
    };

    public static TheoryData<string> Random => [.. s_random.Keys];

    [Theory]
    [MemberData(nameof(Random))]
    public void Inference_leaves_pictures_alone(string name)
    {
        TensorData x = Pictures();
        Assert.Equal(x.Numbers(), LayerContract.Run(s_random[name](255), false, x).Numbers());
    }

    [Theory]
    [MemberData(nameof(Random))]
    public void A_seed_repeats_the_calls_and_each_call_draws_anew(string name)
    {
        Layer first = s_random[name](255), second = s_random[name](255);
        double[][] calls = [.. Enumerable.Range(0, 3).Select(_ => LayerContract.Run(first, true, Pictures()).Numbers())];
        Assert.Contains(calls, call => !call.SequenceEqual(calls[0]));
        Assert.All(calls, call => Assert.Equal(call, LayerContract.Run(second, true, Pictures()).Numbers()));
    }

    [Theory]
    [MemberData(nameof(Random))]
    public void Values_stay_within_their_range_and_pictures_keep_their_shape(string name)
    {
        foreach (double white in (double[])[1, 255])
        {
            if (name is "saturation" or "color jitter" && white > 1)
                continue;
            TensorData y = LayerContract.Run(s_random[name](white), true, Pictures(white));
            Assert.Equal(s_pictures, y.Shape);
            Assert.All(y.Numbers(), value => Assert.InRange(value, -1e-4 * white, white * 1.0001));
            Assert.NotEqual(Pictures(white).Numbers(), y.Numbers());
        }
    }

    [Theory]
    [MemberData(nameof(Random))]
    public void A_single_picture_is_as_good_as_a_batch_of_one(string name)
    {
        TensorData batch = Pictures(count: 1), single = TensorData.From<float>(batch.AsSpan<float>(), batch.Shape[1..]);
        TensorData y = LayerContract.Run(s_random[name](255), true, single);
        Assert.Equal(single.Shape, y.Shape);
        Assert.Equal(LayerContract.Run(s_random[name](255), true, batch).Numbers(), y.Numbers());
    }

    [Fact]
    public void Bright_bytes_end_at_white()
    {
        TensorData x = TensorData.From<byte>([0, 100, 250], [1, 1, 1, 3]);
        TensorData y = LayerContract.Run(new RandomBrightness([0.2, 0.2]), true, x);
        Assert.Equal(DType.UInt8, y.DType);
        Assert.Equal([51, 151, 255], y.Numbers());
    }

    [Fact]
    public void Equalization_counts_each_picture_by_itself()
    {
        TensorData batch = Pictures();
        double[] together = LayerContract.Run(new Equalization(), true, batch).Numbers();
        int size = together.Length / batch.Shape[0];
        TensorData second = TensorData.From<float>(batch.AsSpan<float>().Slice(size, size), batch.Shape.With(0, 1));
        Assert.Equal(LayerContract.Run(new Equalization(), true, second).Numbers(), together[size..(2 * size)]);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new RandomContrast(1.5));
        Assert.Throws<ArgumentException>(() => new RandomBrightness([0.1, 0.2, 0.3]));
        Assert.Throws<ArgumentException>(() => new RandomHue(0.5, [3, 3]));
        Assert.Throws<ArgumentException>(() => new RandomPosterization(9));
        Assert.Throws<ArgumentException>(() => new Solarization(thresholdFactor: [0.5, 1.5]));
        Assert.Throws<ArgumentException>(() => new RandomGaussianBlur(kernelSize: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomGrayscale(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Equalization(bins: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MixUp(0));
        ShapeException e = Assert.Throws<ShapeException>(() => LayerContract.Run(new RandomHue(0.5, name: "hue"), true, new TensorData([1, 2, 2, 4], DType.Float32)));
        Assert.Contains("RandomHue 'hue' expects pictures with three channels", e.Message);
    }

    [Fact]
    public void Hue_saturation_and_value_come_back_as_colours()
    {
        TensorData x = Pictures(1);
        using Trace trace = new();
        double[] back = ImageOps.HsvToRgb(ImageOps.RgbToHsv(Ops.Constant(x))).Numbers();
        Assert.All(x.Numbers().Zip(back), pair => Assert.Equal(pair.First, pair.Second, 5));
        Assert.Throws<ShapeException>(() => ImageOps.RgbToHsv(Ops.Zeros([2, 2, 3], DType.UInt8)));
    }

    [Fact]
    public void Operations_on_pictures_go_into_models()
    {
        KerasTensor x = new Input([6, 5, 3]).Output;
        Assert.Equal([Shape.Unknown, 6, 5, 1], ImageOps.RgbToGrayscale(x).Shape);
        Assert.Equal([Shape.Unknown, 6, 5, 3], ImageOps.GaussianBlur(x, [3, 5], 2).Shape);
        Assert.Equal([Shape.Unknown, 6, 5, 3, 2], ImageOps.SobelEdges(x).Shape);
        Assert.Throws<ArgumentException>(() => ImageOps.GaussianBlur(x, sigma: 0));
    }

    private static TensorData Pictures(double white = 255, int count = 4)
    {
        TensorData x = new(s_pictures.With(0, count), DType.Float32);
        for (int i = 0; i < x.Length; i++)
            x.SetDouble(i, white * (i * 37 % 101) / 100.0);
        return x;
    }
}
