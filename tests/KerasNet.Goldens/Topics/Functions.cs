using System.Reflection;
using System.Text.Json;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>Finds functions of (yTrue, yPred) by Keras' names.</summary>
internal static class Functions
{
    /// <summary>The function with this name, with further arguments bound.</summary>
    /// <exception cref="NotCoveredException">There is none, or none with such an argument.</exception>
    internal static Func<KerasTensor, KerasTensor, KerasTensor> Find(
        string name,
        JsonElement arguments,
        Func<string, Func<KerasTensor, KerasTensor, KerasTensor>> get,
        params Type[] holders)
    {
        if (!arguments.EnumerateObject().Any())
        {
            try
            {
                return get(name);
            }
            catch (ArgumentException)
            {
                throw new NotCoveredException(name);
            }
        }

        string[] wanted = [.. arguments.EnumerateObject().Select(argument => Naming.CamelCase(argument.Name))];
        MethodInfo method = holders
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .FirstOrDefault(candidate => candidate.Name.Equals(name.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
                && wanted.All(argument => candidate.GetParameters().Any(parameter => parameter.Name == argument)))
            ?? throw new NotCoveredException($"{name}({string.Join(", ", wanted)})");
        return (yTrue, yPred) => (KerasTensor)method.Invoke(
            null,
            BindingFlags.DoNotWrapExceptions,
            null,
            [.. method.GetParameters().Select(parameter => parameter.Position == 0 ? yTrue : parameter.Position == 1 ? yPred : Bound(parameter, arguments))],
            null)!;
    }

    private static object? Bound(ParameterInfo parameter, JsonElement arguments)
    {
        foreach (JsonProperty argument in arguments.EnumerateObject())
            if (Naming.CamelCase(argument.Name) == parameter.Name)
                return ConfigValue.Read(argument.Value, parameter.ParameterType, parameter.Name, new ConfigNotes());
        return parameter.DefaultValue;
    }
}
