using System.Text.Json;
using KerasNet.Losses;
using KerasNet.Metrics;
using KerasNet.Optimizers;

namespace KerasNet.Saving;

/// <summary>Classes that appear in saved configurations under one module of Keras and are found in one registry.</summary>
/// <param name="Base">Their common base class.</param>
/// <param name="Module">The module that Keras writes.</param>
/// <param name="Find">From Keras' class name to the class, or null.</param>
internal sealed record ConfigFamily(Type Base, string Module, Func<string, Type?> Find)
{
    /// <summary>All families.</summary>
    internal static IReadOnlyList<ConfigFamily> All { get; } =
    [
        Of<Layer>("keras.layers"),
        Of<Initializer>("keras.initializers"),
        Of<Regularizer>("keras.regularizers"),
        Of<Constraint>("keras.constraints"),
        Of<Loss>("keras.losses"),
        Of<Metric>("keras.metrics"),
        Of<Optimizer>("keras.optimizers"),
        Of<LearningRateSchedule>("keras.optimizers.schedules"),
    ];

    /// <summary>The family that a class belongs to, or null.</summary>
    internal static ConfigFamily? Containing(Type type) => All.FirstOrDefault(family => type.IsAssignableTo(family.Base));

    /// <summary>The class that a configuration names.</summary>
    /// <param name="json">An object with <c>class_name</c>.</param>
    /// <param name="wanted">What the object will be used as: decides between classes of the same name.</param>
    /// <exception cref="UnsupportedConfigException">There is no such class.</exception>
    internal static Type Resolve(JsonElement json, Type wanted)
    {
        string name = json.GetProperty("class_name").GetString() ?? "";
        string registered = json.TryGetProperty("registered_name", out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : name;
        string module = json.TryGetProperty("module", out value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        ConfigFamily[] fitting =
        [
            .. All.Where(family => wanted.IsAssignableTo(family.Base) || family.Base.IsAssignableTo(wanted) || Containing(wanted) is null)
                .OrderByDescending(family => module == family.Module),
        ];
        bool custom = CustomObjects.IsCustom(registered);
        foreach (ConfigFamily family in fitting)
            if ((family.Find(registered) ?? (custom ? CustomObjects.FindType(name, family.Base) : family.Find(name))) is { } type)
                return type;

        string kind = fitting.Length == 1 || (fitting.Length > 0 && fitting[0].Module == module) ? Naming.SnakeCase(fitting[0].Base.Name).Replace('_', ' ') : "object";
        throw custom ? Unregistered(kind, registered, $"typeof({name})") : new UnsupportedConfigException(name, $"The {kind} class {name} is unknown. {Advice}");
    }

    /// <summary>The refusal of a class or function of a user's that this process does not know.</summary>
    internal static UnsupportedConfigException Unregistered(string kind, string name, string value) => new(
        name,
        $"The custom {kind} {name} is not registered. Mark your class with [KerasSerializable(\"{name.Split('>')[0]}\")], or load with "
            + $"customObjects: new() {{ {{ \"{name}\", {value} }} }}.");

    private const string Advice = "It may be one of a newer Keras. Register a class of your own under that name, or save the model without it.";

    private static ConfigFamily Of<T>(string module)
        where T : class => new(typeof(T), module, Registry<T>.Find);
}
