using System.Text.Json;
using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;

namespace KerasNet.Goldens.Topics;

/// <summary>Small trained models that appear among losses, optimizers and regularizers.</summary>
internal static class TrainedModels
{
    /// <summary>A model with penalties: its output, its terms of the loss, an evaluation and one training step.</summary>
    internal static void CheckPenalties(GoldenCase golden)
    {
        Model model = Make(golden);
        TensorData[] x = golden["x"].ValueKind == JsonValueKind.Array
            ? [.. golden.Arrays("x").Select(array => array!.ToTensor())]
            : [golden.Array("x").ToTensor()];
        TensorData?[] got = Symbols.Evaluate(x, symbols =>
        {
            CallContext context = new();
            IReadOnlyList<KerasTensor> outputs = model.Invoke(symbols, context);
            return [outputs[0], .. context.Losses, .. model.WeightLosses()];
        });
        Comparer.Check("output", got[0], golden.Array("output"), golden.Tolerance);
        GoldenArray?[] losses = golden.Arrays("losses");
        Comparer.Equal("number of losses", got.Length - 1, losses.Length);
        for (int i = 0; i < losses.Length; i++)
            Comparer.Check($"losses[{i}]", got[i + 1], losses[i]!, golden.Tolerance);

        DataArrays data = GoldenData.Read(golden["x"])!;
        DataArray y = GoldenData.One(golden["y"]);
        DataArrays? weight = GoldenData.Read(golden.Json.Field("sample_weight"));
        Logs evaluation = model.Evaluate(data, y, (int)golden.Number("evaluate_batch_size")!, verbose: 0, weight);
        GoldenModel.CheckLogs("evaluate", evaluation, golden["evaluate"], golden.Tolerance);
        if (!golden.Has("train_on_batch"))
            return;
        GoldenModel.CheckLogs("train_on_batch", model.TrainOnBatch(data, y, weight), golden["train_on_batch"], golden.Tolerance);
        GoldenModel.CheckWeights("weights_after_train", model.Weights, golden.Arrays("weights_after_train").OfType<GoldenArray>(), golden.Tolerance);
    }

    /// <summary>A model that is trained for as many batches as there are losses.</summary>
    internal static void CheckBatches(GoldenCase golden)
    {
        Model model = Make(golden);
        foreach ((JsonElement loss, int i) in golden["losses"].EnumerateArray().Select((loss, i) => (loss, i)))
        {
            Logs logs = model.TrainOnBatch(GoldenData.Read(golden["x"])!, GoldenData.Read(golden["y"]));
            Comparer.Check($"loss of batch {i}", logs["loss"], loss.AsNumber(), golden.Tolerance);
        }

        GoldenModel.CheckWeights("weights_after", model.Weights, golden.Arrays("weights_after").OfType<GoldenArray>(), golden.Tolerance);
    }

    /// <summary>The loss of very wrong logits under different last layers.</summary>
    internal static void CheckLastLayers(GoldenCase golden)
    {
        DataArray x = GoldenData.One(golden["logits"]);
        DataArray y = GoldenData.One(golden["y_true"]);
        int width = x.Shape[^1];
        foreach (JsonElement variant in golden["variants"].EnumerateArray())
        {
            string last = variant.Text("last_layers");
            Layer[] layers = last switch
            {
                "Dense(activation=softmax)" => [new Dense(width, "softmax", useBias: false, kernelInitializer: new IdentityInitializer())],
                "Activation(softmax)" => [new Activation("softmax")],
                "Softmax()" => [new Softmax()],
                "Activation(softmax), Reshape" => [new Activation("softmax"), new Reshape([width])],
                "Activation(softmax), Activation(linear)" => [new Activation("softmax"), new Activation("linear")],
                "Activation(softmax), Rescaling(1)" => [new Activation("softmax"), new Rescaling(1)],
                _ => throw new NotCoveredException($"a model that ends in {last}"),
            };
            Model model = new Sequential([new Input([width]), .. layers]).Compile(new Optimizers.SGD(0.0), golden.Text("loss")!);
            Comparer.Check($"evaluate with {last}", model.Evaluate(x, y, verbose: 0)["loss"], variant.GetProperty("evaluate").GetDouble(), golden.Tolerance);
        }
    }

    private static Model Make(GoldenCase golden)
    {
        Model model = GoldenModel.Make(golden["model"]);
        GoldenModel.SetWeights(model, golden["weights"], "value");
        GoldenModel.Compile(model, golden["model"].GetProperty("compile_config"));
        return model;
    }
}
