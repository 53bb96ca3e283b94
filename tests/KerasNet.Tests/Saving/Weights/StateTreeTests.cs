using KerasNet.Layers;
using KerasNet.Saving;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Saving.Weights;

/// <summary>The paths of what a model is made of, where it is not a list of layers.</summary>
public sealed class StateTreeTests
{
    [Fact]
    public void Fields_are_attributes_in_the_order_of_their_names_private_ones_included()
    {
        Blocks model = new();
        model.Predict(Toy.Rows(2, 4));

        Assert.Equal(
            ["", "blocks/container/dense", "blocks/container/dense_1", "blocks/dense", "closing", "dense1", "layers/dense"],
            StateTree.Of(model).Select(saved => saved.Path));
    }

    [Fact]
    public void A_subclassed_model_is_saved_and_loaded()
    {
        using Data.Datasets.TemporaryFolder folder = new();
        Blocks first = new(), second = new();
        float[] expected = Prediction(first);
        Assert.NotEqual(expected, Prediction(second));
        first.SaveWeights(folder["m.weights.h5"]);

        second.LoadWeights(folder["m.weights.h5"]);

        Assert.Equal(expected, Prediction(second));
    }

    [Fact]
    public void The_optimizer_of_a_compiled_model_inside_another_is_saved_with_it()
    {
        Sequential encoder = [new Input([4]), new Dense(2)];
        encoder.Compile("sgd", "mse");
        Sequential model = [encoder, new Dense(4)];
        model.Compile("adam", "mse");

        Assert.Equal(
            ["", "layers/sequential", "layers/sequential/layers/dense", "layers/sequential/optimizer", "layers/dense", "optimizer"],
            StateTree.Of(model).Select(saved => saved.Path));
    }

    [Fact]
    public void A_layer_as_activation_is_an_attribute()
    {
        Sequential model = [new Input([4]), new Dense(2, new PReLU()), new Dense(2, new PReLU())];

        Assert.Equal(["", "layers/dense", "layers/dense/activation", "layers/dense_1", "layers/dense_1/activation"], StateTree.Of(model).Select(saved => saved.Path));
    }

    [Fact]
    public void A_shared_layer_is_saved_where_it_is_met_first()
    {
        Dense shared = new(4);
        Sequential inner = [new Input([3, 4]), shared];
        Sequential model = [new Input([3, 4]), inner, new TimeDistributed(new Dense(4)), shared];

        Assert.Equal(
            ["", "layers/sequential", "layers/sequential/layers/dense", "layers/time_distributed", "layers/time_distributed/layer"],
            StateTree.Of(model).Select(saved => saved.Path));
    }

    [Fact]
    public void Image_layers_hold_others_under_their_class_names()
    {
        Assert.Equal(
            ["auto_contrast", "equalization", "random_brightness", "random_color_degeneration", "random_contrast", "random_posterization", "random_rotation",
                "random_sharpness", "random_shear", "random_translation", "solarization"],
            StateTree.Of(new Sequential([new Input([8, 8, 3]), new RandAugment()])).Skip(2).Select(saved => saved.Path["layers/rand_augment/".Length..]));
        Assert.Equal(
            ["layers/random_color_jitter/random_brightness", "layers/random_color_jitter/random_hue"],
            StateTree.Of(new Sequential([new Input([8, 8, 3]), new RandomColorJitter(brightnessFactor: 0.1, hueFactor: 0.1)])).Skip(2).Select(saved => saved.Path));
    }

    private static float[] Prediction(Model model) => [.. model.Predict(Toy.Rows(2, 4))];

    private sealed class Blocks : Model
    {

        public Blocks()
        {
            Dense1 = AddSublayer(new Dense(4));
            Layer[] inner = [AddSublayer(new Dense(4)), AddSublayer(new Dense(4))];
            _blocks = [inner, AddSublayer(new Dense(4))];
            _closing = AddSublayer(new Dense(1));
            AddSublayer(new Dense(4));
        }

        public Dense Dense1 { get; }

        private readonly object[] _blocks;
        private readonly Dense _closing;

        protected override KerasTensor Call(KerasTensor input, CallContext context) =>
            _closing.Apply(Sublayers.OfType<Dense>().Where(layer => layer != _closing).Aggregate(input, (x, layer) => layer.Apply(x)));
    }
}
