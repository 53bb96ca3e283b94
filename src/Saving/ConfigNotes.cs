namespace KerasNet.Saving;

/// <summary>What a reader of configurations left out, because it changes nothing.</summary>
internal sealed class ConfigNotes
{
    private readonly SortedSet<string> _ignored = new(StringComparer.Ordinal);

    /// <summary>The arguments, for example <c>Dense(quantization_config)</c>.</summary>
    internal IReadOnlyCollection<string> Ignored => _ignored;

    /// <summary>Notes an argument.</summary>
    internal void Add(string argument) => _ignored.Add(argument);
}
