using System.Text.Json;
using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Saving;
using KerasNet.Training;

namespace KerasNet.Goldens.Topics;

/// <summary>
/// Training traces of whole models through the public API: logs batch by batch, histories, weights, evaluations, predictions; and what must be refused.
/// </summary>
internal sealed class ModelTopic : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.IsError)
            ModelRefusals.Check(golden);
        else if (golden.Has("calls"))
            RunCalls(golden);
        else
            RunFit(golden);
    }

    /// <summary>Calls Fit with the data and arguments of a case.</summary>
    internal static History Fit(Model model, GoldenCase golden, IReadOnlyList<Callback> callbacks)
    {
        JsonElement data = golden["data"];
        JsonElement fit = golden["fit"];
        JsonElement[] validation = data.Field("validation_data") is { } given ? [.. given.EnumerateArray()] : [];
        return model.Fit(
            GoldenData.Read(data.GetProperty("x"))!,
            GoldenData.Read(data.Field("y")),
            fit.Field("batch_size")?.GetInt32(),
            fit.Field("epochs")?.GetInt32() ?? 1,
            verbose: 0,
            callbacks,
            fit.Field("validation_split")?.GetDouble() ?? 0,
            validation.Length > 0 ? (GoldenData.Read(validation[0])!, GoldenData.Read(validation[1])!) : null,
            shuffle: fit.Field("shuffle")?.GetBoolean() ?? false,
            ClassWeight(fit.Field("class_weight")),
            GoldenData.Read(data.Field("sample_weight")),
            fit.Field("initial_epoch")?.GetInt32() ?? 0,
            fit.Field("steps_per_epoch")?.GetInt32(),
            fit.Field("validation_steps")?.GetInt32(),
            fit.Field("validation_batch_size")?.GetInt32(),
            Frequency(fit.Field("validation_freq")),
            validation.Length > 2 ? GoldenData.Read(validation[2]) : null);
    }

    private static ValidationFrequency? Frequency(JsonElement? json) =>
        json is { } given ? (ValidationFrequency)ConfigValue.Read(given, typeof(ValidationFrequency), "fit(validation_freq)", new ConfigNotes())! : null;

    private static Dictionary<int, double>? ClassWeight(JsonElement? json) =>
        json?.EnumerateObject().ToDictionary(weight => int.Parse(weight.Name), weight => weight.Value.GetDouble());

    private static Model Make(GoldenCase golden)
    {
        Model model = GoldenModel.Make(golden["model"]);
        Configs.Check("model", model, golden["model"]);
        GoldenModel.SetWeights(model, golden["initial_weights"], "array");
        GoldenModel.Compile(model, golden["compile"]);
        return model;
    }

    private static void RunFit(GoldenCase golden)
    {
        Model model = Make(golden);
        BatchRecorder recorder = new();
        History history = Fit(model, golden, [recorder]);

        Comparer.EqualLists("epochs", history.Epoch, golden["epochs"].EnumerateArray().Select(epoch => epoch.GetInt32()));
        // Several steps per execution tell callbacks about the last of them only; ours are told about each.
        bool each = golden["compile"].Field("steps_per_execution") is not { } steps || steps.GetInt32() == 1;
        JsonElement[] batches = each ? [.. golden["batch_logs"].EnumerateArray()] : [];
        for (int i = 0; i < batches.Length; i++)
        {
            string what = $"logs of batch {batches[i].GetProperty("batch")} of epoch {batches[i].GetProperty("epoch")}";
            Comparer.Equal(what, i < recorder.Batches.Count, true);
            Comparer.Equal($"place of {what}", recorder.Batches[i].Batch, batches[i].GetProperty("batch").GetInt32());
            GoldenModel.CheckLogs(what, recorder.Batches[i].Logs, batches[i].GetProperty("logs"), golden.Tolerance);
        }

        CheckHistory(history, golden);
        CheckEnd(model, golden);
    }

    private static void CheckHistory(History history, GoldenCase golden)
    {
        Dictionary<string, double[]> expected = [];
        foreach (JsonProperty entry in golden["history"].EnumerateObject())
        {
            JsonElement[] epochs = [.. entry.Value.EnumerateArray()];
            if (epochs.Any(epoch => epoch.ValueKind is JsonValueKind.Array or JsonValueKind.Object))
            {
                double[][] vectors = [.. epochs.Select(epoch => GoldenArray.From(epoch).Values)];
                for (int i = 0; i < vectors[0].Length; i++)
                    expected[$"{entry.Name}[{i}]"] = [.. vectors.Select(vector => vector[i])];
            }
            else
                expected[entry.Name] = [.. epochs.Select(GoldenJson.AsNumber)];
        }

        Comparer.EqualLists("history keys", history.Keys.Order(StringComparer.Ordinal), expected.Keys.Order(StringComparer.Ordinal));
        foreach ((string key, double[] values) in expected)
        {
            Comparer.Equal($"epochs of {key}", history[key].Count, values.Length);
            for (int i = 0; i < values.Length; i++)
                Comparer.Check($"history.{key}[{i}]", history[key][i], values[i], golden.Tolerance);
        }
    }

    private static void CheckEnd(Model model, GoldenCase golden)
    {
        GoldenModel.CheckWeights("final_weights", model.Weights, golden.Arrays("final_weights").OfType<GoldenArray>(), golden.Tolerance);
        GoldenArray[] state = [.. golden["optimizer_variables"].EnumerateArray().Select(variable => GoldenArray.From(variable.GetProperty("array")))];
        GoldenModel.CheckWeights("optimizer_variables", model.Optimizer.Variables, state, golden.Tolerance);
        JsonElement counts = golden["counts"];
        Comparer.Equal("counts.total", model.CountParams(), counts.GetProperty("total").GetInt64());
        Comparer.Equal("counts.trainable", model.TrainableWeights.Sum(weight => weight.Shape.ElementCount), counts.GetProperty("trainable").GetInt64());
        Comparer.Equal(
            "counts.non_trainable", model.NonTrainableWeights.Sum(weight => weight.Shape.ElementCount), counts.GetProperty("non_trainable").GetInt64());
        if (golden.Has("evaluate"))
            CheckEvaluate(model, golden);
        if (golden.Has("predict"))
            CheckPredict(model, golden);
    }

    private static void CheckEvaluate(Model model, GoldenCase golden)
    {
        JsonElement arguments = golden["evaluate"].GetProperty("args");
        JsonElement data = golden["data"];
        Logs logs = model.Evaluate(
            GoldenData.Read(data.GetProperty("x"))!,
            GoldenData.Read(data.Field("y")),
            arguments.Field("batch_size")?.GetInt32(),
            verbose: 0,
            GoldenData.Read(data.Field("sample_weight")),
            steps: arguments.Field("steps")?.GetInt32());
        GoldenModel.CheckLogs("evaluate", logs, golden["evaluate"].GetProperty("result"), golden.Tolerance);
    }

    private static void CheckPredict(Model model, GoldenCase golden)
    {
        JsonElement arguments = golden["predict"].GetProperty("args");
        DataArrays x = GoldenData.Read(golden["data"].GetProperty("x"))!;
        System.Numerics.Tensors.Tensor<float>[] got = model.PredictAll(x, arguments.Field("batch_size")?.GetInt32(), arguments.Field("steps")?.GetInt32());
        CheckOutputs("predict", got, model, golden["predict"].GetProperty("result"), golden.Tolerance);
    }

    internal static void CheckOutputs(string what, System.Numerics.Tensors.Tensor<float>[] got, Model model, JsonElement expected, Tolerance tolerance)
    {
        if (expected.ValueKind == JsonValueKind.Object && expected.Field("shape") is null)
        {
            foreach (JsonProperty output in expected.EnumerateObject())
                Comparer.Check(
                    $"{what}.{output.Name}", GoldenData.From(got[model.OutputNames.ToList().IndexOf(output.Name)]), GoldenArray.From(output.Value), tolerance);
            return;
        }

        JsonElement[] arrays = expected.ValueKind == JsonValueKind.Array ? [.. expected.EnumerateArray()] : [expected];
        Comparer.Equal($"outputs of {what}", got.Length, arrays.Length);
        for (int i = 0; i < arrays.Length; i++)
            Comparer.Check($"{what}[{i}]", GoldenData.From(got[i]), GoldenArray.From(arrays[i]), tolerance);
    }

    private static void RunCalls(GoldenCase golden)
    {
        Model model = Make(golden);
        JsonElement results = golden["results"];
        for (int i = 0; i < results.GetArrayLength(); i++)
        {
            (JsonElement call, JsonElement result) = (golden["calls"][i], results[i]);
            string what = $"{call.Text("call")} {i}";
            if (call.Text("call") == "predict_on_batch")
                CheckOutputs(what, model.PredictOnBatch(GoldenData.Read(call.GetProperty("x"))!), model, result, golden.Tolerance);
            else
                CheckCall(what, Call(model, call), result, golden.Tolerance);
        }

        CheckEnd(model, golden);
    }

    /// <summary>One call of train_on_batch or test_on_batch.</summary>
    internal static Logs Call(Model model, JsonElement call)
    {
        DataArrays x = GoldenData.Read(call.GetProperty("x"))!;
        DataArrays? y = GoldenData.Read(call.Field("y"));
        DataArrays? weight = GoldenData.Read(call.Field("sample_weight"));
        return call.Text("call") == "train_on_batch"
            ? model.TrainOnBatch(x, y, weight, ClassWeight(call.Field("class_weight")))
            : model.TestOnBatch(x, y, weight);
    }

    private static void CheckCall(string what, Logs got, JsonElement expected, Tolerance tolerance)
    {
        if (expected.ValueKind == JsonValueKind.Object)
            GoldenModel.CheckLogs(what, got, expected, tolerance);
        else if (expected.ValueKind != JsonValueKind.Array)
            Comparer.Check(what, got["loss"], expected.AsNumber(), tolerance);
        else
        {
            // Our logs have names instead of an order; the loss comes first in Keras' list.
            double[] values = [.. expected.EnumerateArray().Select(GoldenJson.AsNumber)];
            Comparer.Check($"{what}.loss", got["loss"], values[0], tolerance);
            Comparer.Equal($"number of results of {what}", got.Count, values.Length);
            foreach ((double a, double b) in got.Values.Order().Zip(values.Order()))
                Comparer.Check(what, a, b, tolerance);
        }
    }

    private sealed class BatchRecorder : Callback
    {
        internal List<(int Batch, Dictionary<string, double> Logs)> Batches { get; } = [];

        public override void OnTrainBatchEnd(int batch, Logs logs) => Batches.Add((batch, logs.ToDictionary()));
    }
}
