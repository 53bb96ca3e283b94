using System.Globalization;
using System.Reflection;
using System.Text;

namespace KerasNet.Tests.Api;

/// <summary>What users of some assemblies can see, as text: a type per paragraph, a member per line, sorted, so that a change is a readable difference.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte",
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(uint)] = "uint", [typeof(float)] = "float", [typeof(double)] = "double",
    };

    public static string Of(params Assembly[] assemblies)
    {
        StringBuilder text = new();
        foreach (Type type in assemblies.SelectMany(assembly => assembly.GetExportedTypes()).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Header(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        Type[] bases = [.. type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum) ? (Type[])[parent] : []];
        string inherited = string.Concat(bases.Select(one => $" : {Name(one)}"));
        string owner = type.DeclaringType is { } outer ? $"{Name(outer)}." : "";
        return $"{kind} {type.Namespace}.{owner}{Name(type)}{inherited}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}"));
        return type.GetConstructors(Declared).Where(IsVisible).Select(made => $"{Access(made)}{Simple(type)}({Parameters(made)})")
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}"))
            .Concat(type.GetProperties(Declared).Where(property => property.Name != "EqualityContract" && property.GetAccessors(true).Any(IsVisible)).Select(Property))
            .Concat(type.GetMethods(Declared).Where(method => IsVisible(method) && !IsAccessor(method) && !IsOfRecord(method)).Select(method =>
                $"{Access(method)}{Name(method.ReturnType)} {method.Name}{Arguments(method.IsGenericMethod ? method.GetGenericArguments() : [])}({Parameters(method)})"));
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo[] visible = [.. property.GetAccessors(true).Where(IsVisible)];
        bool settable = property.SetMethod is { } set && IsVisible(set);
        bool init = settable && property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
        string index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(Parameter))}]" : "";
        return $"{Access(visible[0])}{Name(property.PropertyType)} {property.Name}{index} {{ {(property.CanRead ? "get; " : "")}{(init ? "init; " : settable ? "set; " : "")}}}";
    }

    private static bool IsVisible(MethodBase method) => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !method.Name.Contains('<');

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    // What every record has says nothing; nor do the members that every object has.
    private static bool IsOfRecord(MethodInfo method) =>
        method.Name is "GetHashCode" or "Equals" or "ToString" or "PrintMembers" or "Deconstruct" or "op_Equality" or "op_Inequality"
        && (method.Name is not "Deconstruct" || IsRecord(method.DeclaringType!));

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is not null;

    private static string Access(MethodBase method)
    {
        string modifier = method switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true, DeclaringType.IsInterface: false } => "abstract ",
            MethodInfo { IsVirtual: true, IsFinal: false } overridden when overridden.GetBaseDefinition() != overridden => "override ",
            { IsVirtual: true, IsFinal: false, DeclaringType: { IsInterface: false, IsSealed: false } } => "virtual ",
            _ => "",
        };
        return (method.IsPublic ? "" : "protected ") + modifier;
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Default(parameter)}" : "")}";

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        object value when parameter.ParameterType.IsEnum => Enum.ToObject(parameter.ParameterType, value).ToString()!,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        object other => other.ToString()!,
    };

    private static string Name(Type type) => type switch
    {
        { IsByRef: true } => $"ref {Name(type.GetElementType()!)}",
        { IsArray: true } => $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]",
        _ when Nullable.GetUnderlyingType(type) is { } inner => $"{Name(inner)}?",
        _ when s_keywords.TryGetValue(type, out string? keyword) => keyword,
        _ => Simple(type) + Arguments(type.IsGenericType ? type.GetGenericArguments() : []),
    };

    private static string Simple(Type type) => type.Name.Split('`')[0];

    private static string Arguments(Type[] types) => types.Length == 0 ? "" : $"<{string.Join(", ", types.Select(Name))}>";
}
