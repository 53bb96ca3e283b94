using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Data;

namespace KerasNet.Tuning;

/// <summary>A search as files for other programs.</summary>
internal static class ResultsFile
{
    /// <summary>Writes a search to a file whose ending says how.</summary>
    /// <exception cref="ArgumentException">The ending is none of those known.</exception>
    internal static void Write(string path, SearchSnapshot search)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".csv":
                WholeFile.Write([(path, Bytes(Csv(TrialRows(search)))), (Path.ChangeExtension(path, ".epochs.csv"), Bytes(Csv(EpochRows(search))))]);
                break;
            case ".json":
                WholeFile.Write([(path, stream => JsonSerializer.Serialize(stream, Json(search), s_json))]);
                break;
            case var other:
                throw new ArgumentException($"Results are written to files that end in .csv or .json. Received: '{path}', which ends in '{other}'.", nameof(path));
        }
    }

    private static readonly JsonSerializerOptions s_json = new(StudyJson.Options) { WriteIndented = true };

    private static Action<Stream> Bytes(string text) => stream => stream.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>A row for each trial.</summary>
    private static IEnumerable<IReadOnlyList<string>> TrialRows(SearchSnapshot search)
    {
        IReadOnlyList<string> names = search.Names;
        yield return ["trial", .. names, "status", "score", "best_epoch", "seconds", "message"];
        foreach (TrialSnapshot trial in search.Trials)
            yield return
            [
                trial.Id, .. names.Select(name => Text(trial.Values.GetValueOrDefault(name))), Status(trial),
                Text(trial.Score), trial.Score is null ? "" : Text(trial.BestEpoch),
                Text(Seconds(trial)), trial.FirstCause(),
            ];
    }

    /// <summary>A row for each epoch of each execution of each trial.</summary>
    private static IEnumerable<IReadOnlyList<string>> EpochRows(SearchSnapshot search)
    {
        IReadOnlyList<string> names = search.Names;
        string[] logs = [.. search.Trials.SelectMany(trial => trial.Epochs).SelectMany(epoch => epoch.Logs.Keys).Distinct()];
        yield return ["trial", "execution", "epoch", .. names, .. logs];
        foreach (TrialSnapshot trial in search.Trials)
            foreach (TrialEpoch epoch in trial.Epochs)
                yield return
                [
                    trial.Id, Text(epoch.Execution), Text(epoch.Epoch), .. names.Select(name => Text(trial.Values.GetValueOrDefault(name))),
                    .. logs.Select(name => epoch.Logs.TryGetValue(name, out double value) ? Text(value) : ""),
                ];
    }

    private static JsonObject Json(SearchSnapshot search) => new()
    {
        ["objective"] = new JsonObject { ["name"] = search.Objective.Name, ["direction"] = search.Objective.Direction.ToString().ToLowerInvariant() },
        ["best_trial"] = search.Best?.Id,
        ["test"] = search.Test is { } test ? new JsonObject { ["trial"] = test.TrialId, ["results"] = StudyJson.Write(test.Results) } : null,
        ["trials"] = new JsonArray([.. search.Trials.Select(Json)]),
    };

    private static JsonObject Json(TrialSnapshot trial) => new()
    {
        ["trial"] = trial.Id,
        ["hyperparameters"] = SpaceJson.Write(trial.Values),
        ["status"] = Status(trial),
        ["score"] = trial.Score is { } score ? JsonSerializer.SerializeToNode(score, StudyJson.Options) : null,
        ["best_epoch"] = trial.Score is null ? null : trial.BestEpoch,
        ["began"] = trial.Began?.ToString("O", CultureInfo.InvariantCulture),
        ["seconds"] = Seconds(trial),
        ["message"] = trial.Message,
        ["executions"] = new JsonArray([.. trial.Epochs.GroupBy(epoch => epoch.Execution).Select(execution => new JsonObject
        {
            ["execution"] = execution.Key,
            ["epochs"] = new JsonArray([.. execution.Select(epoch => new JsonObject { ["epoch"] = epoch.Epoch, ["logs"] = StudyJson.Write(epoch.Logs) })]),
        })]),
    };

    private static string Status(TrialSnapshot trial) => trial.Status.ToString().ToLowerInvariant();

    private static double? Seconds(TrialSnapshot trial) => (trial.Ended - trial.Began)?.TotalSeconds;

    // All digits of a number, so that it is the same when it is read again.
    private static string Text(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    /// <summary>Rows as RFC 4180 has them.</summary>
    private static string Csv(IEnumerable<IReadOnlyList<string>> rows) => string.Concat(rows.Select(row => string.Join(',', row.Select(Quoted)) + "\r\n"));

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
