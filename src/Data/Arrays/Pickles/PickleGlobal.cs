namespace KerasNet.Data;

/// <summary>The only names of Python that a pickle may mention. Each has a meaning here; none is looked up anywhere.</summary>
internal enum PickleGlobal
{
    /// <summary>The class of arrays.</summary>
    Array,

    /// <summary>Makes an array that a state fills afterwards.</summary>
    Reconstruct,

    /// <summary>Makes an element type.</summary>
    Type,

    /// <summary>Makes a single number of an element type.</summary>
    Scalar,

    /// <summary>Makes bytes of a text in Latin-1: what Python 3 writes where the protocol has no bytes.</summary>
    Encode,

    /// <summary>Makes no bytes at all, which it writes so.</summary>
    Bytes,
}

internal static class PickleGlobals
{
    private static readonly Dictionary<(string Module, string Name), PickleGlobal> s_known = new()
    {
        [("numpy", "ndarray")] = PickleGlobal.Array,
        [("numpy", "dtype")] = PickleGlobal.Type,
        [("numpy.core.multiarray", "_reconstruct")] = PickleGlobal.Reconstruct,
        [("numpy._core.multiarray", "_reconstruct")] = PickleGlobal.Reconstruct,
        [("numpy.core.multiarray", "scalar")] = PickleGlobal.Scalar,
        [("numpy._core.multiarray", "scalar")] = PickleGlobal.Scalar,
        [("_codecs", "encode")] = PickleGlobal.Encode,
        [("__builtin__", "bytes")] = PickleGlobal.Bytes,
    };

    /// <exception cref="InvalidDataException">The name is not one of them.</exception>
    internal static PickleGlobal Find(string module, string name) =>
        s_known.TryGetValue((module, name), out PickleGlobal known)
            ? known
            : throw new InvalidDataException(
                $"the pickle wants to use '{Shown(module)}.{Shown(name)}' of Python, which is refused: a pickle may run anything. Only arrays of NumPy, lists, tuples, "
                + "dictionaries, texts and numbers are read");

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
