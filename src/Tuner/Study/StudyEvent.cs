using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasNet.Tuning;

/// <summary>One thing that happened to a study: a line of its journal.</summary>
/// <param name="Kind">What happened, one of the constants of this class.</param>
/// <param name="Json">All that is known of it, <c>event</c> first.</param>
public sealed record StudyEvent(string Kind, JsonElement Json)
{
    /// <summary>The study was set up: what makes its searches repeatable.</summary>
    internal const string Set = "study";

    /// <summary>Hyperparameters became known before any trial.</summary>
    internal const string Space = "space";

    /// <summary>How many samples the search was given: scores on other data cannot be compared.</summary>
    internal const string Data = "data";

    /// <summary>A worker asked what to do; the order of these is that of the oracle's answers.</summary>
    internal const string Ask = "ask";

    /// <summary>The worker got a trial, with these values.</summary>
    internal const string Create = "create";

    /// <summary>An epoch of a trial ended.</summary>
    internal const string Epoch = "epoch";

    /// <summary>A trial was found to be worse than others and is to be stopped.</summary>
    internal const string Prune = "prune";

    /// <summary>A trial ended, with what it measured.</summary>
    internal const string End = "end";

    /// <summary>The best model was measured on samples that no trial saw.</summary>
    internal const string Test = "test";

    /// <summary>A worker is gone; its trial is to be done again.</summary>
    internal const string Lost = "lost";

    /// <summary>An event from its fields.</summary>
    internal static StudyEvent Of(string kind, JsonObject fields)
    {
        JsonObject all = new() { ["event"] = kind };
        foreach ((string name, JsonNode? value) in fields)
            all[name] = value?.DeepClone();
        return new(kind, JsonSerializer.SerializeToElement(all, StudyJson.Options));
    }

    /// <summary>An event from a line of a journal.</summary>
    /// <exception cref="InvalidDataException">The line is none.</exception>
    public static StudyEvent Parse(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, StudyJson.Reading);
            return document.RootElement.TryGetProperty("event", out JsonElement kind) && kind.GetString() is { } name
                ? new(name, document.RootElement.Clone())
                : throw new InvalidDataException($"A line of a study's journal has no \"event\". Received: {Shorten(line)}.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"A line of a study's journal is no JSON object: {e.Message} Received: {Shorten(line)}.", e);
        }
    }

    /// <summary>The event as a line of a journal.</summary>
    public override string ToString() => JsonSerializer.Serialize(Json, StudyJson.Options);

    private static string Shorten(string line) => line.Length <= 100 ? line : line[..100] + "…";
}
