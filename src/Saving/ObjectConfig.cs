using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasNet.Saving;

/// <summary>Objects from and to the form in which Keras saves them: <c>{"module", "class_name", "config", "registered_name"}</c>.</summary>
/// <remarks>
/// No class has code of its own here. A key of <c>config</c> is the constructor parameter, or else the settable property, of the same name in camel case;
/// a constructor parameter is written from the public property of its name. Nothing in a configuration is ever executed: a class must be one of ours or
/// registered by the user.
/// </remarks>
internal static class ObjectConfig
{
    // Of all shapes this one marks a dimension to be worked out by −1, not by null.
    private const string InferredShape = "targetShape";

    /// <summary>The object that a configuration describes.</summary>
    /// <param name="json">The configuration.</param>
    /// <param name="notes">Receives arguments that were left out because they change nothing.</param>
    /// <exception cref="ConfigException">The configuration is not complete, or a value has the wrong kind.</exception>
    /// <exception cref="UnsupportedConfigException">A class or argument is not one of ours.</exception>
    internal static T Deserialize<T>(JsonElement json, ConfigNotes? notes = null)
        where T : class
    {
        object made = Deserialize(json, typeof(T), notes ?? new ConfigNotes());
        return made as T ?? throw new ConfigException($"Expected a {typeof(T).Name}. Received: {made.GetType().Name}.");
    }

    /// <summary>The object that a configuration describes.</summary>
    /// <param name="json">The configuration.</param>
    /// <param name="wanted">What the object will be used as: decides between classes of the same name.</param>
    /// <param name="notes">Receives arguments that were left out because they change nothing.</param>
    internal static object Deserialize(JsonElement json, Type wanted, ConfigNotes notes)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("class_name", out JsonElement name) || name.ValueKind != JsonValueKind.String)
            throw new ConfigException($"Expected an object with \"class_name\" and \"config\" for a {wanted.Name}. Received: {Shorten(json)}.");
        if (ModelConfig.Knows(name.GetString()!))
            return ModelConfig.Deserialize(json, notes);
        Type type = ConfigFamily.Resolve(json, wanted);
        JsonElement config = json.Member("config") ?? default;
        return type == typeof(Lambda)
            ? throw new ConfigException(
                $"The Lambda layer '{(config.Member("name") is { ValueKind: JsonValueKind.String } text ? text.GetString() : "")}' holds Python code, which is never run. "
                + "Save the model with a registered layer of your own in its place, and register one that does the same here.")
            : Create(type, config, notes);
    }

    /// <summary>The object of a class with the arguments of a configuration.</summary>
    internal static object Create(Type type, JsonElement config, ConfigNotes notes)
    {
        string owner = Naming.ClassName(type);
        Dictionary<string, JsonProperty> given = new(StringComparer.OrdinalIgnoreCase);
        if (config.ValueKind == JsonValueKind.Object)
            foreach (JsonProperty property in config.EnumerateObject())
                given[Key(property.Name)] = property;
        else if (config.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            throw new ConfigException($"The config of {owner} must be an object. Received: {Shorten(config)}.");

        ConstructorInfo constructor = Constructor(type, given.Where(pair => pair.Value.Value.ValueKind != JsonValueKind.Null).ToDictionary(StringComparer.OrdinalIgnoreCase));
        ParameterInfo[] parameters = constructor.GetParameters();
        object?[] arguments = [.. parameters.Select(parameter => Argument(parameter, given, owner, notes))];
        foreach (ParameterInfo parameter in parameters)
            given.Remove(parameter.Name!);

        List<(PropertyInfo Property, object? Value)> settings = [];
        string? policy = null;
        foreach (JsonProperty rest in given.Values)
        {
            if (type.IsAssignableTo(typeof(Layer)) && rest.NameEquals("dtype") && HalfPrecision.PolicyOf(rest.Value) is { } half)
                notes.AddHalf(policy = half);
            else if (Settable(type, rest.Name) is { } property)
            {
                object? value = ConfigValue.Read(rest.Value, property.PropertyType, $"{owner}({rest.Name})", notes);
                if (value is not null || !property.PropertyType.IsValueType)
                    settings.Add((property, value));
            }
            else if (ConfigDefaults.Harmless(rest.Name, rest.Value))
                notes.Add($"{owner}({rest.Name})");
            else if (notes.TakesUnknown && !ConfigDefaults.Knows(rest.Name))
                notes.AddUnknown($"{owner}({rest.Name}: {Shorten(rest.Value)})");
            else
                throw new UnsupportedConfigException($"{owner}({rest.Name})");
        }

        object made = constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
        foreach ((PropertyInfo property, object? value) in settings)
            property.SetMethod!.Invoke(made, BindingFlags.DoNotWrapExceptions, null, [value], null);
        if (made is Layer layer)
            layer.Policy = policy;
        return made;
    }

    /// <summary>The configuration of an object.</summary>
    internal static JsonObject Serialize(object value)
    {
        Type type = value.GetType();
        if (ModelConfig.Knows(type))
            return ModelConfig.Serialize(value);
        bool own = type.Assembly == typeof(ObjectConfig).Assembly;
        return new JsonObject
        {
            ["module"] = own ? ConfigFamily.Containing(type)?.Module : null,
            ["class_name"] = Naming.ClassName(type),
            ["config"] = Arguments(value),
            ["registered_name"] = own ? null : CustomObjects.NameOf(type),
        };
    }

    /// <summary>The arguments from which an equal object can be made, by Keras' names.</summary>
    internal static JsonObject Arguments(object value)
    {
        Type type = value.GetType();
        JsonObject config = [];
        if (value is Layer layer)
        {
            config["name"] = layer.Name;
            config["trainable"] = layer.Trainable;
            config["dtype"] = ConfigValue.DTypePolicy(layer);
        }
        else if (type.GetProperty("Name") is { } name)
            config["name"] = ConfigValue.Write(name.GetValue(value));

        HashSet<string> written = new(config.Select(pair => Key(pair.Key)), StringComparer.OrdinalIgnoreCase);
        foreach (ParameterInfo parameter in Constructor(type).GetParameters())
            if (written.Add(parameter.Name!))
                config[ConfigValue.SnakeKey(parameter.Name!)] = Source(type, parameter.Name!).GetValue(value) is Shape shape && parameter.Name == InferredShape
                    ? new JsonArray([.. shape.Select(dimension => (JsonNode)dimension)])
                    : ConfigValue.Write(Source(type, parameter.Name!).GetValue(value));
        foreach (PropertyInfo property in Settable(type))
            if (written.Add(property.Name) && ConfigValue.Write(property.GetValue(value)) is { } json)
                config[ConfigValue.SnakeKey(property.Name)] = json;

        // What a class tells of itself under Keras' name, though nobody sets it.
        foreach (PropertyInfo property in type.GetProperties())
            if (property.GetCustomAttribute<KerasNameAttribute>() is { } told && written.Add(Key(told.Name)))
                config[told.Name] = ConfigValue.Write(property.GetValue(value));
        foreach (string key in config.Select(pair => pair.Key).Where(key => !ConfigDefaults.TakenByKeras(Naming.ClassName(type), key)).ToArray())
            config.Remove(key);
        return config;
    }

    /// <summary>The public constructor from whose parameters an object is saved.</summary>
    internal static ConstructorInfo Constructor(Type type) => Constructor(type, []);

    /// <summary>The public constructor that takes the most of what is given.</summary>
    private static ConstructorInfo Constructor(Type type, Dictionary<string, JsonProperty> given) =>
        type.GetConstructors()
            .OrderByDescending(constructor => constructor.GetParameters().All(parameter => parameter.HasDefaultValue || given.ContainsKey(parameter.Name!)))
            .ThenByDescending(constructor => constructor.GetParameters().Count(parameter => given.ContainsKey(parameter.Name!)))
            .ThenByDescending(constructor => constructor.GetParameters().Length)
            .First();

    private static object? Argument(ParameterInfo parameter, Dictionary<string, JsonProperty> given, string owner, ConfigNotes notes)
    {
        if (given.TryGetValue(parameter.Name!, out JsonProperty property))
        {
            object? value = ConfigValue.Read(property.Value, parameter.ParameterType, $"{owner}({property.Name})", notes);
            return value is not null || !parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is not null
                ? value
                : throw new ConfigException($"{owner}({property.Name}) must not be null.");
        }

        return parameter.HasDefaultValue
            ? parameter.DefaultValue
            : throw new ConfigException($"{owner} needs the argument '{ConfigValue.SnakeKey(parameter.Name!)}'.");
    }

    private static PropertyInfo? Settable(Type type, string key) =>
        Settable(type).FirstOrDefault(property => property.Name.Equals(Key(key), StringComparison.OrdinalIgnoreCase));

    /// <summary>The properties that can be set beside the constructor's parameters.</summary>
    internal static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties().Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0);

    /// <summary>The property that holds what a parameter of the constructor was given.</summary>
    internal static PropertyInfo Source(Type type, string parameter) =>
        type.GetProperties().FirstOrDefault(property =>
            Key(property.GetCustomAttribute<KerasNameAttribute>()?.Name ?? property.Name).Equals(parameter, StringComparison.OrdinalIgnoreCase))
        ?? throw new ConfigException($"{type.Name} cannot be saved: its constructor takes '{parameter}', but it has no public property of that name.");

    private static string Key(string snake) => snake.Replace("_", "", StringComparison.Ordinal);

    /// <summary>The beginning of a value, for messages.</summary>
    internal static string Shorten(JsonElement json)
    {
        string text = json.ValueKind == JsonValueKind.Undefined ? "nothing" : json.GetRawText();
        return text.Length <= 80 ? text : text[..80] + "…";
    }
}
