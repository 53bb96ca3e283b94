using System.Text.Json;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>What a model must refuse, at the latest at the stage where Keras does.</summary>
internal static class ModelRefusals
{
    private static readonly Dictionary<string, Action> s_api = new()
    {
        ["error_api_dropout_rate_above_one"] = () => _ = new Dropout(1.5),
        ["error_api_accumulation_of_one"] = () => _ = new SGD(gradientAccumulationSteps: 1),
        ["error_api_concatenate_unequal"] = () => new Concatenate().Apply([new Input([2, 3]), new Input([3, 3])]),
        ["error_api_dense_of_unknown_width"] = () => new Dense(2).Apply(new Input([Shape.Unknown])),
        ["error_api_lstm_rank_2"] = () => new LSTM(2).Apply(new Input([3])),
        ["error_api_embedding_negative"] = () => _ = new Embedding(-1, 2),
        ["error_api_groups_do_not_divide_filters"] = () => new Conv2D(3, 2, groups: 2).Apply(new Input([5, 5, 2])),
        ["error_api_padding_unknown"] = () => _ = new Conv2D(3, 2, padding: "samee"),
        ["error_api_conv_kernel_larger_than_input"] = () => new Conv2D(2, 3).Apply(new Input([2, 2, 1])),
        ["error_api_disconnected_functional"] = () => _ = new Model(new Input([2]), new Input([2]).Then(new Dense(1))),
        ["error_api_set_weights_shape"] = () => Small().SetWeights([new float[2, 3], new float[2]]),
        ["error_api_get_layer_unknown"] = () => Small().GetLayer("nobody"),
        ["error_api_get_layer_index"] = () => Small().GetLayer(9),
        ["error_api_predict_unbuilt_get_weights_count"] = () => new Dense(2).CountParams(),
    };

    internal static void Check(GoldenCase golden)
    {
        switch (golden.Text("stage"))
        {
            case "api":
                Refusal.Of(golden, Api(golden.Name));
                break;
            case "build":
                CheckBuild(golden);
                break;
            case "compile":
                Model uncompiled = GoldenModel.Make(golden["model"]);
                Refusal.Of(golden, () => GoldenModel.Compile(uncompiled, golden["compile"]));
                break;
            default:
                Model model = GoldenModel.Make(golden["model"]);
                Refusal.Of(golden, () => Use(model, golden));
                break;
        }
    }

    private static Sequential Small() => [new Input([3]), new Dense(2)];

    private static Action Api(string name) => s_api.GetValueOrDefault(name) ?? (name switch
    {
        "error_api_integer_learning_rate" => () => _ = new SGD(1),
        "error_api_sequential_add_not_a_layer" or "error_api_input_layer_without_shape" => throw new MismatchException("cannot be written in C#"),
        "error_api_bidirectional_of_dense" => () => ObjectConfig.Deserialize<Layer>(JsonSerializer.SerializeToElement(new
        {
            class_name = "Bidirectional",
            config = new { layer = new { class_name = "Dense", config = new { units = 2 } } },
        })),
        "error_api_summary_of_unbuilt_layer_range" => () => Small().Summary(printFn: _ => { }, layerRange: ("nobody", "nothing")),
        _ => throw new NotCoveredException(name),
    });

    /// <summary>A class or argument that Keras does not know either is refused like one that we only lack.</summary>
    private static void CheckBuild(GoldenCase golden) => Refusal.Of(golden, () =>
    {
        try
        {
            GoldenModel.Make(golden["model"]);
        }
        catch (UnsupportedConfigException e) when (golden.Name.Contains("unknown", StringComparison.Ordinal))
        {
            throw new ConfigException(e.Message, e);
        }
    });

    private static void Use(Model model, GoldenCase golden)
    {
        if (golden.Has("compile"))
            GoldenModel.Compile(model, golden["compile"]);
        switch (golden.Text("stage"))
        {
            case "fit":
                ModelTopic.Fit(model, golden, []);
                break;
            case "predict":
                model.PredictAll(GoldenData.Read(golden["data"].GetProperty("x"))!);
                break;
            case "calls":
                foreach (JsonElement call in golden["calls"].EnumerateArray())
                    ModelTopic.Call(model, call);
                break;
            case var stage:
                throw new MismatchException($"the stage '{stage}' is not known");
        }
    }
}
