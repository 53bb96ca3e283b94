using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>One callback, called as a case says; after each call its state, what it logged, wrote and said is compared.</summary>
internal sealed partial class CallbackScript : IDisposable
{
    /// <summary>Arguments that name files.</summary>
    private static readonly string[] s_paths = ["filepath", "backup_dir"];

    private readonly GoldenCase _golden;
    private readonly Type _type;
    private readonly string _folder = Directory.CreateTempSubdirectory("keras-callback-").FullName;
    private readonly List<(int Epoch, double Rate)> _calls = [];
    private readonly List<string> _said = [];
    private Callback _callback = null!;
    private ScriptedTraining _trained = null!;
    private TrainingProgress _progress = null!;
    private int _warnings;

    private CallbackScript(GoldenCase golden, Type type)
    {
        (_golden, _type) = (golden, type);
        Messages.Listener = (text, isWarning) =>
        {
            if (isWarning)
                _warnings++;
            else
                _said.Add(text);
        };
    }

    private JsonElement Arguments => _golden.Has("args") ? _golden["args"] : default;

    private string LogFile => Path.Combine(_folder, Arguments.Field("filename")?.GetString() ?? "log.csv");

    internal static void Run(GoldenCase golden)
    {
        string name = golden.Name.Split("__")[0];
        Type type = typeof(Callback).Assembly.GetType($"{typeof(Callback).Namespace}.{name}") ?? throw new NotCoveredException(name);
        using CallbackScript script = new(golden, type);
        if (golden.IsError)
            Refusal.Of(golden, script.MakeWhatIsRefused);
        else
            script.Play();
    }

    public void Dispose()
    {
        Messages.Listener = null;
        Directory.Delete(_folder, recursive: true);
    }

    private void Play()
    {
        JsonElement[] events = [.. _golden["events"].EnumerateArray()];
        if (_golden.About.Contains("is broken", StringComparison.Ordinal))
            SavedFiles.Break(Path.Combine(_folder, Arguments.Text("backup_dir")), _golden.About);
        if (_type == typeof(CSVLogger))
            File.WriteAllText(LogFile, Arguments.Field("append") is null ? "an old file\r\n" : events[0].GetProperty("state").Text("text"));
        Make();
        for (int i = 0; i < events.Length; i++)
        {
            JsonElement step = events[i];
            if (step.Text("hook") == "new_model_and_callback")
            {
                Make();
                continue;
            }

            if (step.Field("weight") is { } weight)
                _trained.Weight = weight.GetDouble();
            _said.Clear();
            _warnings = 0;
            Logs logs = LogsOf(step.Field("logs"));
            if (step.Field("raises") is not null)
                Refusal.Of(_golden, () => Call(step, logs));
            else
                Call(step, logs);
            if (_callback is BackupAndRestore backup)
                backup.Save();
            Check(step, $"after event {i} ({step.Text("hook")})", logs, isLast: i == events.Length - 1);
        }
    }

    private void Make()
    {
        _callback = Create();
        _trained = new ScriptedTraining(_golden);
        _progress = new TrainingProgress(_trained, epochs: (int)(_golden.Number("epochs") ?? 100), steps: null, verbose: 0) { Owner = _trained.Model };
        _callback.Attach(_progress);
    }

    private Callback Create()
    {
        if (_type == typeof(LearningRateScheduler))
            return new LearningRateScheduler(ScheduleOf(Arguments.GetProperty("schedule")), Arguments.GetProperty("verbose").GetInt32());
        if (_type == typeof(CSVLogger))
            return new CSVLogger(LogFile, Arguments.Field("separator")?.GetString() ?? ",", Arguments.Field("append")?.GetBoolean() ?? false);
        JsonElement arguments = Arguments;
        foreach (string argument in s_paths)
            arguments = InFolder(arguments, argument);
        return (Callback)ObjectConfig.Create(_type, arguments, new ConfigNotes());
    }

    /// <summary>The arguments with a path below the folder of the case, in which no other case writes.</summary>
    private JsonElement InFolder(JsonElement arguments, string argument)
    {
        if (arguments.Field(argument) is not { ValueKind: JsonValueKind.String } path || path.GetString() is not { Length: > 0 } name)
            return arguments;
        JsonObject changed = JsonObject.Create(arguments)!;
        changed[argument] = Path.Combine(_folder, name);
        return JsonSerializer.SerializeToElement(changed);
    }

    /// <summary>What a case without events wants refused, of which it only tells in words.</summary>
    private void MakeWhatIsRefused()
    {
        if (_golden.Has("args"))
        {
            _ = Create();
            return;
        }

        Callback callback = _type.Name switch
        {
            nameof(ReduceLROnPlateau) => new ReduceLROnPlateau(factor: double.Parse(Number().Match(_golden.About).Value, CultureInfo.InvariantCulture)),
            nameof(CSVLogger) => new CSVLogger(Path.Combine(_folder, "nowhere", "log.csv")),
            nameof(SwapEMAWeights) => new SwapEMAWeights(),
            nameof(BackupAndRestore) => new BackupAndRestore(_golden.About.Contains("empty", StringComparison.Ordinal) ? "" : Path.Combine(_folder, "backup")),
            _ => throw new MismatchException("the case has no arguments"),
        };
        callback.Attach(new TrainingProgress(new ScriptedTraining(_golden) { HasAverages = false }, 1, null, 0) { Owner = new Sequential([new Dense(1)]) });
        callback.OnTrainBegin();
    }

    private Func<int, double, double> ScheduleOf(JsonElement schedule)
    {
        double[]? table = schedule.Field("table") is { } list ? [.. list.EnumerateArray().Select(GoldenJson.AsNumber)] : null;
        double? factor = schedule.Field("multiply")?.GetDouble(), constant = schedule.Field("constant")?.AsNumber();
        if (schedule.Field("epoch_only")?.GetBoolean() == true)
            return new LearningRateScheduler(epoch => table![epoch]).Schedule;
        return (epoch, rate) =>
        {
            _calls.Add((epoch, rate));
            return table?[epoch] ?? (factor is { } f ? rate * f : constant!.Value);
        };
    }

    private static Logs LogsOf(JsonElement? json) =>
        new((json?.EnumerateObject() ?? default).Select(entry => KeyValuePair.Create(entry.Name, entry.Value.AsNumber())));

    private void Call(JsonElement step, Logs logs)
    {
        int index = step.Field("index")?.GetInt32() ?? 0;
        switch (step.Text("hook"))
        {
            case "set": break;
            case "on_train_begin": _callback.OnTrainBegin(); break;
            case "on_train_end": _callback.OnTrainEnd(logs); break;
            case "on_epoch_begin": _callback.OnEpochBegin(index); break;
            case "on_epoch_end": _callback.OnEpochEnd(index, logs); break;
            case "on_train_batch_begin": _callback.OnTrainBatchBegin(index); break;
            case "on_train_batch_end": _callback.OnTrainBatchEnd(index, logs); break;
            case "on_test_begin": _callback.OnTestBegin(); break;
            case "on_test_end": _callback.OnTestEnd(logs); break;
            case "on_predict_begin": _callback.OnPredictBegin(); break;
            case "on_predict_end": _callback.OnPredictEnd(); break;
            case var hook: throw new MismatchException($"the hook '{hook}' is not known");
        }
    }

    private void Check(JsonElement step, string when, Logs logs, bool isLast)
    {
        if (step.Field("logs_after") is { } after)
            foreach ((string key, double value) in LogsOf(after))
                Comparer.Check($"{key} in the logs {when}", logs.TryGetValue(key, out double got) ? got : double.NaN, value, _golden.Tolerance);
        if (step.Field("warns") is { } warnings)
            Comparer.Equal($"warnings {when}", _warnings, warnings.GetInt32());
        if (step.Field("printed") is { } printed)
            CheckPrinted($"printed {when}", string.Join('\n', _said).Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), printed.GetString()!);

        if (step.Field("files") is { } files)
            SavedFiles.Check(when, files, _folder);

        // A history in the vectors is the one that the last event left, at every event.
        if (step.Field("state") is { } state && (isLast || _callback is not History))
            foreach (JsonProperty entry in state.EnumerateObject())
                CheckState($"{entry.Name} {when}", entry);
    }

    /// <summary>The same words around the same numbers; blank lines and the number of digits are not compared.</summary>
    private void CheckPrinted(string what, string got, string expected)
    {
        string[] gotLines = Lines(got), expectedLines = Lines(expected);
        Comparer.EqualLists(what, gotLines.Select(line => Number().Replace(line, "#")), expectedLines.Select(line => Number().Replace(line, "#")));
        foreach ((string mine, string theirs) in gotLines.Zip(expectedLines))
            foreach ((Match a, Match b) in Number().Matches(mine).Zip(Number().Matches(theirs)))
                Comparer.Check(what, double.Parse(a.Value, CultureInfo.InvariantCulture), double.Parse(b.Value, CultureInfo.InvariantCulture), _golden.Tolerance);

        static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private void CheckState(string what, JsonProperty expected)
    {
        switch (expected.Name)
        {
            case "weight":
                Comparer.Check(what, _trained.Weight, expected.Value.AsNumber(), _golden.Tolerance);
                break;
            case "average":
                Comparer.Check(what, _trained.Average, expected.Value.AsNumber(), _golden.Tolerance);
                break;
            case "learning_rate":
                Comparer.Check(what, _trained.LearningRate, expected.Value.AsNumber(), _golden.Tolerance);
                break;
            case "calls":
                Comparer.Equal(what, _calls.Count, expected.Value.GetInt32());
                break;
            case "last_call":
                CheckLastCall(what, expected.Value);
                break;
            case "text":
                Comparer.Equal(what, File.ReadAllText(LogFile), expected.Value.GetString());
                break;
            case "initial_epoch":
                Comparer.Equal(what, _progress.ResumedEpoch, expected.Value.ValueKind == JsonValueKind.Null ? null : expected.Value.GetInt32());
                break;
            case "names":
                IEnumerable<string> names = SavedFiles.Names(Path.Combine(_folder, Arguments.Text("backup_dir")));
                Comparer.EqualLists(what, names, expected.Value.EnumerateArray().Select(name => name.GetString()!));
                break;
            case "stop_training":
                Comparer.Equal(what, _progress.StopTraining, expected.Value.GetBoolean());
                break;
            case "epoch":
                Comparer.EqualLists(what, ((History)_callback).Epoch, expected.Value.EnumerateArray().Select(epoch => epoch.GetInt32()));
                break;
            case "history":
                History history = (History)_callback;
                Comparer.EqualLists($"keys of {what}", history.Keys, expected.Value.EnumerateObject().Select(entry => entry.Name));
                foreach (JsonProperty entry in expected.Value.EnumerateObject())
                    Comparer.EqualLists($"{what}.{entry.Name}", history[entry.Name], entry.Value.EnumerateArray().Select(GoldenJson.AsNumber));
                break;
            default:
                CheckProperty(what, expected);
                break;
        }
    }

    private void CheckLastCall(string what, JsonElement expected)
    {
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Comparer.Equal(what, _calls.Count, 0);
            return;
        }

        Comparer.Equal($"epoch of {what}", _calls[^1].Epoch, expected[0].GetInt32());
        Comparer.Check($"rate of {what}", _calls[^1].Rate, expected[1].AsNumber(), _golden.Tolerance);
    }

    private void CheckProperty(string what, JsonProperty expected)
    {
        string name = expected.Name.Replace("_", "", StringComparison.Ordinal);
        object? got = Array.Find(_type.GetProperties(), property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.GetValue(_callback);
        if (expected.Value.ValueKind == JsonValueKind.Null)
            Comparer.Equal(what, got, null);
        else
            Comparer.Check(what, Convert.ToDouble(got, CultureInfo.InvariantCulture), expected.Value.AsNumber(), _golden.Tolerance);
    }

    [GeneratedRegex(@"\d+(\.\d+)?(e[+-]\d+)?")]
    private static partial Regex Number();
}
