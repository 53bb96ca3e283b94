using KerasNet.Callbacks;

namespace KerasNet.Saving;

/// <summary>What goes along with the reading of a configuration: what was left out, and where the files beside it are.</summary>
internal sealed class ConfigNotes
{
    private readonly SortedSet<string> _ignored = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _halves = new(StringComparer.Ordinal);

    /// <summary>The arguments that change nothing and were left out, for example <c>Dense(quantization_config)</c>.</summary>
    internal IReadOnlyCollection<string> Ignored => _ignored;

    /// <summary>The arguments that nobody knows and were left out, with their values.</summary>
    internal IReadOnlyCollection<string> Unknown => _unknown;

    /// <summary>Whether arguments that neither Keras 3 nor we know are noted instead of refused: files may come from a newer Keras.</summary>
    internal bool TakesUnknown { get; init; }

    /// <summary>The files of the model beside its configuration; null where there are none.</summary>
    internal ModelAssets? Assets { get; init; }

    /// <summary>The path in the weights file of what is being read: empty for the model itself, <c>layers/dense</c>….</summary>
    internal string Path { get; private set; } = "";

    /// <summary>The policies of half precision under which layers were saved that compute in float32 here.</summary>
    internal IReadOnlyCollection<string> Halves => _halves;

    /// <summary>Notes a policy of half precision.</summary>
    internal void AddHalf(string policy) => _halves.Add(policy);

    /// <summary>Notes an argument that changes nothing.</summary>
    internal void Add(string argument) => _ignored.Add(argument);

    /// <summary>Notes an argument that nobody knows.</summary>
    internal void AddUnknown(string argument) => _unknown.Add(argument);

    /// <summary>Warns of what a user should know.</summary>
    /// <param name="file">The file that was read.</param>
    /// <param name="kerasVersion">The version of Keras that wrote it, if it says.</param>
    internal void Tell(string file, string? kerasVersion)
    {
        if (_unknown.Count > 0)
            Messages.Warn(
                $"'{file}' has arguments that this version does not know and leaves out: {string.Join(", ", _unknown)}. "
                + $"It was written by Keras {kerasVersion ?? "of an unknown version"}.");
        if (_halves.Count > 0)
            Messages.Warn($"Layers in '{file}' were saved under {string.Join(", ", _halves)}. They compute in float32 here, and are saved again under that name.");
    }

    /// <summary>Reads a part that has a path of its own.</summary>
    /// <param name="key">The key of the part in the path of what is being read.</param>
    /// <param name="read">Reads it.</param>
    internal T Inside<T>(string key, Func<T> read)
    {
        string outer = Path;
        Path = outer.Length == 0 ? key : $"{outer}/{key}";
        try
        {
            return read();
        }
        finally
        {
            Path = outer;
        }
    }
}
