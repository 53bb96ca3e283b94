using KerasNet.Reporting;

namespace KerasNet.Callbacks;

/// <summary>What Fit returns: the logs of every epoch.</summary>
/// <remarks>Used for a second run, the epochs start again and the values go on. Keras: <c>keras.callbacks.History</c>; <c>history["val_loss"][2]</c> is the validation loss of the third epoch.</remarks>
public sealed partial class History : Callback
{
    private readonly OrderedDictionary<string, List<double>> _values = [];
    private readonly List<int> _epochs = [];
    private readonly RunClock _clock = new();

    /// <summary>The epochs that ended, from 0.</summary>
    public IReadOnlyList<int> Epoch => _epochs;

    /// <summary>The names of the logs.</summary>
    public IReadOnlyCollection<string> Keys => _values.Keys;

    /// <summary>Whether training was ended by its cancellation token; the model keeps the weights of the last whole batch.</summary>
    public bool WasCancelled { get; internal set; }

    /// <summary>The values of one log entry, one per epoch that had it.</summary>
    /// <exception cref="KeyNotFoundException">There is no such entry; the message lists the names.</exception>
    public IReadOnlyList<double> this[string key] =>
        _values.TryGetValue(key, out List<double>? values)
            ? values
            : throw new KeyNotFoundException($"There is no '{key}' in the history. Available: {string.Join(", ", Keys)}.");

    /// <summary>All entries by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> ToDictionary() =>
        _values.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<double>)entry.Value);

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        _epochs.Clear();
        _clock.Begin();
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        _epochs.Add(epoch);
        _clock.EndEpoch();
        foreach ((string key, double value) in logs)
        {
            if (!_values.TryGetValue(key, out List<double>? values))
                _values[key] = values = [];
            values.Add(value);
        }
    }

    /// <summary>The epochs before an interruption are in the history of the run that goes on.</summary>
    public override void KeepState(RunState state)
    {
        double[] epochs = [.. state.Keep("epochs", [.. _epochs.Select(epoch => (double)epoch)])];
        string[] names = state.Keep("names", string.Join('\n', _values.Keys)) is { Length: > 0 } joined ? joined.Split('\n') : [];
        List<double>[] values = [.. names.Select((name, i) => state.Keep($"values/{i}", _values.TryGetValue(name, out List<double>? known) ? known : []).ToList())];
        _epochs.Clear();
        _epochs.AddRange(epochs.Select(epoch => (int)epoch));
        _values.Clear();
        for (int i = 0; i < names.Length; i++)
            _values[names[i]] = values[i];
    }
}
