using System.Reflection;
using System.Text.Json;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>Calls methods with arguments by the names that Keras gives them.</summary>
internal static class MethodCall
{
    /// <summary>Calls a method, or a constructor if there is no target.</summary>
    /// <param name="method">What to call.</param>
    /// <param name="target">On what; null for a static method or a constructor.</param>
    /// <param name="arguments">Arguments of a case. Those that the method does not have are left out.</param>
    /// <param name="read">Makes an argument of JSON.</param>
    /// <param name="others">Further arguments by name.</param>
    internal static object? Of(
        MethodBase method, object? target, JsonElement arguments, Func<JsonElement, ParameterInfo, object?> read, params (string Name, object? Value)[] others)
    {
        Dictionary<string, JsonElement> given = arguments.EnumerateObject().ToDictionary(argument => Plain(argument.Name), argument => argument.Value);
        object?[] bound = [.. method.GetParameters().Select(Bound)];
        foreach ((string name, object? value) in others)
            bound[Array.FindIndex(method.GetParameters(), parameter => parameter.Name == name)] = value;
        return method is ConstructorInfo constructor
            ? constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, bound, null)
            : method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, bound, null);

        object? Bound(ParameterInfo parameter) => given.TryGetValue(Plain(parameter.Name!), out JsonElement json) ? read(json, parameter) : Default(parameter);
    }

    /// <summary>Calls a static method or a constructor, which must have all arguments of a case.</summary>
    /// <exception cref="NotCoveredException">It lacks one.</exception>
    internal static object? Of(MethodBase method, JsonElement arguments, params (string Name, object? Value)[] others)
    {
        string[] known = [.. method.GetParameters().Select(parameter => Plain(parameter.Name!))];
        if (arguments.EnumerateObject().Select(argument => argument.Name).FirstOrDefault(name => !known.Contains(Plain(name))) is { } stray)
            throw new NotCoveredException($"{method.DeclaringType!.Name}.{method.Name}({stray})");
        return Of(method, null, arguments, Read, others);
    }

    /// <summary>An argument as its parameter takes it.</summary>
    internal static object? Read(JsonElement json, ParameterInfo parameter) =>
        json.ValueKind == JsonValueKind.Null && !parameter.ParameterType.IsEnum
            ? Default(parameter)
            : ConfigValue.Read(json, parameter.ParameterType, parameter.Name!, new ConfigNotes());

    private static object? Default(ParameterInfo parameter) =>
        parameter is { HasDefaultValue: true, DefaultValue: { } value } ? value
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : null;

    /// <summary>A name that is the same in Keras' and in our spelling: max_length, maxLength, maxlen and maxLen.</summary>
    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
