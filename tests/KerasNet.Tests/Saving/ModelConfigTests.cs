using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Tests.Saving;

public sealed class ModelConfigTests
{
    private static readonly float[,] s_data = { { 1, -2, 3 }, { 0.5f, 0.25f, -1 } };

    [Fact]
    public void A_sequential_model_comes_back()
    {
        Sequential model = [new Input([3]), new Dense(4, "tanh"), new Dense(2)];

        Assert.Equal(model.Predict(s_data).ToArray(), Copy(model).Predict(s_data).ToArray());
    }

    [Fact]
    public void A_deferred_sequential_model_stays_unbuilt()
    {
        Sequential model = [new Dense(2)];

        Model copy = Read(ObjectConfig.Serialize(model));

        Assert.False(copy.Built);
    }

    [Fact]
    public void Shared_layers_stay_shared()
    {
        Input x = new([3]);
        Dense shared = new(3, "relu");
        KerasTensor once = x.Then(shared);
        Model model = new(x, ((KerasTensor[])[once, once.Then(shared)]).Then(new Add()));

        Model copy = Copy(model);

        Assert.Equal(2, copy.Weights.Count);
        Assert.Equal(model.Predict(s_data).ToArray(), copy.Predict(s_data).ToArray());
    }

    [Fact]
    public void That_a_layer_did_not_train_while_its_model_was_defined_does_not_stop_it_from_training()
    {
        Input x = new([3]);
        Model model = new(x, new Dropout(0.5, seed: 1).Apply([x.Output], new Dictionary<string, object?> { ["training"] = false })[0]);
        model.Compile("sgd", "mse");

        Model copy = Copy(model);
        copy.Compile("sgd", "mse");
        float[,] ones = { { 1, 1, 1 }, { 1, 1, 1 }, { 1, 1, 1 } };

        Assert.Equal(0, model.TrainOnBatch(ones, ones)["loss"]);
        Assert.NotEqual(0, copy.TrainOnBatch(ones, ones)["loss"]);
    }

    [Fact]
    public void Nested_models_come_back()
    {
        Sequential inner = [new Input([3]), new Dense(2)];
        Input x = new([3]);
        Model model = new(x, x.Then(inner).Then(new Dense(1)));

        Model copy = Copy(model);

        Assert.IsType<Sequential>(copy.Layers[1]);
        Assert.Equal(model.Predict(s_data).ToArray(), copy.Predict(s_data).ToArray());
    }

    [Fact]
    public void Several_inputs_and_named_outputs_keep_their_names()
    {
        Input a = new([3], name: "left"), b = new([3], name: "right");
        KerasTensor sum = ((KerasTensor[])[a, b]).Then(new Add());
        Model model = new([a.Output, b.Output], new Dictionary<string, KerasTensor> { ["one"] = sum.Then(new Dense(1)), ["two"] = sum.Then(new Dense(2)) });

        Model copy = Copy(model);

        Assert.Equal(["left", "right"], copy.InputNames);
        Assert.Equal(["one", "two"], copy.OutputNames);
        Assert.Equal([1, 2], copy.PredictAll([s_data, s_data]).Select(output => (int)output.Lengths[1]));
    }

    [Theory]
    [InlineData("inbound_nodes", "nobody[0][0]")]
    [InlineData("output_layers", "nobody[0][0]")]
    public void A_tensor_that_nothing_makes_is_named(string where, string named)
    {
        Input x = new([3], name: "x");
        JsonObject json = ObjectConfig.Serialize(new Model(x, x.Then(new Dense(1, name: "head"))));
        JsonNode config = json["config"]!;
        if (where == "output_layers")
            config["output_layers"]![0] = "nobody";
        else
            config["layers"]![1]!["inbound_nodes"]![0]!["args"]![0]!["config"]!["keras_history"]![0] = "nobody";

        ConfigException e = Assert.Throws<ConfigException>(() => Read(json));

        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_layers_of_one_name_are_refused()
    {
        Input x = new([3], name: "x");
        JsonObject json = ObjectConfig.Serialize(new Model(x, x.Then(new Dense(1, name: "head"))));
        json["config"]!["layers"]!.AsArray().Add(json["config"]!["layers"]![1]!.DeepClone());

        Assert.Throws<ConfigException>(() => Read(json));
    }

    [Fact]
    public void A_model_is_compiled_as_saved()
    {
        Sequential model = [new Input([3]), new Dense(1)];
        JsonNode config = JsonNode.Parse("""
            {"optimizer": {"class_name": "Adam", "config": {"learning_rate": 0.25}}, "loss": "mse", "metrics": ["mae"], "loss_weights": null}
            """)!;

        CompileConfig.Apply(model, config.Deserialize<JsonElement>(), new ConfigNotes());

        Assert.Equal(0.25, model.Optimizer.LearningRate.Value);
        Assert.Equal(["loss", "mae"], model.TrainOnBatch(s_data, new float[2, 1]).Keys);
    }

    [Fact]
    public void An_empty_compile_configuration_leaves_the_model_uncompiled()
    {
        Sequential model = [new Input([3]), new Dense(1)];

        CompileConfig.Apply(model, JsonNode.Parse("{}")!.Deserialize<JsonElement>(), new ConfigNotes());

        Assert.False(model.IsCompiled);
    }

    private static Model Copy(Model model)
    {
        Model copy = Read(ObjectConfig.Serialize(model));
        foreach ((Variable to, Variable from) in copy.Weights.Zip(model.Weights))
            to.Value = from.Value;
        return copy;
    }

    private static Model Read(JsonObject json) => ObjectConfig.Deserialize<Model>(json.Deserialize<JsonElement>());
}
