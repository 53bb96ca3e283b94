using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>Regularizers and constraints, alone and inside trained models.</summary>
internal sealed class RegularizerTopic : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        switch (golden.Text("kind"))
        {
            case "regularizer" when golden.IsError:
                Refusal.Of(golden, () => Make<Regularizer>(golden));
                break;
            case "regularizer":
                CheckRegularizer(golden);
                break;
            case "constraint" when golden.IsError:
                Refusal.Of(golden, () => Make<Constraint>(golden));
                break;
            case "constraint":
                Comparer.Check(
                    "expected", Symbols.Evaluate(golden.Array("x").ToTensor(), Make<Constraint>(golden).Call), golden.Array("expected"), golden.Tolerance);
                Configs.CheckRoundTrip<Constraint>(golden["constraint"]);
                break;
            case "names":
                CheckNames(golden);
                break;
            case "model":
                TrainedModels.CheckPenalties(golden);
                break;
            default:
                Refusal.Of(golden, () => Get(golden, golden.Text("identifier")!));
                break;
        }
    }

    private static T Make<T>(GoldenCase golden)
        where T : class => Configs.Make<T>(golden.Text("class")!, golden["args"]);

    private static void CheckRegularizer(GoldenCase golden)
    {
        Regularizer regularizer = Make<Regularizer>(golden);
        TensorData?[] got = Symbols.Evaluate([golden.Array("x").ToTensor()], x =>
        {
            KerasTensor penalty = regularizer.Call(x[0]);
            return [penalty, Gradient.Of(penalty, x)[0]];
        });
        Comparer.Check("expected", got[0], golden.Array("expected"), golden.Tolerance);
        if (golden.Has("grad") && !golden.Flag("grad_at_kink"))
            Comparer.Check("grad", got[1], golden.Array("grad"), golden.Tolerance);
        Configs.CheckRoundTrip<Regularizer>(golden["regularizer"]);
    }

    private static void CheckNames(GoldenCase golden)
    {
        foreach (System.Text.Json.JsonElement unknown in golden["unknown"].EnumerateArray())
            Refusal.Of($"the name '{unknown}'", () => Get(golden, unknown.GetString()!));
        Configs.CheckNames(golden["names"], name => Get(golden, name));
    }

    private static object Get(GoldenCase golden, string name) =>
        golden.Name.StartsWith("constraint", StringComparison.Ordinal) ? (Constraint)name : (Regularizer)name;
}
