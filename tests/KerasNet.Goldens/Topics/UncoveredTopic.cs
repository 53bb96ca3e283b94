using System.Text.Json;

namespace KerasNet.Goldens.Topics;

/// <summary>Topics of which nothing exists yet: names what each case needs.</summary>
internal sealed class UncoveredTopic : IGoldenTopic
{
    private static readonly string[] s_fields = ["layer", "function", "class", "callback", "oracle", "hyperparameter", "initializer"];

    public void Run(GoldenCase golden) =>
        throw new NotCoveredException(s_fields.Select(field => Named(golden, field)).OfType<string>().FirstOrDefault() ?? Stem(golden.Name));

    private static string? Named(GoldenCase golden, string field) =>
        !golden.Has(field) ? null
        : golden[field].ValueKind == JsonValueKind.String ? golden.Text(field)
        : golden[field].Field("class_name")?.GetString();

    /// <summary>The words of a name before its first number, at most two.</summary>
    private static string Stem(string name) => string.Join('_', name.Split('_').TakeWhile(word => word.Length > 0 && !char.IsAsciiDigit(word[0])).Take(2));
}
