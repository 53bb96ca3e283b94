using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Layers;
using KerasNet.Losses;
using KerasNet.Optimizers;
using KerasNet.Saving;

namespace KerasNet.Tests.Saving;

public sealed class ObjectConfigTests
{
    [Fact]
    public void An_object_is_made_with_the_arguments_of_its_configuration()
    {
        Dense dense = Read<Dense>("""
            {"module": "keras.layers", "class_name": "Dense", "registered_name": null, "config": {
             "name": "head", "trainable": false, "units": 3, "activation": "relu", "use_bias": false,
             "kernel_initializer": {"module": "keras.initializers", "class_name": "HeNormal", "config": {"seed": 7}, "registered_name": null},
             "kernel_regularizer": {"module": "keras.regularizers", "class_name": "L2", "config": {"l2": 0.5}, "registered_name": null},
             "bias_constraint": null}}
            """);

        Assert.Equal("head", dense.Name);
        Assert.False(dense.Trainable);
        Assert.Equal(3, dense.Units);
        Assert.Equal("relu", dense.Activation.Name);
        Assert.False(dense.UseBias);
        Assert.Equal(7, Assert.IsType<HeNormal>(dense.KernelInitializer).Seed);
        Assert.Equal(0.5, Assert.IsType<L2>(dense.KernelRegularizer).Factor);
    }

    [Fact]
    public void What_is_absent_takes_the_default()
    {
        Dense dense = Read<Dense>("""{"class_name": "Dense", "config": {"units": 2}}""");

        Assert.True(dense.UseBias);
        Assert.Equal("linear", dense.Activation.Name);
    }

    [Fact]
    public void A_learning_rate_is_a_number_or_a_schedule()
    {
        SGD constant = Read<SGD>("""{"class_name": "SGD", "config": {"learning_rate": 0.5}}""");
        SGD decaying = Read<SGD>("""
            {"class_name": "SGD", "config": {"learning_rate": {"module": "keras.optimizers.schedules", "class_name": "ExponentialDecay",
             "config": {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5}}}}
            """);

        Assert.Equal(0.5, constant.LearningRate.Value);
        Assert.IsType<ExponentialDecay>(decaying.LearningRate.Schedule);
    }

    [Fact]
    public void Keras_spelling_of_an_enumeration_is_read_and_written()
    {
        MeanSquaredError loss = Read<MeanSquaredError>("""{"class_name": "MeanSquaredError", "config": {"reduction": "mean_with_sample_weight"}}""");

        Assert.Equal(Reduction.MeanWithSampleWeight, loss.Reduction);
        Assert.Equal("mean_with_sample_weight", (string?)ObjectConfig.Serialize(loss)["config"]!["reduction"]);
    }

    [Fact]
    public void An_unknown_class_is_named()
    {
        UnsupportedConfigException e = Assert.Throws<UnsupportedConfigException>(() => Read<Layer>("""{"class_name": "Densee", "config": {}}"""));

        Assert.Equal("Densee", e.Missing);
    }

    [Fact]
    public void An_argument_that_would_change_something_is_named()
    {
        UnsupportedConfigException e = Assert.Throws<UnsupportedConfigException>(
            () => Read<Layer>("""{"class_name": "Flatten", "config": {"sideways": true}}"""));

        Assert.Equal("Flatten(sideways)", e.Missing);
    }

    [Fact]
    public void An_argument_that_changes_nothing_is_noted()
    {
        ConfigNotes notes = new();
        using JsonDocument json = JsonDocument.Parse("""{"class_name": "Dense", "config": {"units": 1, "quantization_config": null}}""");

        ObjectConfig.Deserialize<Dense>(json.RootElement, notes);

        Assert.Equal(["Dense(quantization_config)"], notes.Ignored);
    }

    [Theory]
    [InlineData("""{"class_name": "Dense", "config": {"units": "many"}}""", "Dense(units)")]
    [InlineData("""{"class_name": "Dense", "config": {"units": 2.5}}""", "Dense(units)")]
    [InlineData("""{"class_name": "Dense", "config": {"units": null}}""", "Dense(units)")]
    [InlineData("""{"class_name": "Dense", "config": {}}""", "'units'")]
    [InlineData("""{"class_name": "Dense", "config": [1]}""", "Dense")]
    [InlineData("""{"config": {}}""", "class_name")]
    public void A_value_of_the_wrong_kind_is_refused_with_the_argument(string json, string named)
    {
        ConfigException e = Assert.Throws<ConfigException>(() => Read<Layer>(json));

        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_of_a_constructor_comes_out_as_it_is() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Read<Layer>("""{"class_name": "Dense", "config": {"units": -3}}"""));

    [Fact]
    public void A_class_of_another_family_is_refused() =>
        Assert.Throws<UnsupportedConfigException>(() => Read<Layer>("""{"module": "keras.losses", "class_name": "Huber", "config": {}}"""));

    [Fact]
    public void A_registered_class_of_a_user_is_found()
    {
        CustomObjects.Register<Twice>("Tests>Twice");

        Twice twice = Read<Twice>("""{"module": null, "class_name": "Twice", "config": {"offset": 1.5}, "registered_name": "Tests>Twice"}""");

        Assert.Equal(1.5, twice.Offset);
        Assert.Equal(1.5, (double)ObjectConfig.Serialize(twice)["config"]!["offset"]!);
    }

    private static T Read<T>(string json)
        where T : class => ObjectConfig.Deserialize<T>(JsonNode.Parse(json)!.Deserialize<JsonElement>());

    public sealed class Twice(double offset = 0, string? name = null) : Layer(name)
    {
        public double Offset { get; } = offset;

        protected override KerasTensor Call(KerasTensor input, CallContext context) => (input * 2) + Offset;
    }
}
