using System.Reflection;
using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Losses;
using KerasNet.Metrics;
using KerasNet.Optimizers;

namespace KerasNet.Tests.Api;

/// <summary>Rules that a reviewer would otherwise have to remember.</summary>
public sealed class ConventionTests
{
    private static readonly Type[] s_families = [typeof(Layer), typeof(Loss), typeof(Metric), typeof(Optimizer), typeof(Callback), typeof(Initializer), typeof(Regularizer), typeof(Constraint)];

    /// <summary>Constructor parameters without a property of their name, and why.</summary>
    private static readonly Dictionary<string, string> s_withoutProperty = new()
    {
        ["Activation.activation"] = "a member cannot be called as its class",
        ["L1.l1"] = "a member cannot be called as its class",
        ["L2.l2"] = "a member cannot be called as its class",
        ["Input.shape"] = "is part of BatchShape",
        ["Input.batchSize"] = "is part of BatchShape",
        ["Lambda.function"] = "code is not a setting",
        ["Lambda.mask"] = "code is not a setting",
        ["LambdaCallback.*"] = "code is not a setting",
        ["MeanMetricWrapper.fn"] = "code is not a setting",
        ["Model.input"] = "is the only one of Inputs",
        ["Model.output"] = "is the only one of Outputs",
    };

    public static TheoryData<Type> Members => [.. typeof(Model).Assembly.GetExportedTypes()
        .Where(type => !type.IsAbstract && s_families.Any(family => family.IsAssignableFrom(type)))];

    [Theory]
    [MemberData(nameof(Members))]
    public void Is_sealed_unless_one_of_ours_derives_from_it(Type type) =>
        Assert.True(type.IsSealed || type.Assembly.GetExportedTypes().Any(other => other.BaseType == type), $"{type} is neither sealed nor the base of another.");

    [Theory]
    [MemberData(nameof(Members))]
    public void Shows_its_constructor_arguments_as_properties(Type type)
    {
        HashSet<string> properties = new(type.GetProperties().Select(property => property.Name), StringComparer.OrdinalIgnoreCase);

        IEnumerable<string> missing = type.GetConstructors().SelectMany(made => made.GetParameters()).Select(parameter => parameter.Name!).Distinct()
            .Where(name => !properties.Contains(name) && !s_withoutProperty.ContainsKey($"{type.Name}.{name}") && !s_withoutProperty.ContainsKey($"{type.Name}.*"));

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_exception_to_the_rules_is_still_needed()
    {
        Dictionary<string, Type> types = Members.Select(row => row.Data).DistinctBy(type => type.Name).ToDictionary(type => type.Name);

        Assert.All(s_withoutProperty.Keys.Select(key => key.Split('.')), key => Assert.Contains(
            types[key[0]].GetConstructors().SelectMany(made => made.GetParameters()),
            parameter => key[1] == "*" || (parameter.Name == key[1] && types[key[0]].GetProperty(key[1], BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance) is null)));
    }

    [Fact]
    public void Public_types_live_in_the_namespaces_of_the_house()
    {
        string[] allowed =
        [
            "KerasNet", "KerasNet.Data", "KerasNet.Layers", "KerasNet.Losses", "KerasNet.Metrics", "KerasNet.Optimizers", "KerasNet.Training", "KerasNet.Callbacks",
            "KerasNet.Reporting", "KerasNet.Saving", "KerasNet.Engine.Cpu",
        ];
        Assembly[] assemblies = [typeof(Ops).Assembly, typeof(KerasNet.Engine.Cpu.CpuBackend).Assembly, typeof(Model).Assembly];

        Assert.All(assemblies.SelectMany(assembly => assembly.GetExportedTypes()), type => Assert.Contains(type.Namespace, allowed));
    }
}
