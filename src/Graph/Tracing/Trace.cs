namespace KerasNet;

/// <summary>The recording of one program: which variables were given new values while symbols were computed.</summary>
/// <remarks>
/// One trace is current per thread. Reading a <see cref="Variable"/> inside it gives the value assigned last, or else the value at the start of the run.
/// Nodes themselves need no recorder: a program is whatever its outputs and assignments reach.
/// </remarks>
public sealed class Trace : IDisposable
{
    [ThreadStatic]
    private static Trace? t_current;

    [ThreadStatic]
    private static string? t_scope;

    private readonly Trace? _outer = t_current;
    private readonly Dictionary<Variable, KerasTensor> _values = [];
    private readonly Dictionary<Variable, KerasTensor> _reads = [];
    private readonly List<Variable> _assigned = [];

    /// <summary>Starts recording on this thread until disposed.</summary>
    /// <param name="training">Whether layers shall behave as in training.</param>
    public Trace(bool training = false)
    {
        Training = training;
        t_current = this;
    }

    /// <summary>The trace that is being recorded on this thread, if any.</summary>
    public static Trace? Current => t_current;

    /// <summary>Whether layers behave as in training (Dropout drops, BatchNormalization uses the batch).</summary>
    public bool Training { get; }

    /// <summary>The path of the layer that is being called.</summary>
    internal static string CurrentScope => t_scope ?? "";

    /// <summary>Variables given new values, in the order of the first assignment, with the value assigned last.</summary>
    public IReadOnlyList<(Variable Variable, KerasTensor Value)> Assignments => [.. _assigned.Select(variable => (variable, _values[variable]))];

    /// <summary>The value of a variable at this point of the trace.</summary>
    public KerasTensor Read(Variable variable)
    {
        if (_values.TryGetValue(variable, out KerasTensor? value) || _reads.TryGetValue(variable, out value))
            return value;
        return _reads[variable] = Node.Create(Op.ReadVariable, [], new VariableAttributes(variable)).Output;
    }

    /// <summary>Gives a variable a new value for the rest of the trace and, when the program has run, for good.</summary>
    /// <exception cref="ShapeException">The value's shape is not the variable's.</exception>
    public void Assign(Variable variable, KerasTensor value)
    {
        if (value.Shape != variable.Shape)
            throw new ShapeException($"Variable '{variable.Path}' has the shape {variable.Shape}. Received a value of shape {value.Shape}.");
        value = Ops.Cast(value, variable.DType);
        if (!_values.ContainsKey(variable))
            _assigned.Add(variable);
        _values[variable] = value;
    }

    /// <summary>Names the layer whose call follows, until disposed.</summary>
    internal static ScopeGuard Scope(string name)
    {
        string outer = CurrentScope;
        t_scope = outer.Length == 0 ? name : $"{outer}/{name}";
        return new ScopeGuard(outer);
    }

    /// <inheritdoc/>
    public void Dispose() => t_current = _outer;

    internal readonly struct ScopeGuard(string outer) : IDisposable
    {
        public void Dispose() => t_scope = outer;
    }
}
