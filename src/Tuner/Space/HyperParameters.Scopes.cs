namespace KerasNet.Tuning;

public sealed partial class HyperParameters
{
    private readonly List<string> _names = [];
    private readonly List<Condition> _conditions = [];
    private readonly List<IReadOnlyList<Condition>> _activeScopes = [];
    private readonly List<IReadOnlyList<Condition>> _inactiveScopes = [];

    /// <summary>The conditional scopes that were entered while they were active.</summary>
    internal IReadOnlyList<IReadOnlyList<Condition>> ActiveScopes => _activeScopes;

    /// <summary>The conditional scopes that were entered while they were not; the search visits them to learn the whole space.</summary>
    internal IReadOnlyList<IReadOnlyList<Condition>> InactiveScopes => _inactiveScopes;

    /// <summary>What is asked for until the scope is disposed counts only where another hyperparameter has one of some values.</summary>
    /// <param name="parentName">The hyperparameter that the others depend on; known already.</param>
    /// <param name="parentValues">The values for which they count.</param>
    /// <exception cref="ArgumentException">No hyperparameter has this name, or there are no values.</exception>
    public IDisposable ConditionalScope(string parentName, params IReadOnlyList<object> parentValues)
    {
        string full = FullName(parentName);
        if (Find(full) is null)
            throw new ArgumentException($"A condition on '{full}' needs a hyperparameter of this name, asked for before.", nameof(parentName));
        if (parentValues.Count == 0)
            throw new ArgumentException($"A condition on '{full}' needs the values for which it holds.", nameof(parentValues));
        _conditions.Add(new Condition(full, [.. parentValues.Select(value => HyperValue.Of(value, full))]));
        IReadOnlyList<Condition> all = [.. _conditions];
        List<IReadOnlyList<Condition>> seen = all.All(condition => condition.IsActive(_values)) ? _activeScopes : _inactiveScopes;
        seen.Add(all);
        return new Scope(() => _conditions.RemoveAt(_conditions.Count - 1));
    }

    /// <summary>The names of what is asked for until the scope is disposed begin with this one and <c>/</c>.</summary>
    /// <param name="name">The name of the scope.</param>
    public IDisposable NameScope(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _names.Add(name);
        return new Scope(() => _names.RemoveAt(_names.Count - 1));
    }

    private string FullName(string name) => _names.Count == 0 ? name : $"{string.Join('/', _names)}/{name}";

    private sealed class Scope(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose()
        {
            _leave?.Invoke();
            _leave = null;
        }
    }
}
