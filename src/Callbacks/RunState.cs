using System.Globalization;

namespace KerasNet.Callbacks;

/// <summary>What a run remembers beside the weights, by name: written into a backup, and given back where a run goes on from one.</summary>
/// <remarks>
/// One call serves both directions. <c>_wait = state.Keep("wait", _wait);</c> notes the number while a backup is made and leaves it as it is; where a run goes on, it
/// gives the number that was noted. A name that the backup does not have gives back what was passed.
/// </remarks>
public sealed class RunState
{
    private readonly Dictionary<string, string> _values;
    private readonly Dictionary<string, TensorData> _tensors;
    private readonly string _prefix;
    private readonly string _origin;

    /// <summary>An empty state, to be filled.</summary>
    internal RunState()
        : this([], [], isRestoring: false, "")
    {
    }

    /// <summary>A state that was read.</summary>
    /// <param name="values">Texts by path.</param>
    /// <param name="tensors">Arrays by path.</param>
    /// <param name="origin">The file, for messages.</param>
    internal RunState(Dictionary<string, string> values, Dictionary<string, TensorData> tensors, string origin)
        : this(values, tensors, isRestoring: true, origin)
    {
    }

    private RunState(Dictionary<string, string> values, Dictionary<string, TensorData> tensors, bool isRestoring, string origin, string prefix = "") =>
        (_values, _tensors, IsRestoring, _origin, _prefix) = (values, tensors, isRestoring, origin, prefix);

    /// <summary>Whether values are given back rather than noted.</summary>
    public bool IsRestoring { get; }

    /// <summary>All texts by path.</summary>
    internal IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>All arrays by path.</summary>
    internal IReadOnlyDictionary<string, TensorData> Tensors => _tensors;

    /// <summary>Keeps a text.</summary>
    /// <param name="name">Its name within the callback.</param>
    /// <param name="value">The text of now.</param>
    public string? Keep(string name, string? value)
    {
        if (IsRestoring)
            return _values.TryGetValue(_prefix + name, out string? kept) ? Unmarked(kept) : value;
        _values[_prefix + name] = value is null ? "" : $"={value}";
        return value;
    }

    /// <inheritdoc cref="Keep(string, string?)"/>
    /// <summary>Keeps a number.</summary>
    public double Keep(string name, double value) => Keep(name, (double?)value) ?? value;

    /// <inheritdoc cref="Keep(string, string?)"/>
    /// <summary>Keeps a number that may be missing.</summary>
    public double? Keep(string name, double? value) =>
        Keep(name, value?.ToString("R", CultureInfo.InvariantCulture)) is { } text
            ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : throw Damaged(name, text)
            : null;

    /// <inheritdoc cref="Keep(string, string?)"/>
    /// <summary>Keeps a whole number.</summary>
    public long Keep(string name, long value) =>
        Keep(name, value.ToString(CultureInfo.InvariantCulture)) is var text
        && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Damaged(name, text);

    /// <inheritdoc cref="Keep(string, string?)"/>
    /// <summary>Keeps a whole number.</summary>
    public int Keep(string name, int value) =>
        Keep(name, (long)value) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw Damaged(name, "a larger number");

    /// <inheritdoc cref="Keep(string, string?)"/>
    /// <summary>Keeps a truth value.</summary>
    public bool Keep(string name, bool value) => Keep(name, value ? 1 : 0) != 0;

    /// <inheritdoc cref="Keep(string, string?)"/>
    /// <summary>Keeps numbers.</summary>
    public IReadOnlyList<double> Keep(string name, IReadOnlyList<double> value)
    {
        TensorData numbers = new([value.Count], DType.Float64);
        for (int i = 0; i < value.Count; i++)
            numbers.SetDouble(i, value[i]);
        numbers = Keep(name, numbers)!;
        return [.. Enumerable.Range(0, (int)numbers.Length).Select(i => numbers.GetDouble(i))];
    }

    /// <inheritdoc cref="Keep(string, string?)"/>
    /// <summary>Keeps an array. It is read when the backup is written, which is before training goes on.</summary>
    public TensorData? Keep(string name, TensorData? value)
    {
        if (IsRestoring)
            return _tensors.TryGetValue(_prefix + name, out TensorData? kept) ? kept : _values.ContainsKey(_prefix + name) ? null : value;
        if (value is null)
            _values[_prefix + name] = "";
        else
            _tensors[_prefix + name] = value;
        return value;
    }

    /// <inheritdoc cref="Keep(string, string?)"/>
    /// <summary>Keeps arrays in their order.</summary>
    public IReadOnlyList<TensorData>? Keep(string name, IReadOnlyList<TensorData>? value)
    {
        int count = Keep($"{name}/count", value?.Count ?? -1);
        return count < 0 || (IsRestoring && count > _tensors.Count)
            ? null
            : [.. Enumerable.Range(0, count).Select(i => Keep($"{name}/{i}", value?.ElementAtOrDefault(i)) ?? throw Damaged(name, "nothing"))];
    }

    /// <summary>The state of a part, whose names are its own.</summary>
    internal RunState Part(string name) => new(_values, _tensors, IsRestoring, _origin, $"{_prefix}{name}/");

    /// <summary>Whether there is anything of a part.</summary>
    internal bool Has(string part) =>
        _values.Keys.Concat(_tensors.Keys).Any(path => path.StartsWith($"{_prefix}{part}/", StringComparison.Ordinal));

    /// <summary>Keeps a text about what a run is made of: another run cannot go on from the backup.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The text of this run.</param>
    /// <param name="what">What it says, for the message: "the model's layers".</param>
    /// <exception cref="ArgumentException">This run's text is not the one in the backup.</exception>
    internal void Same(string name, string value, string what)
    {
        if (Keep(name, value) is var kept && kept != value)
            throw Other($"{what} were {kept}, and are {value} now");
    }

    /// <summary>An error that says that the backup is another run's.</summary>
    internal ArgumentException Other(string difference) => new(
        $"The backup '{_origin}' is of another run: {difference}. "
        + "Go on with the model, data and arguments of that run; or name another folder, or delete this one, to train anew.");

    private static string? Unmarked(string kept) => kept.Length == 0 ? null : kept[1..];

    private IOException Damaged(string name, string? found) =>
        new($"The backup '{_origin}' is damaged: '{_prefix}{name}' is {found ?? "missing"}. Delete it to train anew.");
}
