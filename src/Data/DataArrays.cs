using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasNet.Data;

/// <summary>The data of all inputs or all outputs of a model: one <see cref="DataArray"/>, several in order, or several by name.</summary>
/// <remarks>Written as an array, a collection expression <c>[left, right]</c>, or a dictionary by input or output name.</remarks>
[CollectionBuilder(typeof(DataArrays), nameof(Create))]
public sealed partial class DataArrays : IReadOnlyList<DataArray>
{
    private readonly DataArray[] _arrays;

    private DataArrays(DataArray[] arrays, string[]? names = null)
    {
        _arrays = arrays;
        Names = names;
        if (arrays.Length == 0)
            throw new ArgumentException("No data was given: expected at least one array.");
        if (arrays.Any(array => array.Count != arrays[0].Count))
            throw new ArgumentException($"All arrays must hold the same number of samples. Received: {string.Join(", ", arrays.Select(array => array.Shape))}.");
    }

    /// <summary>The number of arrays.</summary>
    public int Count => _arrays.Length;

    /// <summary>The names of the arrays, where they were given by name.</summary>
    internal string[]? Names { get; }

    /// <summary>The number of samples in each array.</summary>
    public int Samples => _arrays[0].Count;

    /// <summary>The array at this place.</summary>
    public DataArray this[int index] => _arrays[index];

    /// <summary>Several arrays in the order of the model's inputs or outputs.</summary>
    public static DataArrays Create(ReadOnlySpan<DataArray> arrays) => new(arrays.ToArray());

    /// <summary>One array.</summary>
    public static implicit operator DataArrays(DataArray array) => new([array]);

    /// <summary>Arrays by the names of the model's inputs or outputs.</summary>
    public static implicit operator DataArrays(Dictionary<string, DataArray> arrays) => new([.. arrays.Values], [.. arrays.Keys]);

    /// <summary>A copy of some samples of each array.</summary>
    /// <param name="rows">Their places in the order wanted, from 0; a sample may come more than once.</param>
    /// <exception cref="ArgumentOutOfRangeException">A place is none of the data's.</exception>
    public DataArrays Rows(IReadOnlyList<int> rows) => Select(array => array.Rows(rows));

    /// <inheritdoc/>
    public IEnumerator<DataArray> GetEnumerator() => ((IEnumerable<DataArray>)_arrays).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Other arrays under the same names.</summary>
    internal DataArrays Select(Func<DataArray, DataArray> array) => new([.. _arrays.Select(array)], Names);

    /// <summary>The arrays in the order of <paramref name="names"/>.</summary>
    /// <param name="names">What the model calls its inputs or outputs.</param>
    /// <param name="kind">"input" or "output", for messages.</param>
    /// <exception cref="ArgumentException">A name is unknown or missing, or the number of arrays is wrong.</exception>
    internal DataArray[] InOrder(IReadOnlyList<string> names, string kind)
    {
        if (Names is null)
            return _arrays.Length == names.Count
                ? _arrays
                : throw new ArgumentException($"The model has {names.Count} {kind}{(names.Count == 1 ? "" : "s")} ({string.Join(", ", names)}). Received {_arrays.Length} array{(_arrays.Length == 1 ? "" : "s")}.");
        foreach (string name in Names)
            if (!names.Contains(name))
                throw Naming.Unknown(kind, name, names);
        return [.. names.Select(name => Array.IndexOf(Names, name) is >= 0 and int place
            ? _arrays[place]
            : throw new ArgumentException($"There is no data for the {kind} '{name}'. Received: {string.Join(", ", Names)}."))];
    }
}
