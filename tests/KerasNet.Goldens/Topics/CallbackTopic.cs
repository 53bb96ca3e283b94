using System.Text.Json;
using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Metrics;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>Callbacks: state machines on scripted logs, and the order of hooks in real runs.</summary>
internal sealed class CallbackTopic : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.Has("rows"))
            HookOrder.Check(golden);
        else if (golden.Has("directions"))
            CheckDirections(golden);
        else
            RunScript(golden);
    }

    private static void RunScript(GoldenCase golden)
    {
        string name = golden.Name.Split("__")[0];
        Type type = typeof(Callback).Assembly.GetType($"{typeof(Callback).Namespace}.{name}") ?? throw new NotCoveredException(name);
        JsonElement arguments = golden.Has("args") ? golden["args"] : default;
        if (golden.IsError)
        {
            Refusal.Of(golden, () => ObjectConfig.Create(type, arguments, new ConfigNotes()));
            return;
        }

        Callback callback = (Callback)ObjectConfig.Create(type, arguments, new ConfigNotes());
        ScriptedTraining trained = new(golden);
        TrainingProgress progress = new(trained, epochs: 100, steps: null, verbose: 0);
        callback.Attach(progress);
        JsonElement[] events = [.. golden["events"].EnumerateArray()];
        for (int i = 0; i < events.Length; i++)
        {
            JsonElement step = events[i];
            if (step.Field("weight") is { } weight)
                trained.Weight = weight.GetDouble();
            if (step.Field("raises") is not null)
                Refusal.Of(golden, () => Call(callback, step));
            else
                Call(callback, step);

            // A history in the vectors is the one that the last event left, at every event.
            foreach (JsonProperty entry in step.GetProperty("state").EnumerateObject().Where(_ => callback is not History || i == events.Length - 1))
                CheckState($"{entry.Name} after event {i} ({step.Text("hook")})", entry, callback, progress, trained, golden.Tolerance);
        }
    }

    private static void Call(Callback callback, JsonElement step)
    {
        int index = step.Field("index")?.GetInt32() ?? 0;
        JsonElement.ObjectEnumerator entries = step.Field("logs")?.EnumerateObject() ?? default;
        Logs logs = new(entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value.AsNumber())));
        switch (step.Text("hook"))
        {
            case "on_train_begin": callback.OnTrainBegin(); break;
            case "on_train_end": callback.OnTrainEnd(logs); break;
            case "on_epoch_begin": callback.OnEpochBegin(index); break;
            case "on_epoch_end": callback.OnEpochEnd(index, logs); break;
            case "on_train_batch_begin": callback.OnTrainBatchBegin(index); break;
            case "on_train_batch_end": callback.OnTrainBatchEnd(index, logs); break;
            case var hook: throw new MismatchException($"the hook '{hook}' is not known");
        }
    }

    private static void CheckState(
        string what,
        JsonProperty expected,
        Callback callback,
        TrainingProgress progress,
        ScriptedTraining trained,
        Tolerance tolerance)
    {
        switch (expected.Name)
        {
            case "weight":
                Comparer.Check(what, trained.Weight, expected.Value.AsNumber(), tolerance);
                break;
            case "stop_training":
                Comparer.Equal(what, progress.StopTraining, expected.Value.GetBoolean());
                break;
            case "epoch":
                Comparer.EqualLists(what, ((History)callback).Epoch, expected.Value.EnumerateArray().Select(epoch => epoch.GetInt32()));
                break;
            case "history":
                History history = (History)callback;
                Comparer.EqualLists($"keys of {what}", history.Keys, expected.Value.EnumerateObject().Select(entry => entry.Name));
                foreach (JsonProperty entry in expected.Value.EnumerateObject())
                    Comparer.EqualLists($"{what}.{entry.Name}", history[entry.Name], entry.Value.EnumerateArray().Select(GoldenJson.AsNumber));
                break;
            default:
                string name = expected.Name.Replace("_", "", StringComparison.Ordinal);
                object? got = Array.Find(callback.GetType().GetProperties(), property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                    ?.GetValue(callback);
                if (expected.Value.ValueKind == JsonValueKind.Null)
                    Comparer.Equal(what, got, null);
                else
                    Comparer.Check(what, Convert.ToDouble(got), expected.Value.AsNumber(), tolerance);
                break;
        }
    }

    private static void CheckDirections(GoldenCase golden)
    {
        List<string> missing = [];
        foreach (JsonProperty entry in golden["directions"].EnumerateObject())
        {
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

    /// <summary>A training in which nothing is trained: one weight, and the metrics of a case.</summary>
    private sealed class ScriptedTraining : ITrained
    {
        private readonly string[] _metrics;

        internal ScriptedTraining(GoldenCase golden)
        {
            LearningRate = golden.Number("learning_rate") ?? 0.1;
            _metrics = golden.Has("metrics") ? [.. golden["metrics"].EnumerateArray().Select(metric => metric.GetString()!)] : [];
        }

        public double LearningRate { get; set; }

        internal double Weight { get; set; }

        public IReadOnlyList<TensorData> GetWeights() => [TensorData.Scalar(Weight, DType.Float32)];

        public void SetWeights(IReadOnlyList<TensorData> weights) => Weight = weights[0].GetDouble(0);

        public MetricDirection? DirectionOf(string name)
        {
            name = name.StartsWith("val_", StringComparison.Ordinal) ? name[4..] : name;
            return name == "loss" ? MetricDirection.Down : _metrics.Contains(name) ? MetricNames.Create(name).Direction : null;
        }
    }
}
