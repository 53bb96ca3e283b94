using System.Reflection;
using System.Text.Json;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>Activation functions and layers: values, derivatives, special numbers, names.</summary>
internal sealed class ActivationTopic : IGoldenTopic
{
    private readonly LayerTopic _layers = new();

    public void Run(GoldenCase golden)
    {
        switch (golden.Text("kind"))
        {
            case "layer":
                _layers.Run(golden);
                break;
            case "names" when golden.IsError:
                Refusal.Of(golden, () => Activations.Get(golden.Text("identifier")!));
                break;
            case "names":
                CheckNames(golden);
                break;
            case "vector" when golden.IsError:
                Refusal.Of(golden, () => Symbols.Evaluate(golden.Array("x").ToTensor(), Function(golden)));
                break;
            case "vector":
                CheckFunction(golden, "dy", "dx");
                break;
            default:
                CheckFunction(golden, null, "dydx");
                break;
        }
    }

    private static void CheckFunction(GoldenCase golden, string? seed, string gradient)
    {
        Func<KerasTensor, KerasTensor> function = Function(golden);
        TensorData x = golden.Array("x").ToTensor();
        TensorData?[] got = Symbols.Evaluate(seed is null ? [x] : [x, golden.Array(seed).ToTensor()], symbols =>
        {
            KerasTensor y = function(symbols[0]);
            return [y, golden.Has(gradient) ? Gradient.Of(y, [symbols[0]], seed is null ? null : symbols[1])[0] : null];
        });
        Comparer.Check("y", got[0], golden.Array("y"), golden.Tolerance);
        if (!golden.Has(gradient))
            return;
        GoldenArray expected = golden.Array(gradient);
        TensorData slope = got[1] ?? new TensorData(x.Shape, x.DType);

        // At a corner any slope between the two sides will do.
        double[] kinks = golden.Has("kinks") ? [.. golden["kinks"].EnumerateArray().Select(GoldenJson.AsNumber)] : [];
        for (int i = 0; i < expected.Values.Length; i++)
            if (kinks.Contains(x.GetDouble(i)))
                slope.SetDouble(i, expected.Values[i]);
        Comparer.Check(gradient, slope, expected, golden.Tolerance);
    }

    private static Func<KerasTensor, KerasTensor> Function(GoldenCase golden)
    {
        string name = golden.Text("activation")!;
        JsonElement arguments = golden["kwargs"];
        if (!Activations.Names.Contains(name))
            throw new NotCoveredException(name);
        return arguments.EnumerateObject().Any() ? WithArguments(name, arguments) : Activations.Get(name).Call;
    }

    /// <summary>The method of that name that has the arguments as parameters.</summary>
    private static Func<KerasTensor, KerasTensor> WithArguments(string name, JsonElement arguments)
    {
        string[] wanted = [.. arguments.EnumerateObject().Select(argument => Naming.CamelCase(argument.Name))];
        MethodInfo? method = new[] { typeof(Activations), typeof(Ops) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .FirstOrDefault(candidate => candidate.Name.Equals(name.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
                && wanted.All(argument => candidate.GetParameters().Any(parameter => parameter.Name == argument)));
        if (method is null)
            throw new NotCoveredException($"{name}({string.Join(", ", wanted)})");
        return x =>
        {
            object?[] values = [.. method.GetParameters().Select(parameter => Argument(parameter, x, arguments))];
            return (KerasTensor)method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, values, null)!;
        };
    }

    private static object? Argument(ParameterInfo parameter, KerasTensor x, JsonElement arguments)
    {
        if (parameter.Position == 0)
            return x;
        foreach (JsonProperty argument in arguments.EnumerateObject())
            if (Naming.CamelCase(argument.Name) == parameter.Name)
                return ConfigValue.Read(argument.Value, parameter.ParameterType, parameter.Name, new ConfigNotes());
        return parameter.HasDefaultValue ? parameter.DefaultValue : throw new NotCoveredException($"a value for {parameter.Name}");
    }

    private static void CheckNames(GoldenCase golden)
    {
        foreach (JsonProperty name in golden["names"].EnumerateObject())
            if (Activations.Names.Contains(name.Name))
                Comparer.Equal($"name of {name.Name}", Activations.Get(name.Name).Name, name.Value.GetString());
        string[] missing = [.. golden["names"].EnumerateObject().Select(name => name.Name).Except(Activations.Names)];
        if (missing.Length > 0)
            throw new NotCoveredException(string.Join(" ", missing));
    }
}
