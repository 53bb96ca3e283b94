using System.Text.Json;
using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Metrics;

namespace KerasNet.Goldens.Topics;

/// <summary>Callbacks: state machines on scripted logs, the order of hooks in real runs, what is shown and sent.</summary>
internal sealed class CallbackTopic : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.Has("rows"))
            HookOrder.Check(golden);
        else if (golden.Has("directions"))
            CheckDirections(golden);
        else if (golden.Has("sent"))
            SentRequests.Check(golden);
        else if (golden.Text("callback") is "Progbar" or "ProgbarLogger")
            ShownProgress.Check(golden);
        else
            CallbackScript.Run(golden);
    }

    private static void CheckDirections(GoldenCase golden)
    {
        List<string> missing = [];
        foreach (JsonProperty entry in golden["directions"].EnumerateObject())
        {
            if (entry.Value.Field("error") is not null)
            {
                Comparer.Equal($"metric {entry.Name}", Find(entry.Name)?.Name, null);
                continue;
            }

            string? expected = entry.Value.ValueKind == JsonValueKind.Object ? entry.Value.Field("direction")?.GetString() : entry.Value.GetString();
            if (Find(entry.Name) is { } metric)
                Comparer.Equal($"direction of {entry.Name}", metric.Direction is { } direction ? direction == MetricDirection.Up
                    ? "max" : "min"
                    : null, expected);
            else if (Registry<Metric>.Find(entry.Name) is null)
                missing.Add(entry.Name);
        }

        if (missing.Count > 0)
            throw new NotCoveredException(string.Join(" ", missing));
    }

    /// <summary>The metric with this name; null if there is none, or none without arguments (their directions are among the metrics' own vectors).</summary>
    private static Metric? Find(string name)
    {
        try
        {
            return MetricNames.Create(MetricNames.IsAccuracy(name) ? "accuracy" : name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
