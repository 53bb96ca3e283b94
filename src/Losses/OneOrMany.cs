using System.Runtime.CompilerServices;

namespace KerasNet;

/// <summary>One value or several, where Keras takes both: <c>thresholds: 0.5</c>, <c>thresholds: [0.2, 0.8]</c>.</summary>
/// <typeparam name="T">The type of a value.</typeparam>
[CollectionBuilder(typeof(OneOrMany), nameof(OneOrMany.Create))]
public readonly struct OneOrMany<T> : IEnumerable<T>
{
    private readonly T[] _values;

    internal OneOrMany(T[] values, bool single) => (_values, IsSingle) = (values, single);

    /// <summary>Whether one value was given that was not in a list.</summary>
    public bool IsSingle { get; }

    /// <summary>The values.</summary>
    public IReadOnlyList<T> Values => _values ?? [];

    /// <summary>One value.</summary>
    public static implicit operator OneOrMany<T>(T value) => new([value], single: true);

    /// <summary>Several values.</summary>
    public static implicit operator OneOrMany<T>(T[] values) => new([.. values], single: false);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => Values.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => IsSingle ? $"{_values[0]}" : $"[{string.Join(", ", Values)}]";
}

/// <summary>Makes <see cref="OneOrMany{T}"/>.</summary>
public static class OneOrMany
{
    /// <summary>Several values, for collection expressions.</summary>
    public static OneOrMany<T> Create<T>(ReadOnlySpan<T> values) => new(values.ToArray(), single: false);

    /// <summary>The values as a tensor: a scalar or a vector.</summary>
    internal static KerasTensor ToTensor(this OneOrMany<double> values, DType type) => values.IsSingle
        ? Ops.Scalar(values.Values[0], type)
        : Ops.Cast(Ops.Constant<double>([.. values.Values], values.Values.Count), type);
}
