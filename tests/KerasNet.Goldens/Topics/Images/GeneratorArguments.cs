using System.Reflection;
using System.Text.Json;
using KerasNet.Layers;

namespace KerasNet.Goldens.Topics.Images;

/// <summary>Arguments of <see cref="ImageDataGenerator"/> and of its flows, by the names that Keras gives them.</summary>
internal static class GeneratorArguments
{
    /// <summary>What the flows take, and how Keras names the columns that rows of ours have as properties.</summary>
    private static readonly HashSet<string> s_ofFlows =
    [
        "xCol", "yCol", "weightCol",
        .. typeof(ImageDataGenerator).GetMethods()
            .Where(method => method.Name.StartsWith("Flow", StringComparison.Ordinal))
            .SelectMany(method => method.GetParameters()).Select(parameter => parameter.Name!),
    ];

    /// <summary>The generator that a case describes.</summary>
    internal static ImageDataGenerator Generator(JsonElement arguments)
    {
        ConstructorInfo constructor = typeof(ImageDataGenerator).GetConstructors().Single();
        string[] known = [.. constructor.GetParameters().Select(parameter => parameter.Name!), .. s_ofFlows];
        if (arguments.EnumerateObject().Select(argument => Naming.CamelCase(argument.Name)).FirstOrDefault(name => !known.Contains(name)) is { } stray)
            throw new NotCoveredException($"ImageDataGenerator({stray})");
        return (ImageDataGenerator)MethodCall.Of(constructor, null, arguments, Read)!;
    }

    /// <summary>Calls a method with the arguments of a case and others.</summary>
    internal static object? Call(MethodBase method, object target, JsonElement arguments, params (string Name, object? Value)[] others) =>
        MethodCall.Of(method, target, arguments, Read, others);

    private static object? Read(JsonElement json, ParameterInfo parameter) =>
        parameter.ParameterType == typeof(ShiftRange) ? Shift(json) : MethodCall.Read(json, parameter);

    /// <summary>A whole number and a number that happens to be whole mean different shifts.</summary>
    private static ShiftRange Shift(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().Select(item => item.GetDouble()).ToArray()
        : json.GetRawText().Contains('.', StringComparison.Ordinal) ? json.GetDouble()
        : json.GetInt32();
}
