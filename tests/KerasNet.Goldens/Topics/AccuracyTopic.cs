using System.Text.Json;
using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;

namespace KerasNet.Goldens.Topics;

/// <summary>Which metrics "accuracy" and the like become, shown by the logs of one batch.</summary>
/// <remarks>The predictions of a case are handed through a model of layers that do nothing.</remarks>
internal sealed class AccuracyTopic : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        JsonElement[] outputs = [.. golden["outputs"].EnumerateArray()];
        if (golden.IsError)
            Refusal.Of(golden, () => Train(golden, outputs));
        else
            Check(golden, Train(golden, outputs));
    }

    private static void Check(GoldenCase golden, Logs logs)
    {
        JsonElement[] expected = [.. golden["logs"].EnumerateArray()];
        Comparer.EqualLists("logs", logs.Keys.Order(StringComparer.Ordinal), expected.Select(entry => entry[0].GetString()!).Order(StringComparer.Ordinal));
        foreach (JsonElement entry in expected)
            Comparer.Check(entry[0].GetString()!, logs[entry[0].GetString()!], entry[1].AsNumber(), golden.Tolerance);
    }

    private static Logs Train(GoldenCase golden, JsonElement[] outputs)
    {
        Input[] inputs = [.. outputs.Select(output => new Input(GoldenArray.From(output.GetProperty("y_pred")).Shape[1..]))];
        KerasTensor[] symbols = [.. inputs.Zip(outputs, (input, output) => input.Then(new Activation("linear", name: output.Text("name"))))];
        KerasTensor[] starts = [.. inputs.Select(input => input.Output)];
        Model model = golden.Flag("dict_outputs")
            ? new Model(starts, outputs.Zip(symbols).ToDictionary(pair => pair.First.Text("name"), pair => pair.Second))
            : new Model(starts, symbols);
        GoldenModel.Compile(model, golden["compile"]);
        DataArrays x = DataArrays.Create([.. outputs.Select(output => GoldenData.One(output.GetProperty("y_pred")))]);
        DataArrays y = DataArrays.Create([.. outputs.Select(output => GoldenData.One(output.GetProperty("y_true")))]);

        // A model without weights cannot be trained; measuring it gives the same numbers.
        return model.TestOnBatch(x, y, GoldenData.Read(golden.Json.Field("sample_weight")));
    }
}
