using System.Text.Json;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Saving;
using KerasNet.Saving.Legacy;

namespace KerasNet.Tests.Saving.Legacy;

/// <summary>Configurations as Keras 1 and 2 wrote them.</summary>
public sealed class LegacyConfigTests
{
    [Fact]
    public void The_first_layers_shape_makes_an_input()
    {
        Sequential model = Make<Sequential>("""
            {"class_name": "Sequential", "config": [
              {"class_name": "Dense", "config": {"name": "first", "batch_input_shape": [null, 7], "output_dim": 3, "activation": "relu", "init": "glorot_normal", "bias": false,
                "W_regularizer": {"name": "WeightRegularizer", "l1": 0.0, "l2": 0.25}}},
              {"class_name": "Dropout", "config": {"name": "dropout", "p": 0.25}},
              {"class_name": "ThresholdedReLU", "config": {"name": "cut", "theta": 0.5}}]}
            """);

        Assert.Equal([Shape.Unknown, 7], model.Inputs[0].Shape);
        Dense first = Assert.IsType<Dense>(model.Layers[0]);
        Assert.Equal((3, false, "GlorotNormal"), (first.Units, first.UseBias, first.KernelInitializer.GetType().Name));
        Assert.Equal(0.25, Assert.IsType<L1L2>(first.KernelRegularizer).L2);
        Assert.Equal(0.25, Assert.IsType<Dropout>(model.Layers[1]).Rate);
        Assert.Equal(0.5, Assert.IsType<ReLU>(model.Layers[2]).Threshold);
    }

    [Fact]
    public void Convolutions_of_Keras_1_have_other_names_for_everything()
    {
        Conv2D layer = Make<Conv2D>("""
            {"class_name": "Convolution2D", "config": {"name": "c", "nb_filter": 4, "nb_row": 3, "nb_col": 2, "subsample": [2, 1], "border_mode": "same",
              "dim_ordering": "tf", "b_constraint": null}}
            """);

        Assert.Equal((4, "same", "channels_last"), (layer.Filters, layer.Padding, layer.DataFormat));
        Assert.Equal([3, 2], layer.KernelSize);
        Assert.Equal([2, 1], layer.Strides);
    }

    [Theory]
    [InlineData("GRU", """{"units": 2}""", false)]
    [InlineData("GRU", """{"units": 2, "reset_after": true}""", true)]
    [InlineData("CuDNNGRU", """{"units": 2}""", true)]
    public void A_GRU_that_does_not_say_resets_before(string className, string config, bool resetAfter) =>
        Assert.Equal(resetAfter, Make<GRU>($$"""{"class_name": "{{className}}", "config": {{config}}}""").ResetAfter);

    [Fact]
    public void Hard_sigmoid_is_that_of_its_time()
    {
        Sequential model = Make<Sequential>("""
            {"class_name": "Sequential", "config": [{"class_name": "Activation", "config": {"name": "a", "activation": "hard_sigmoid", "batch_input_shape": [null, 4]}}]}
            """);

        float[] y = [.. model.Predict(new float[,] { { -3, 0, 1, 2.4f } })];

        Assert.Equal([0, 0.5f, 0.7f, 0.98f], y, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Calls_name_their_tensors_in_lists()
    {
        Model model = Make<Model>("""
            {"class_name": "Model", "config": {"name": "m", "layers": [
              {"class_name": "InputLayer", "name": "x", "config": {"batch_input_shape": [null, 3, 2], "dtype": "float32", "name": "x"}, "inbound_nodes": []},
              {"class_name": "InputLayer", "name": "h", "config": {"batch_input_shape": [null, 4], "dtype": "float32", "name": "h"}, "inbound_nodes": []},
              {"class_name": "GRU", "name": "gru", "config": {"name": "gru", "units": 4, "time_major": false, "implementation": 1},
               "inbound_nodes": [[["x", 0, 0, {}], ["h", 0, 0, {}]]]},
              {"class_name": "MultiHeadAttention", "name": "look", "config": {"name": "look", "num_heads": 1, "key_dim": 2, "query_shape": [null, 3, 2]},
               "inbound_nodes": [[["x", 0, 0, {"value": ["x", 0, 0]}]]]}],
             "input_layers": [["x", 0, 0], ["h", 0, 0]], "output_layers": [["gru", 0, 0], ["look", 0, 0]]}}
            """);

        Assert.Equal(["x", "h"], model.InputNames);
        Assert.Equal([Shape.Unknown, 4], model.Outputs[0].Shape);
        Assert.Equal([Shape.Unknown, 3, 2], model.Outputs[1].Shape);
    }

    [Fact]
    public void Decay_of_an_optimizer_becomes_a_schedule()
    {
        Adam adam = Make<Adam>("""{"class_name": "Adam", "config": {"name": "Adam", "lr": 0.5, "decay": 0.25, "beta_1": 0.8, "epsilon": null}}""");

        InverseTimeDecay schedule = Assert.IsType<InverseTimeDecay>(adam.LearningRate.Schedule);
        Assert.Equal((0.5, 0.25, 1, 0.8), (schedule.InitialLearningRate, schedule.DecayRate, schedule.DecaySteps, adam.Beta1));
    }

    [Fact]
    public void Time_major_layers_are_refused_not_misread() =>
        Assert.Contains("time_major", Assert.Throws<UnsupportedConfigException>(
            () => Make<LSTM>("""{"class_name": "LSTM", "config": {"units": 2, "time_major": true}}""")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""[[["x", 0, 0, {}], 5]]""")]
    [InlineData("""[5]""")]
    [InlineData("""[[["x", "0", 0, {}]]]""")]
    public void Calls_of_another_structure_are_refused(string nodes) =>
        Assert.Contains("must", Assert.Throws<ConfigException>(
            () => Make<Dense>($$"""{"class_name": "Dense", "config": {"units": 2}, "inbound_nodes": {{nodes}}}""")).Message, StringComparison.Ordinal);

    [Fact]
    public void Metrics_lose_the_name_of_their_output()
    {
        JsonElement config = LegacyTraining.ToCompileConfig(
            JsonDocument.Parse("""
                {"optimizer_config": {"class_name": "Custom>SGD", "config": {"learning_rate": 0.5}}, "loss": ["mse", "cosine_proximity"],
                 "metrics": [[null], [{"class_name": "MeanMetricWrapper", "config": {"name": "b_accuracy", "fn": "binary_accuracy"}},
                                      {"class_name": "MeanMetricWrapper", "config": {"name": "b_mine", "fn": "mean_absolute_error"}}]]}
                """).RootElement,
            ["a", "b"],
            old: true);

        Assert.Equal("SGD", config.GetProperty("optimizer").GetProperty("class_name").GetString());
        Assert.Equal("""["mse","cosine_similarity"]""", config.GetProperty("loss").GetRawText());
        Assert.Equal("""[null,["accuracy",{"class_name":"mean_absolute_error","config":{"name":"mine"}}]]""", config.GetProperty("metrics").GetRawText());
    }

    private static T Make<T>(string json)
        where T : class => ObjectConfig.Deserialize<T>(LegacyConfig.Upgrade(JsonDocument.Parse(json).RootElement));
}
