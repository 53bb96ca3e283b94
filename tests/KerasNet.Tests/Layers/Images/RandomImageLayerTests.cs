using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Images;

/// <summary>What all random image layers have in common.</summary>
public sealed class RandomImageLayerTests
{
    private static readonly Dictionary<string, Func<long?, string?, RandomImageLayer>> s_layers = new()
    {
        ["flip"] = (seed, format) => new RandomFlip("horizontal", seed, format),
        ["rotation"] = (seed, format) => new RandomRotation(0.5, seed: seed, dataFormat: format),
        ["zoom"] = (seed, format) => new RandomZoom(0.5, seed: seed, dataFormat: format),
        ["translation"] = (seed, format) => new RandomTranslation(0.5, 0.5, seed: seed, dataFormat: format),
        ["shear"] = (seed, format) => new RandomShear(0.5, 0.5, seed: seed, dataFormat: format),
        ["perspective"] = (seed, format) => new RandomPerspective([1, 1], 0.5, seed: seed, dataFormat: format),
        ["erasing"] = (seed, format) => new RandomErasing([1, 1], fillValue: 7, seed: seed, dataFormat: format),
        ["elastic transform"] = (seed, format) => new RandomElasticTransform([1, 1], seed: seed, dataFormat: format),
        ["crop"] = (seed, format) => new RandomCrop(4, 5, seed, format),
    };

    public static TheoryData<string> Names => [.. s_layers.Keys];

    public static TheoryData<string> Keepers => [.. s_layers.Keys.Where(name => name != "crop")];

    private static readonly TensorData s_pictures = Pictures.Counted([8, 9, 11, 3]);

    [Theory]
    [MemberData(nameof(Keepers))]
    public void Pictures_pass_inference_untouched(string name)
    {
        RandomImageLayer layer = s_layers[name](1, null);
        Assert.Equal(s_pictures.Numbers(), LayerContract.Run(layer, false, s_pictures).Numbers());
        Assert.NotEqual(s_pictures.Numbers(), LayerContract.Run(layer, true, s_pictures).Numbers());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_seed_repeats_the_draws_and_each_call_draws_anew(string name)
    {
        RandomImageLayer first = s_layers[name](5, null), second = s_layers[name](5, null), other = s_layers[name](6, null);
        double[] one = first.Run(true, s_pictures)[0].Numbers(), two = first.Run(true, s_pictures)[0].Numbers();
        Assert.NotEqual(one, two);
        Assert.NotEqual(one, other.Run(true, s_pictures)[0].Numbers());
        Assert.Equal(one, second.Run(true, s_pictures)[0].Numbers());
        Assert.Equal(two, second.Run(true, s_pictures)[0].Numbers());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_picture_without_a_batch_is_a_batch_of_one(string name)
    {
        TensorData batch = Pictures.Counted([1, 9, 11, 3]), single = Pictures.Counted([9, 11, 3]);
        TensorData expected = s_layers[name](5, null).Run(true, batch)[0], got = s_layers[name](5, null).Run(true, single)[0];
        Assert.Equal(expected.Shape[1..], got.Shape);
        Assert.Equal(expected.Numbers(), got.Numbers());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Channels_may_stand_first(string name)
    {
        TensorData first = new Program([], [Ops.Transpose(Ops.Constant(s_pictures), 0, 3, 1, 2)]).Run()[0];
        double[] expected = Pictures.Of(x => Ops.Transpose(x, 0, 3, 1, 2), s_layers[name](5, null).Run(true, s_pictures)[0]);
        Assert.Equal(expected, s_layers[name](5, "channels_first").Run(true, first)[0].Numbers());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_become_floats(string name)
    {
        TensorData bytes = Pictures.Counted([2, 9, 7, 1], DType.UInt8), floats = Pictures.Counted([2, 9, 7, 1]);
        TensorData got = s_layers[name](5, null).Run(true, bytes)[0];
        Assert.Equal(DType.Float32, got.DType);
        Assert.Equal(s_layers[name](5, null).Run(true, floats)[0].Numbers(), got.Numbers());
    }

    [Fact]
    public void Labels_are_passed_on()
    {
        TensorData labels = Pictures.Counted([8, 2]);
        TensorData[] got = new RandomRotation(0.2).Run(true, s_pictures, labels);
        Assert.Equal(2, got.Length);
        Assert.Equal(labels.Numbers(), got[1].Numbers());
    }

    [Fact]
    public void What_is_no_picture_is_refused()
    {
        ShapeException e = Assert.Throws<ShapeException>(() => new RandomFlip(name: "mirror").Apply(new Input([5]).Output));
        Assert.Contains("Layer 'mirror' (RandomFlip) expects a picture of rank 3 or a batch of rank 4. Received: (None, 5).", e.Message);
    }

    [Fact]
    public void Called_on_arrays_a_layer_transforms_unless_told_otherwise()
    {
        float[,,,] picture = { { { { 1 }, { 2 }, { 3 } } } };
        RandomTranslation right = new(0, [1 / 3.0, 1 / 3.0], "constant", "nearest");
        Assert.Equal([0, 1, 2], right.Apply(picture).ToArray());
        Assert.Equal([1, 2, 3], right.Apply(picture, training: false).ToArray());
        Assert.Equal([1, 1, 3, 1], right.Apply(picture).Lengths.ToArray().Select(length => (int)length));
    }

    [Fact]
    public void In_a_model_only_training_augments()
    {
        Keras.SetRandomSeed(3);
        Sequential model =
        [
            new Input([8, 8, 1]),
            new RandomFlip(),
            new RandomRotation(0.2),
            new RandomZoom(0.2),
            new RandomTranslation(0.2, 0.2),
            new Conv2D(2, 3, activation: "relu"),
            new Flatten(),
            new Dense(1, "sigmoid"),
        ];
        model.Compile("adam", "binary_crossentropy");
        float[] pixels = [.. Enumerable.Range(0, 12 * 64).Select(i => i % 37 / 37f)];
        float[] labels = [.. Enumerable.Range(0, 12).Select(i => i % 2f)];
        DataArray x = DataArray.Of(pixels, [12, 8, 8, 1]);
        History history = model.Fit(x, labels, batchSize: 4, epochs: 2, verbose: 0);
        Assert.All(history["loss"], loss => Assert.True(double.IsFinite(loss)));
        Assert.Equal(model.Predict(x).ToArray(), model.Predict(x).ToArray());
    }

    [Theory]
    [InlineData(0.2, -0.2, 0.2)]
    [InlineData(-0.2, -0.2, 0.2)]
    public void One_number_is_a_range_around_nothing(double factor, double low, double high) =>
        Assert.Equal([low, high], new RandomRotation(factor).Factor);

    [Fact]
    public void Factors_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new RandomRotation(1.5));
        Assert.Throws<ArgumentException>(() => new RandomRotation([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => new RandomZoom(-1));
        Assert.Throws<ArgumentException>(() => new RandomTranslation([0, 1.5], 0));
        Assert.Throws<ArgumentException>(() => new RandomShear(-0.2));
        Assert.Throws<ArgumentException>(() => new RandomErasing(valueRange: [1, 1]));
        ArgumentException e = Assert.Throws<ArgumentException>(() => new RandomZoom(0.1, fillMode: "mirror"));
        Assert.Contains("Valid names: constant, nearest, reflect, wrap.", e.Message);
    }
}
