using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Losses;
using KerasNet.Metrics;
using KerasNet.Optimizers;

namespace KerasNet.Saving;

/// <summary>Single values of a configuration: from JSON to the type of a parameter, and back.</summary>
internal static class ConfigValue
{
    /// <summary>The value as the type of a parameter; null for null, which leaves the parameter at its default.</summary>
    /// <param name="json">The value.</param>
    /// <param name="target">The type of the parameter.</param>
    /// <param name="where">Whose argument it is, for messages.</param>
    /// <param name="notes">Receives what nested objects leave out.</param>
    /// <exception cref="ConfigException">The value is of another kind.</exception>
    internal static object? Read(JsonElement json, Type target, string where, ConfigNotes notes)
    {
        Type type = Nullable.GetUnderlyingType(target) ?? target;
        if (json.ValueKind == JsonValueKind.Null)
            return type.IsEnum && Enum.TryParse(type, "None", out object? none) ? none : null;
        if (FunctionName(json) is { } function)
            return Read(function, target, where, notes);
        if (type == typeof(DType))
            return ReadDType(json, where);
        if (Plain(json, type) is { } plain)
            return plain;
        if (type == typeof(Numbers) && json.ValueKind == JsonValueKind.Array)
            return ReadNumbers(json, where, notes);
        if (type == typeof(Func<KerasTensor, KerasTensor, KerasTensor>) && json.ValueKind == JsonValueKind.String)
            return MetricFunctions.Get(json.GetString()!);
        if (type == typeof(IReadOnlyDictionary<string, double>) && json.ValueKind == JsonValueKind.Object)
            return json.EnumerateObject().ToDictionary(pair => pair.Name, pair => (double)(Read(pair.Value, typeof(double), where, notes) ?? throw Mismatch(pair.Value, typeof(double), where)));
        if (type.IsEnum && json.ValueKind == JsonValueKind.String)
            return ReadEnum(json.GetString()!, type, where);
        if (type == typeof(Shape))
            return Shape.Of(Items(json).Select(item => item.ValueKind == JsonValueKind.Null ? Shape.Unknown : (int)Read(item, typeof(int), where, notes)!));
        if (type.IsAssignableTo(typeof(ITuple)))
            return ReadTuple(json, type, where, notes);
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("class_name", out _) && !type.IsGenericType)
            return ReadObject(json, type, where, notes);
        if (Conversion(json, type) is { } conversion)
        {
            object? operand = Read(json, conversion.GetParameters()[0].ParameterType, where, notes);
            return conversion.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [operand], null);
        }

        if (ElementType(type) is { } element)
            return ReadList(json, element, where, notes);
        throw Mismatch(json, type, where);
    }

    /// <summary>The JSON for a value of one of our objects.</summary>
    internal static JsonNode? Write(object? value) => value switch
    {
        null => null,
        bool b => b,
        int i => i,
        long l => l,
        double d => d,
        float f => f,
        string s => s,
        Enum e => EnumText(e),
        ActivationFunction { Layer: { } layer } => ObjectConfig.Serialize(layer),
        ActivationFunction { Custom: { } function } activation => Function(function, activation.Name),
        ActivationFunction activation => activation.Name,
        Axes { IsSingle: true } axis => axis[0],
        Numbers numbers => WriteNumbers(numbers, 0, 0),
        TextOrInteger { Number: { } number } => number,
        TextOrInteger text => text.Text,
        Delegate => throw new ConfigException($"A function of your own is code and cannot be saved: {value}."),
        LearningRate rate => rate.Schedule is null ? rate.Value : ObjectConfig.Serialize(rate.Schedule),
        Shape shape => new JsonArray([.. shape.Select(dimension => dimension == Shape.Unknown ? null : (JsonNode)dimension)]),
        ITuple tuple => new JsonArray([.. Enumerable.Range(0, tuple.Length).Select(i => Write(tuple[i]))]),
        IDictionary map => new JsonObject(map.Keys.Cast<string>().Select(key => KeyValuePair.Create(key, Write(map[key])))),
        IEnumerable list when ConfigFamily.Containing(value.GetType()) is null => new JsonArray([.. list.Cast<object?>().Select(Write)]),
        _ => ObjectConfig.Serialize(value),
    };

    /// <summary>The object that Keras writes for a function: only its name, because its code is not saved.</summary>
    /// <param name="function">The function.</param>
    /// <param name="name">What it is called, if nobody registered it.</param>
    /// <exception cref="ConfigException">It has no name.</exception>
    internal static JsonObject Function(Delegate function, string name)
    {
        name = CustomObjects.NameOf(function) ?? name;
        return name.Contains('<', StringComparison.Ordinal)
            ? throw new ConfigException(
                "A function of your own is code and cannot be saved, and this one has no name to be found by. Register it, for example "
                + "CustomObjects.Registered.Add(\"Custom>my_function\", myFunction).")
            : new JsonObject { ["module"] = "builtins", ["class_name"] = "function", ["config"] = name, ["registered_name"] = "function" };
    }

    /// <summary>The object that Keras writes for the dtype of a layer.</summary>
    internal static JsonObject DTypePolicy(Layer layer) => new()
    {
        ["module"] = "keras",
        ["class_name"] = "DTypePolicy",
        ["config"] = new JsonObject { ["name"] = layer.Policy ?? layer.DType.KerasName() },
        ["registered_name"] = null,
    };

    /// <summary>Keras' key for a parameter: snake case, with a number as a word of its own where Keras writes it so.</summary>
    internal static string SnakeKey(string camel)
    {
        StringBuilder key = new(camel.Length + 4);
        for (int i = 0; i < camel.Length; i++)
        {
            // beta1 is beta_1 in Keras, but l1 is l1.
            bool word = i > 0 && ((char.IsUpper(camel[i]) && (!char.IsUpper(camel[i - 1]) || (i + 1 < camel.Length && char.IsLower(camel[i + 1])))) || (char.IsDigit(camel[i]) && i > 1 && char.IsLower(camel[i - 1])));
            if (word)
                key.Append('_');
            key.Append(char.ToLowerInvariant(camel[i]));
        }

        return key.ToString();
    }

    private static JsonElement? FunctionName(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("class_name", out JsonElement name) && name.ValueEquals("function")
            ? json.GetProperty("config")
            : null;

    private static object? Plain(JsonElement json, Type type) => (json.ValueKind, type) switch
    {
        (JsonValueKind.True or JsonValueKind.False, { } t) when t == typeof(bool) => json.GetBoolean(),
        (JsonValueKind.String, { } t) when t == typeof(string) => json.GetString(),
        (JsonValueKind.Number, { } t) when t == typeof(int) && json.TryGetInt32(out int i) => i,
        (JsonValueKind.Number, { } t) when t == typeof(long) && json.TryGetInt64(out long l) => l,
        (JsonValueKind.Number, { } t) when t == typeof(double) => json.GetDouble(),
        (JsonValueKind.Number, { } t) when t == typeof(float) => json.GetSingle(),
        (JsonValueKind.Array, { } t) when t == typeof(int) && json.GetArrayLength() == 1 && json[0].TryGetInt32Safe(out int i) => i,
        (JsonValueKind.String, { } t) when t == typeof(double) && json.GetString() is "NaN" or "Infinity" or "-Infinity" => double.Parse(json.GetString()!),
        _ => null,
    };

    private static bool TryGetInt32Safe(this JsonElement json, out int value)
    {
        value = 0;
        return json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out value);
    }

    private static DType ReadDType(JsonElement json, string where)
    {
        string? name = json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Object => json.Member("config")?.Member("name")?.GetString(),
            _ => null,
        };
        if (json.Member("config")?.Member("mode") is { ValueKind: JsonValueKind.String } mode)
            throw new UnsupportedConfigException($"layers that are quantized to {mode.GetString()}");
        if (name is null)
            throw Mismatch(json, typeof(DType), where);
        return name is "float16" or "bfloat16" or "int8" or "int16" or "uint16" or "uint32" || name.StartsWith("mixed_", StringComparison.Ordinal)
            ? throw new UnsupportedConfigException($"dtype {name}")
            : DTypes.Parse(name);
    }

    private static object ReadEnum(string text, Type type, string where)
    {
        string key = text.Replace("_", "", StringComparison.Ordinal);
        return Enum.TryParse(type, key, ignoreCase: true, out object? value) && !char.IsAsciiDigit(key.FirstOrDefault('0'))
            ? value
            : throw Naming.Unknown($"value for {where}", text, Enum.GetNames(type).Select(Naming.SnakeCase));
    }

    private static string EnumText(Enum value) => value is DType type ? type.KerasName() : Naming.SnakeCase(value.ToString());

    /// <summary>A pair such as strides: as many values as places, or one value for all of them.</summary>
    private static object ReadTuple(JsonElement json, Type type, string where, ConfigNotes notes)
    {
        Type[] places = type.GetGenericArguments();
        JsonElement[] items = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : [.. Enumerable.Repeat(json, places.Length)];
        if (items.Length != places.Length)
            throw new ConfigException($"{where} takes {places.Length} values. Received: {ObjectConfig.Shorten(json)}.");
        object?[] values = [.. items.Zip(places, (item, place) => Read(item, place, where, notes) ?? throw Mismatch(item, place, where))];
        return Activator.CreateInstance(type, values)!;
    }

    private static object ReadList(JsonElement json, Type element, string where, ConfigNotes notes)
    {
        JsonElement[] items = [.. Items(json)];
        Array list = Array.CreateInstance(element, items.Length);
        for (int i = 0; i < items.Length; i++)
            list.SetValue(Read(items[i], element, where, notes), i);
        return list;
    }

    private static object ReadObject(JsonElement json, Type type, string where, ConfigNotes notes)
    {
        object made = ObjectConfig.Deserialize(json, type, notes);
        if (type.IsInstanceOfType(made))
            return made;
        MethodInfo conversion = Conversions(type).FirstOrDefault(method => method.GetParameters()[0].ParameterType.IsInstanceOfType(made))
            ?? throw new ConfigException($"{where} takes a {type.Name}. Received: {made.GetType().Name}.");
        return conversion.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [made], null)!;
    }

    /// <summary>The implicit conversion through which a parameter takes text, a number or a list.</summary>
    private static MethodInfo? Conversion(JsonElement json, Type type) =>
        Conversions(type)
            .Where(method => Takes(method.GetParameters()[0].ParameterType, json))
            .MinBy(method => method.GetParameters()[0].ParameterType == typeof(double) ? 1 : 0);

    private static IEnumerable<MethodInfo> Conversions(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.Name == "op_Implicit" && type.IsAssignableFrom(method.ReturnType) && method.ReturnType != typeof(string));

    private static bool Takes(Type type, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => type == typeof(string) || (type == typeof(double) && Plain(json, type) is not null),
        JsonValueKind.True or JsonValueKind.False => type == typeof(bool),
        JsonValueKind.Number => type == typeof(double) || type == typeof(float) || ((type == typeof(int) || type == typeof(long)) && json.TryGetInt64(out _)),
        JsonValueKind.Array => type.IsAssignableTo(typeof(ITuple))
            ? type.GetGenericArguments().Length == json.GetArrayLength()
            : ElementType(type) is not null && type != typeof(string),
        _ => false,
    };

    private static Type? ElementType(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericArguments() is [{ } element] && type.IsAssignableFrom(element.MakeArrayType()) ? element
        : null;

    /// <summary>Numbers in lists of lists that form an array.</summary>
    private static Numbers ReadNumbers(JsonElement json, string where, ConfigNotes notes)
    {
        List<int> sizes = [];
        for (JsonElement inner = json; inner.ValueKind == JsonValueKind.Array; inner = inner.GetArrayLength() > 0 ? inner[0] : default)
            sizes.Add(inner.GetArrayLength());
        List<double> numbers = [];
        Collect(json, 0);
        return Numbers.Of([.. numbers], Shape.Of(sizes));

        void Collect(JsonElement item, int depth)
        {
            if (depth == sizes.Count)
                numbers.Add((double)(Read(item, typeof(double), where, notes) ?? throw Mismatch(item, typeof(double), where)));
            else if (item.ValueKind != JsonValueKind.Array || item.GetArrayLength() != sizes[depth])
                throw Mismatch(json, typeof(Numbers), where);
            else
                foreach (JsonElement inner in item.EnumerateArray())
                    Collect(inner, depth + 1);
        }
    }

    private static JsonNode WriteNumbers(Numbers numbers, int axis, int start)
    {
        if (axis == numbers.Shape.Rank)
            return numbers[start];
        int size = checked((int)numbers.Shape[(axis + 1)..].ElementCount);
        return new JsonArray([.. Enumerable.Range(0, numbers.Shape[axis]).Select(i => WriteNumbers(numbers, axis + 1, start + (i * size)))]);
    }

    private static IEnumerable<JsonElement> Items(JsonElement json) => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [json];

    private static ConfigException Mismatch(JsonElement json, Type type, string where) =>
        new($"{where} must be {Described(type)}. Received: {ObjectConfig.Shorten(json)}.");

    private static string Described(Type type) =>
        type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(double) || type == typeof(float) ? "a number"
        : type == typeof(bool) ? "true or false"
        : type == typeof(string) ? "a text"
        : $"a value of type {type.Name}";
}
