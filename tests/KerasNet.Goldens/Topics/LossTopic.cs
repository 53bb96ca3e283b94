using System.Text.Json;
using KerasNet.Layers;
using KerasNet.Losses;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>Losses: values, gradients, weights, masks, reductions, names.</summary>
internal sealed class LossTopic : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.Name == "get_null")
            return;
        if (golden.Has("names"))
            CheckNames(golden);
        else if (golden.Has("configs"))
            Configs.CheckDefaults(golden["configs"], (type, _) => (Loss)ObjectConfig.Create(type, default, new ConfigNotes()));
        else if (golden.Has("identifier"))
            Refusal.Of(golden, () => LossNames.Create(golden.Text("identifier")!));
        else if (golden.Has("variants"))
            TrainedModels.CheckLastLayers(golden);
        else if (golden.Has("function"))
            CheckFunction(golden);
        else if (golden.IsError)
            Refusal.Of(golden, () => RunError(golden));
        else if (golden.Has("activation"))
            CheckOfActivation(golden);
        else
            CheckLoss(golden);
    }

    private static Loss Make(GoldenCase golden) => Configs.Make<Loss>(golden.Text("class")!, golden["args"]);

    private static void RunError(GoldenCase golden)
    {
        Loss loss = Make(golden);
        if (golden.Has("y_pred"))
            Evaluate(loss, golden);
        else
            throw new MismatchException($"was accepted: {golden.About}");
    }

    private static TensorData?[] Evaluate(Loss loss, GoldenCase golden)
    {
        List<TensorData> inputs = [golden.Array("y_true").ToTensor(), golden.Array("y_pred").ToTensor()];
        if (golden.Has("sample_weight"))
            inputs.Add(golden.Array("sample_weight").ToTensor());
        return Symbols.Evaluate(inputs, x =>
        {
            if (golden.Has("mask"))
                x[1].Mask = Ops.Constant(golden.Array("mask").ToTensor());
            KerasTensor value = loss.Apply(x[0], x[1], x.Length > 2 ? x[2] : null);
            return [value, golden.Has("grad") ? Gradient.Of(value, [x[1]])[0] : null];
        });
    }

    private static void CheckLoss(GoldenCase golden)
    {
        TensorData?[] got = Evaluate(Make(golden), golden);
        try
        {
            CheckResult(golden, got, golden.Json);
        }
        catch (MismatchException) when (golden.Flag("backends_differ"))
        {
            CheckResult(golden, got, golden["on_jax"]);
        }
    }

    private static void CheckResult(GoldenCase golden, TensorData?[] got, JsonElement expected)
    {
        if (golden.Number("expected_at_least") is { } least)
        {
            if (!(got[0]!.GetDouble(0) >= least))
                throw new MismatchException($"expected at least {least}, got {got[0]!.GetDouble(0)}");
            return;
        }

        Comparer.Check("expected", got[0], GoldenArray.From(expected.GetProperty("expected")), golden.Tolerance);
        if (expected.Field("grad") is { } gradient && !golden.Flag("grad_at_kink"))
            Comparer.Check("grad", got[1] ?? new TensorData(golden.Array("y_pred").Shape, DType.Float32), GoldenArray.From(gradient), golden.Tolerance);
    }

    private static void CheckOfActivation(GoldenCase golden)
    {
        Loss loss = Make(golden);
        ActivationFunction activation = golden.Text("activation")!;
        TensorData?[] got = Symbols.Evaluate([golden.Array("y_true").ToTensor(), golden.Array("logits").ToTensor(), golden.Array("y_pred").ToTensor()], x =>
        {
            KerasTensor value = loss.Apply(x[0], activation.Call(x[1]));
            return [value, Gradient.Of(value, [x[1]])[0], loss.Apply(x[0], x[2])];
        });
        Comparer.Check("expected", got[0], golden.Array("expected"), golden.Tolerance);
        Comparer.Check("grad_logits", got[1], golden.Array("grad_logits"), golden.Tolerance);
        if (golden.Has("expected_from_probabilities"))
            Comparer.Check("expected_from_probabilities", got[2], golden.Array("expected_from_probabilities"), golden.Tolerance);
    }

    private static void CheckFunction(GoldenCase golden)
    {
        string name = golden.Text("function")!;
        Func<KerasTensor, KerasTensor, KerasTensor> function = Functions.Find(name, golden["kwargs"], LossFunctions.Get, typeof(LossFunctions));
        TensorData? got = Symbols.Evaluate([golden.Array("y_true").ToTensor(), golden.Array("y_pred").ToTensor()], x => [function(x[0], x[1])])[0];
        Comparer.Check("expected", got, golden.Array("expected"), golden.Tolerance);
    }

    private static void CheckNames(GoldenCase golden)
    {
        foreach (JsonElement unknown in golden["unknown"].EnumerateArray())
            Refusal.Of($"the name '{unknown}'", () => LossNames.Create(unknown.GetString()!));
        Configs.CheckNames(golden["names"], LossNames.Create);
    }
}
