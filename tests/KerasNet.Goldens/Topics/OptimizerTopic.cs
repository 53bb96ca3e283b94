using System.Text.Json;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>Optimizers: variables after each step, slots, names, configurations.</summary>
internal sealed class OptimizerTopic : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.Name == "sparse_summary")
            return;
        if (golden.Has("names"))
            CheckNames(golden);
        else if (golden.Has("configs"))
            Configs.CheckDefaults(golden["configs"], (type, _) => (Optimizer)ObjectConfig.Create(type, default, new ConfigNotes()));
        else if (golden.Has("identifier"))
            Refusal.Of(golden, () => _ = (Optimizer)golden.Text("identifier")!);
        else if (golden.Has("model"))
            TrainedModels.CheckBatches(golden);
        else if (golden.Has("loss_scale_optimizer"))
            CheckScaleLoss(golden);
        else if (golden.IsError)
            RunError(golden);
        else
            CheckSteps(golden);
    }

    private static Optimizer Make(GoldenCase golden) => golden.Has("args") || !golden.Has("optimizer")
        ? Configs.Make<Optimizer>(golden.Text("class")!, golden.Has("args") ? golden["args"] : default)
        : ObjectConfig.Deserialize<Optimizer>(golden["optimizer"]);

    private static void RunError(GoldenCase golden)
    {
        Action action = golden.Name switch
        {
            "all_gradients_null_error" => () => Apply(golden, null),
            "gradient_shape_error" => () => Apply(golden, new TensorData([2, 3], DType.Float32)),
            "set_learning_rate_over_schedule_error" => () => new SGD(new ExponentialDecay(0.1, 10, 0.5)).LearningRate = 0.1,
            _ when golden.Has("args") => () => Make(golden),
            "gradient_count_error" => throw new MismatchException("cannot be written in C#"),
            _ => throw new NotCoveredException(golden.Name),
        };
        Refusal.Of(golden, action);
    }

    private static void Apply(GoldenCase golden, TensorData? gradient)
    {
        Optimizer optimizer = Make(golden);
        Variable variable = new(new TensorData([3, 2], DType.Float32), "x");
        Symbols.Evaluate(gradient is null ? [] : [gradient], x =>
        {
            optimizer.Apply([(x.FirstOrDefault(), variable)]);
            return [];
        });
    }

    private static void CheckSteps(GoldenCase golden)
    {
        Optimizer optimizer = Make(golden);
        Variable[] variables = [.. golden["variables"].EnumerateArray().Select(ToVariable)];
        Dictionary<Variable, Constraint> constraints = [];
        foreach ((Variable variable, JsonElement json) in variables.Zip(golden["variables"].EnumerateArray()))
            if (json.Field("constraint") is { } constraint)
                constraints[variable] = ObjectConfig.Deserialize<Constraint>(constraint);
        if (golden.Has("exclude_from_weight_decay"))
            Exclude(optimizer, variables, golden["exclude_from_weight_decay"]);
        optimizer.Build(variables);

        JsonElement[] steps = [.. golden["steps"].EnumerateArray()];
        bool asJax = false;
        for (int i = 0; i < steps.Length; i++)
        {
            RunStep(optimizer, variables, constraints, steps[i]);
            if (golden.Flag("backends_differ") && (asJax || !Agrees(variables, steps[i].Arrays("variables_after"), golden, i)))
            {
                asJax = true;
                CheckVariables(variables, [.. golden["on_jax"].GetProperty("variables_after")[i].EnumerateArray().Select(GoldenArray.From)], golden, i);
            }
            else
                CheckVariables(variables, steps[i].Arrays("variables_after"), golden, i);
        }

        CheckEnd(optimizer, variables, golden);
    }

    private static Variable ToVariable(JsonElement json)
    {
        string path = json.Text("path");
        int cut = path.LastIndexOf('/');
        return new Variable(GoldenArray.From(json.GetProperty("value")).ToTensor(), path[(cut + 1)..], trainable: true, cut < 0 ? "" : path[..cut]);
    }

    private static void Exclude(Optimizer optimizer, Variable[] variables, JsonElement json)
    {
        string[] paths = json.Field("var_list") is { } list ? [.. list.EnumerateArray().Select(path => path.GetString()!)] : [];
        string[] names = json.Field("var_names") is { } patterns ? [.. patterns.EnumerateArray().Select(pattern => pattern.GetString()!)] : [];
        optimizer.ExcludeFromWeightDecay(variables.Where(variable => paths.Contains(variable.Path)), names);
    }

    private static void RunStep(Optimizer optimizer, Variable[] variables, Dictionary<Variable, Constraint> constraints, JsonElement step)
    {
        if (step.Field("set_learning_rate") is { } rate)
            optimizer.LearningRate = rate.GetDouble();
        GoldenArray?[] gradients = step.Arrays("grads");
        TensorData[] inputs = [.. gradients.OfType<GoldenArray>().Select(gradient => gradient.ToTensor())];
        Symbols.Evaluate(inputs, x =>
        {
            int next = 0;
            optimizer.Apply([.. variables.Select((variable, i) => (gradients[i] is null ? null : x[next++], variable))], constraints.GetValueOrDefault);
            return [];
        });
    }

    private static bool Agrees(Variable[] variables, GoldenArray?[] expected, GoldenCase golden, int step)
    {
        try
        {
            CheckVariables(variables, expected, golden, step);
            return true;
        }
        catch (MismatchException)
        {
            return false;
        }
    }

    private static void CheckVariables(Variable[] variables, GoldenArray?[] expected, GoldenCase golden, int step)
    {
        for (int i = 0; i < variables.Length; i++)
            Comparer.Check($"{variables[i].Path} after step {step}", variables[i].Value, expected[i]!, golden.Tolerance);
    }

    private static void CheckEnd(Optimizer optimizer, Variable[] variables, GoldenCase golden)
    {
        if (golden.Has("iterations"))
            Comparer.Equal(
                "iterations", (long)optimizer.Iterations.Value.GetDouble(0) / (optimizer.GradientAccumulationSteps ?? 1), golden["iterations"].GetInt64());
        if (golden.Has("slots"))
            CheckSlots(optimizer.Variables, golden);
        if (golden.Has("optimizer_at_end"))
            Configs.Check("optimizer_at_end", optimizer, golden["optimizer_at_end"]);
        if (!golden.Has("variables_after_finalize"))
            return;
        optimizer.FinalizeVariableValues();
        GoldenArray?[] after = golden.Arrays("variables_after_finalize");
        for (int i = 0; i < variables.Length; i++)
            Comparer.Check($"{variables[i].Path} after finalize", variables[i].Value, after[i]!, golden.Tolerance);
    }

    private static void CheckSlots(IReadOnlyList<Variable> slots, GoldenCase golden)
    {
        JsonElement[] expected = [.. golden["slots"].EnumerateArray()];

        // The place of a slot with an automatic name counts, not its name.
        Comparer.EqualLists(
            "slots",
            slots.Select((slot, i) => i < expected.Length && expected[i].Text("name") == "variable" ? "variable" : slot.Name),
            expected.Select(slot => slot.Text("name")));
        for (int i = 0; i < expected.Length; i++)
        {
            GoldenArray array = GoldenArray.From(expected[i].GetProperty("value"));
            double largest = array.Values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
            Comparer.Check($"slot {slots[i].Name}", slots[i].Value, array, new((golden.Number("slot_rtol") ?? 1e-5) * largest, 0));
        }
    }

    private static void CheckScaleLoss(GoldenCase golden)
    {
        Comparer.Check("none", Scaled(new SGD()), golden["none"].GetDouble(), golden.Tolerance);
        Comparer.Check("loss_scale_factor", Scaled(new SGD(lossScaleFactor: 4)), golden["loss_scale_factor"].GetDouble(), golden.Tolerance);
        Comparer.Check("loss_scale_optimizer", Scaled(new LossScaleOptimizer(new SGD(), initialScale: 8)), golden["loss_scale_optimizer"].GetDouble(), golden.Tolerance);
    }

    private static double Scaled(Optimizer optimizer) => Symbols.Evaluate(TensorData.Scalar(2, DType.Float32), optimizer.ScaleLoss).GetDouble(0);

    private static void CheckNames(GoldenCase golden)
    {
        foreach (JsonElement unknown in golden["unknown"].EnumerateArray())
            Refusal.Of($"the name '{unknown}'", () => _ = (Optimizer)unknown.GetString()!);
        Configs.CheckNames(golden["names"], name => (Optimizer)name);
    }

}
