using System.Reflection;
using System.Text.Json;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics.Images;

/// <summary>Functions of <c>keras.ops.image</c> and <c>keras.preprocessing.image</c>: the method of <see cref="ImageOps"/> with the same name, its inputs and arguments by their names.</summary>
internal sealed class ImageFunctionTopic : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        string name = golden.Text("function")!.Split('.')[^1];
        MethodInfo method = typeof(ImageOps).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(candidate => candidate.Name.Equals(name.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
            ?? throw new NotCoveredException(name);
        if (golden.IsError)
        {
            Refusal.Of(golden, () => Call(method, golden));
            return;
        }

        Comparer.Check(name, Call(method, golden), GoldenArray.From(golden["outputs"].EnumerateObject().First().Value), golden.Tolerance);
    }

    private static TensorData Call(MethodInfo method, GoldenCase golden)
    {
        JsonProperty[] inputs = [.. golden["inputs"].EnumerateObject()];
        Dictionary<string, JsonElement> arguments = golden["args"].EnumerateObject().ToDictionary(argument => Naming.CamelCase(argument.Name), argument => argument.Value);
        string[] known = [.. method.GetParameters().Select(parameter => parameter.Name!)];
        if (arguments.Keys.Concat(inputs.Select(input => Naming.CamelCase(input.Name))).Except(known).ToArray() is { Length: > 0 } missing)
            throw new NotCoveredException($"{method.Name}({string.Join(", ", missing)})");
        return Symbols.Evaluate(
            [.. inputs.Select(input => GoldenArray.From(input.Value).ToTensor())],
            x => [(KerasTensor)method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [.. method.GetParameters().Select(parameter => Value(parameter, x))], null)!])[0]!;

        object? Value(ParameterInfo parameter, KerasTensor[] x) =>
            Array.FindIndex(inputs, input => Naming.CamelCase(input.Name) == parameter.Name) is >= 0 and int place ? x[place]
            : arguments.TryGetValue(parameter.Name!, out JsonElement given) ? ConfigValue.Read(given, parameter.ParameterType, parameter.Name!, new ConfigNotes())
            : parameter.DefaultValue;
    }
}
