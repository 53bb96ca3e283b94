using System.Collections;

namespace KerasNet.Callbacks;

/// <summary>Named numbers about an epoch or a batch, such as <c>loss</c> and <c>val_accuracy</c>, in the order in which they are shown.</summary>
/// <remarks>Logs of a batch are worked out when somebody looks, so that a run nobody watches does not pay for them.</remarks>
public sealed class Logs : IReadOnlyDictionary<string, double>
{
    /// <summary>Marks entries about validation data.</summary>
    internal const string ValidationPrefix = "val_";

    private readonly OrderedDictionary<string, double> _values = [];
    private readonly Action<Logs>? _refresh;
    private bool _stale;

    /// <summary>Empty logs.</summary>
    public Logs()
    {
    }

    /// <summary>Logs with the given entries.</summary>
    public Logs(IEnumerable<KeyValuePair<string, double>> entries)
    {
        foreach ((string key, double value) in entries)
            _values[key] = value;
    }

    /// <summary>Logs that are filled by <paramref name="refresh"/> when somebody looks after <see cref="Invalidate"/>.</summary>
    internal Logs(Action<Logs> refresh) => _refresh = refresh;

    /// <summary>The entry of this name. Setting adds or replaces it; callbacks that run later see it.</summary>
    /// <exception cref="KeyNotFoundException">There is no such entry; the message lists the names.</exception>
    public double this[string key]
    {
        get => Current.TryGetValue(key, out double value)
            ? value
            : throw new KeyNotFoundException($"There is no '{key}' in the logs. Available: {string.Join(", ", Keys)}.");
        set => _values[key] = value;
    }

    /// <inheritdoc/>
    public IEnumerable<string> Keys => Current.Keys;

    /// <inheritdoc/>
    public IEnumerable<double> Values => Current.Values;

    /// <inheritdoc/>
    public int Count => Current.Count;

    private OrderedDictionary<string, double> Current
    {
        get
        {
            if (_stale)
            {
                _stale = false;
                _refresh!(this);
            }

            return _values;
        }
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Current.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out double value) => Current.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => Current.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Entries as text, for example <c>loss: 0.2512 - accuracy: 0.9270</c>.</summary>
    public override string ToString() => string.Join(" - ", Current.Select(entry => $"{entry.Key}: {Text(entry.Value)}"));

    /// <summary>The same entries in the order of their names, capitals first, as Keras logs them.</summary>
    internal Logs Sorted() => new(Current.OrderBy(entry => entry.Key, StringComparer.Ordinal));

    /// <summary>Notes the entries, or takes them back.</summary>
    internal void KeepState(RunState state)
    {
        string[] names = state.Keep("names", string.Join('\n', Current.Keys)) is { Length: > 0 } joined ? joined.Split('\n') : [];
        IReadOnlyList<double> values = state.Keep("values", [.. Current.Values]);
        _values.Clear();
        foreach ((string name, double value) in names.Zip(values))
            _values[name] = value;
    }

    /// <summary>Whether an entry is about validation data.</summary>
    internal static bool IsOfValidation(string name) => name.StartsWith(ValidationPrefix, StringComparison.Ordinal);

    /// <summary>The name of the metric behind an entry: without what marks validation.</summary>
    internal static string WithoutPrefix(string name) => IsOfValidation(name) ? name[ValidationPrefix.Length..] : name;

    /// <summary>Says that the numbers have moved on.</summary>
    internal void Invalidate() => _stale = true;

    /// <summary>A number as Keras shows it: four decimals, or an exponent where that would show nothing.</summary>
    internal static string Text(double value) =>
        value.ToString(double.IsFinite(value) && value != 0 && Math.Abs(value) <= 1e-3 ? "0.0000e+00" : "0.0000", System.Globalization.CultureInfo.InvariantCulture);
}
