using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace KerasNet.Tuning;

/// <summary>
/// A search space and one point of it. A function that builds a model asks it for values, and each question makes a hyperparameter known:
/// <c>new Dense(hp.Int("units", 32, 512, step: 32), hp.Choice("activation", ["relu", "tanh"]))</c>.
/// </summary>
/// <remarks>
/// <para>The first question for a name makes the hyperparameter and gives its default, or the value that was set for it; later ones give the present value, whatever
/// bounds they name.</para>
/// <para>A hyperparameter with conditions that do not hold is inactive: it is known, has no value, and the question for it gives its default,
/// which the model should not use.</para>
/// </remarks>
public sealed partial class HyperParameters
{
    private readonly List<HyperParameter> _space = [];
    private readonly Dictionary<string, object> _values = [];
    private readonly HashSet<string> _asked = [];

    /// <summary>An empty space.</summary>
    public HyperParameters()
    {
    }

    /// <summary>All hyperparameters, in the order in which they became known. Some may share a name, under different conditions.</summary>
    public IReadOnlyList<HyperParameter> Space => _space;

    /// <summary>The values of the active hyperparameters by name.</summary>
    public IReadOnlyDictionary<string, object> Values => _values;

    /// <summary>The names of the values that were asked for since the space was made or copied. The others did nothing for a model that was built in that time.</summary>
    public IReadOnlyCollection<string> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    /// <summary>
    /// The number of points of the space, inactive hyperparameters not counted; infinity where a number has no steps. What <see cref="Require"/> excludes is counted, as only
    /// a model knows it.
    /// </summary>
    public double PointCount => SpaceSize.Of(_space);

    /// <summary>The reasons why this point is not to be trained, as <see cref="Require"/> found; null if there is none.</summary>
    public string? Infeasible { get; private set; }

    /// <summary>The value of an active hyperparameter.</summary>
    /// <param name="name">Its name; inside a name scope, without the scope's.</param>
    /// <exception cref="KeyNotFoundException">No hyperparameter has this name.</exception>
    /// <exception cref="InvalidOperationException">It is inactive.</exception>
    public object this[string name] => Get(name);

    /// <summary>A whole number from <paramref name="minValue"/> to <paramref name="maxValue"/>, both inclusive.</summary>
    /// <param name="name">A name, unique in the space.</param>
    /// <param name="minValue">The least value.</param>
    /// <param name="maxValue">The greatest value, if the steps reach it.</param>
    /// <param name="step">The distance between values, 1 if not given; with a logarithmic sampling a factor above 1, or none.</param>
    /// <param name="sampling">How the values lie on the probabilities.</param>
    /// <param name="defaultValue">The value of the first trial; <paramref name="minValue"/> if not given.</param>
    /// <param name="parentName">A hyperparameter that this one depends on.</param>
    /// <param name="parentValues">The values of the parent for which this one counts.</param>
    /// <exception cref="ArgumentException">The bounds, step or sampling do not fit each other, or the name is that of its own parent.</exception>
    public int Int(
        string name,
        int minValue,
        int maxValue,
        int? step = null,
        Sampling sampling = Sampling.Linear,
        int? defaultValue = null,
        string? parentName = null,
        IReadOnlyList<object>? parentValues = null) =>
        (int)Ask(name, parentName, parentValues, (full, conditions) => new IntParameter(full, minValue, maxValue, step, sampling, defaultValue, conditions));

    /// <summary>A number from <paramref name="minValue"/> to <paramref name="maxValue"/>, both inclusive.</summary>
    /// <param name="name">A name, unique in the space.</param>
    /// <param name="minValue">The least value.</param>
    /// <param name="maxValue">The greatest value, if the steps reach it.</param>
    /// <param name="step">The distance between values; with a logarithmic sampling a factor above 1. Any number if not given.</param>
    /// <param name="sampling">How the values lie on the probabilities.</param>
    /// <param name="defaultValue">The value of the first trial; <paramref name="minValue"/> if not given.</param>
    /// <param name="parentName">A hyperparameter that this one depends on.</param>
    /// <param name="parentValues">The values of the parent for which this one counts.</param>
    /// <exception cref="ArgumentException">The bounds, step or sampling do not fit each other, or the name is that of its own parent.</exception>
    public double Float(
        string name,
        double minValue,
        double maxValue,
        double? step = null,
        Sampling sampling = Sampling.Linear,
        double? defaultValue = null,
        string? parentName = null,
        IReadOnlyList<object>? parentValues = null) =>
        HyperValue.Number(Ask(name, parentName, parentValues, (full, conditions) => new FloatParameter(full, minValue, maxValue, step, sampling, defaultValue, conditions)));

    /// <summary>One of some values, the first of which is the default.</summary>
    /// <typeparam name="T">Text, whole numbers, numbers or truth values.</typeparam>
    /// <param name="name">A name, unique in the space.</param>
    /// <param name="values">The values.</param>
    /// <param name="ordered">Whether neighbours are alike; numbers are unless said otherwise.</param>
    /// <param name="parentName">A hyperparameter that this one depends on.</param>
    /// <param name="parentValues">The values of the parent for which this one counts.</param>
    /// <exception cref="ArgumentException">There is no value, or text is called ordered.</exception>
    public T Choice<T>(string name, IReadOnlyList<T> values, bool? ordered = null, string? parentName = null, IReadOnlyList<object>? parentValues = null)
        where T : notnull =>
        Choose<T>(name, values, null, ordered, parentName, parentValues);

    /// <summary>One of some values, with a default of one's own.</summary>
    /// <typeparam name="T">Text, whole numbers, numbers or truth values.</typeparam>
    /// <param name="name">A name, unique in the space.</param>
    /// <param name="values">The values.</param>
    /// <param name="defaultValue">The value of the first trial.</param>
    /// <param name="ordered">Whether neighbours are alike; numbers are unless said otherwise.</param>
    /// <param name="parentName">A hyperparameter that this one depends on.</param>
    /// <param name="parentValues">The values of the parent for which this one counts.</param>
    /// <exception cref="ArgumentException">There is no value, the default is none of them, or text is called ordered.</exception>
    public T Choice<T>(string name, IReadOnlyList<T> values, T defaultValue, bool? ordered = null, string? parentName = null, IReadOnlyList<object>? parentValues = null)
        where T : notnull =>
        Choose<T>(name, values, defaultValue, ordered, parentName, parentValues);

    /// <summary>True or false.</summary>
    /// <param name="name">A name, unique in the space.</param>
    /// <param name="defaultValue">The value of the first trial.</param>
    /// <param name="parentName">A hyperparameter that this one depends on.</param>
    /// <param name="parentValues">The values of the parent for which this one counts.</param>
    public bool Boolean(string name, bool defaultValue = false, string? parentName = null, IReadOnlyList<object>? parentValues = null) =>
        (bool)Ask(name, parentName, parentValues, (full, conditions) => new BooleanParameter(full, defaultValue, conditions));

    /// <summary>A value that is not searched, but recorded with the others.</summary>
    /// <typeparam name="T">Text, a whole number, a number or a truth value.</typeparam>
    /// <param name="name">A name, unique in the space.</param>
    /// <param name="value">The value.</param>
    /// <param name="parentName">A hyperparameter that this one depends on.</param>
    /// <param name="parentValues">The values of the parent for which this one counts.</param>
    public T Fixed<T>(string name, T value, string? parentName = null, IReadOnlyList<object>? parentValues = null)
        where T : notnull =>
        As<T>(Ask(name, parentName, parentValues, (full, conditions) => new FixedParameter(full, value, conditions)));

    /// <summary>Says that a point is not to be trained unless a condition holds; the search then draws another one, and this one does not count as a trial.</summary>
    /// <param name="condition">What must hold, for example <c>units * layers &lt;= 1024</c>.</param>
    /// <param name="reason">What to show a reader; the text of the condition if not given.</param>
    public void Require(bool condition, [CallerArgumentExpression(nameof(condition))] string reason = "")
    {
        if (!condition)
            Infeasible = Infeasible is null ? reason : $"{Infeasible}; {reason}";
    }

    /// <summary>The value of an active hyperparameter, as the type it was declared with.</summary>
    /// <param name="name">Its name; inside a name scope, without the scope's.</param>
    /// <exception cref="KeyNotFoundException">No hyperparameter has this name.</exception>
    /// <exception cref="InvalidOperationException">It is inactive.</exception>
    public T Get<T>(string name) => As<T>(Get(name));

    /// <summary>The value of an active hyperparameter.</summary>
    /// <param name="name">Its name; inside a name scope, without the scope's.</param>
    /// <exception cref="KeyNotFoundException">No hyperparameter has this name.</exception>
    /// <exception cref="InvalidOperationException">It is inactive.</exception>
    public object Get(string name)
    {
        string full = FullName(name);
        if (TryGet(name, out object? value))
            return value;
        if (Find(full) is { } known)
            throw new InvalidOperationException(
                $"Hyperparameter '{full}' is inactive: it counts only where {string.Join(" and ", known.Conditions)}.");
        throw new KeyNotFoundException($"There is no hyperparameter '{full}'. Known: {(_space.Count == 0 ? "none" : string.Join(", ", _space.Select(one => one.Name).Distinct()))}.");
    }

    /// <summary>The value of a hyperparameter if there is one with this name and it is active.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out object? value)
    {
        string full = FullName(name);
        if (!_values.TryGetValue(full, out value))
            return false;
        MarkAsked([full]);
        return true;
    }

    /// <summary>Whether a hyperparameter with this name is known and has a value.</summary>
    public bool Contains(string name) => _values.ContainsKey(FullName(name));

    /// <summary>Whether any hyperparameter with this name is active.</summary>
    public bool IsActive(string name) => FullName(name) is var full && _space.Any(one => one.Name == full && one.IsActive(_values));

    /// <summary>Sets the value of a name, whether or not its hyperparameter is known yet.</summary>
    public void Set(string name, object value) => _values[name] = HyperValue.Of(value, name);

    /// <summary>Puts these values in place of all.</summary>
    public void SetValues(IReadOnlyDictionary<string, object> values)
    {
        _values.Clear();
        foreach ((string name, object value) in values)
            Set(name, value);
    }

    /// <summary>Another space with the same hyperparameters and values.</summary>
    public HyperParameters Copy()
    {
        HyperParameters copy = new();
        copy._space.AddRange(_space);
        copy.SetValues(_values);
        return copy;
    }

    /// <summary>Adds the hyperparameters of another space that this one does not have yet; they get their defaults.</summary>
    /// <param name="other">Where they come from.</param>
    /// <param name="overwrite">Add all of them, also where the name is taken under the same conditions, and set the values to their defaults.</param>
    public void Merge(HyperParameters other, bool overwrite = false) => Merge(other.Space, overwrite);

    /// <summary>Adds hyperparameters that this space does not have yet; they get their defaults.</summary>
    /// <param name="parameters">The hyperparameters.</param>
    /// <param name="overwrite">Add all of them, also where the name is taken under the same conditions, and set the values to their defaults.</param>
    public void Merge(IEnumerable<HyperParameter> parameters, bool overwrite = false)
    {
        foreach (HyperParameter parameter in parameters)
            if (overwrite || Find(parameter.Name, parameter.Conditions) is null)
                Register(parameter, overwrite);
    }

    /// <summary>Takes the values of inactive hyperparameters away and draws those that active ones lack.</summary>
    /// <param name="draw">A value for a hyperparameter.</param>
    internal void EnsureActiveValues(Func<HyperParameter, object> draw)
    {
        foreach (HyperParameter parameter in _space)
            if (parameter.IsActive(_values))
                _values.TryAdd(parameter.Name, draw(parameter));
        foreach (string name in _space.Select(one => one.Name).Distinct().Where(name => !_space.Exists(one => one.Name == name && one.IsActive(_values))))
            _values.Remove(name);
    }

    /// <summary>Says that others have asked a copy of this space for some values.</summary>
    internal void MarkAsked(IEnumerable<string> names)
    {
        lock (_asked)
            _asked.UnionWith(names);
    }

    /// <summary>The hyperparameter with this name and, if given, these conditions; null if there is none.</summary>
    internal HyperParameter? Find(string name, IReadOnlyList<Condition>? conditions = null) =>
        _space.Find(one => one.Name == name && (conditions is null || one.Conditions.SequenceEqual(conditions)));

    private T Choose<T>(string name, IReadOnlyList<T> values, object? defaultValue, bool? ordered, string? parentName, IReadOnlyList<object>? parentValues)
        where T : notnull =>
        As<T>(Ask(name, parentName, parentValues, (full, conditions) => new ChoiceParameter(full, [.. values], ordered, defaultValue, conditions)));

    /// <summary>The present value of a hyperparameter, which is made known if it is not; the default of an inactive one.</summary>
    private object Ask(string name, string? parentName, IReadOnlyList<object>? parentValues, Func<string, IReadOnlyList<Condition>, HyperParameter> make)
    {
        if (parentName is not null)
        {
            using (ConditionalScope(parentName, parentValues ?? []))
                return Ask(name, null, null, make);
        }

        string full = FullName(name);
        if (_conditions.Find(condition => condition.Name == full) is not null)
            throw new ArgumentException($"Hyperparameter '{full}' cannot have the name of the one that it depends on.", nameof(name));
        IReadOnlyList<Condition> conditions = [.. _conditions];
        HyperParameter parameter = Find(full, conditions) ?? Register(make(full, conditions), overwrite: false);
        if (!parameter.IsActive(_values))
            return parameter.Default;
        MarkAsked([full]);
        return _values[full];
    }

    private HyperParameter Register(HyperParameter parameter, bool overwrite)
    {
        _space.Add(parameter);
        if (parameter.IsActive(_values) && (overwrite || !_values.ContainsKey(parameter.Name)))
            _values[parameter.Name] = parameter.Default;
        return parameter;
    }

    private static T As<T>(object value) => value is T same
        ? same
        : (T)Convert.ChangeType(value, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
}
