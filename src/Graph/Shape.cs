using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasNet;

/// <summary>The dimensions of a tensor, outermost first. A dimension that is not known yet, usually the batch, is <see cref="Unknown"/>.</summary>
/// <remarks>Written as a collection expression: <c>Shape image = [28, 28, 1];</c>. Printed as Keras prints it: <c>(None, 28, 28, 1)</c>.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    /// <summary>Marks a dimension that is not known when the model is defined. Keras writes <c>None</c>.</summary>
    public const int Unknown = -1;

    /// <summary>The shape of a single number: no dimensions.</summary>
    public static readonly Shape Scalar = new([]);

    private readonly int[] _dimensions;

    private Shape(int[] dimensions)
    {
        foreach (int dimension in dimensions)
            if (dimension < Unknown)
                throw new ArgumentException($"A dimension must be 0 or more, or {nameof(Shape)}.{nameof(Unknown)}. Received: {dimension}.");
        _dimensions = dimensions;
    }

    /// <summary>Makes a shape of the given dimensions.</summary>
    public static Shape Create(ReadOnlySpan<int> dimensions) => dimensions.Length == 0 && Scalar is not null ? Scalar : new(dimensions.ToArray());

    /// <summary>Makes a shape of the given dimensions.</summary>
    public static Shape Of(IEnumerable<int> dimensions) => new([.. dimensions]);

    /// <summary>A shape of one dimension.</summary>
    public static implicit operator Shape(int dimension) => new([dimension]);

    /// <summary>A shape of the given dimensions.</summary>
    public static implicit operator Shape(int[] dimensions) => new([.. dimensions]);

    /// <summary>The number of dimensions.</summary>
    public int Rank => _dimensions.Length;

    /// <summary>The number of dimensions, as a collection.</summary>
    public int Count => _dimensions.Length;

    /// <summary>The dimension at <paramref name="index"/>.</summary>
    public int this[int index] => _dimensions[index];

    /// <summary>The dimensions from <paramref name="start"/>, for range expressions such as <c>shape[1..]</c>.</summary>
    public Shape Slice(int start, int length) => new(_dimensions.AsSpan(start, length).ToArray());

    /// <summary>True when no dimension is <see cref="Unknown"/>.</summary>
    public bool IsKnown => Array.IndexOf(_dimensions, Unknown) < 0;

    /// <summary>The number of elements: the product of the dimensions, 1 for a scalar.</summary>
    /// <exception cref="InvalidOperationException">A dimension is unknown.</exception>
    public long ElementCount
    {
        get
        {
            long count = 1;
            foreach (int dimension in _dimensions)
                count = dimension == Unknown
                    ? throw new InvalidOperationException($"The shape {this} has an unknown dimension, so its elements cannot be counted.")
                    : checked(count * dimension);
            return count;
        }
    }

    /// <summary>The dimensions as a span.</summary>
    public ReadOnlySpan<int> AsSpan() => _dimensions;

    /// <summary>A copy of the dimensions.</summary>
    public int[] ToArray() => [.. _dimensions];

    /// <summary>This shape with the dimension at <paramref name="axis"/> (negative counts from the end) replaced.</summary>
    public Shape With(int axis, int dimension)
    {
        int[] copy = ToArray();
        copy[Axis(axis)] = dimension;
        return new(copy);
    }

    /// <summary>This shape behind one more leading dimension.</summary>
    public Shape Prepend(int dimension) => new([dimension, .. _dimensions]);

    /// <summary>This shape followed by more dimensions.</summary>
    public Shape Append(params ReadOnlySpan<int> dimensions) => new([.. _dimensions, .. dimensions]);

    /// <summary>The axis as a number from 0, where negative numbers count from the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int Axis(int axis) =>
        axis >= -Rank && axis < Rank
            ? axis < 0 ? axis + Rank : axis
            : throw new ArgumentOutOfRangeException(nameof(axis), axis, $"The shape {this} has axes {-Rank}…{Rank - 1}.");

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && (ReferenceEquals(this, other) || _dimensions.AsSpan().SequenceEqual(other._dimensions));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <summary>True when both shapes have the same dimensions.</summary>
    public static bool operator ==(Shape? left, Shape? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when the shapes differ.</summary>
    public static bool operator !=(Shape? left, Shape? right) => !(left == right);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int dimension in _dimensions)
            hash.Add(dimension);
        return hash.ToHashCode();
    }

    /// <summary>The dimensions as Keras prints them, for example <c>(None, 10)</c>.</summary>
    public override string ToString() =>
        Rank == 1
            ? $"({Text(_dimensions[0])},)"
            : $"({string.Join(", ", _dimensions.Select(Text))})";

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_dimensions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The shape two operands of an elementwise operation are broadcast to (NumPy's rule: aligned at the last axis, 1 stretches).</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static Shape Broadcast(Shape a, Shape b)
    {
        if (a.Equals(b))
            return a;
        int rank = Math.Max(a.Rank, b.Rank);
        int[] result = new int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int x = i <= a.Rank ? a[a.Rank - i] : 1;
            int y = i <= b.Rank ? b[b.Rank - i] : 1;
            result[rank - i] = x == y || y == 1 ? x
                : x == 1 ? y
                : throw new ShapeException($"Shapes {a} and {b} cannot be broadcast together: dimension {-i} is {Text(x)} against {Text(y)}; expected equal sizes, or 1 in one of them.");
        }

        return new(result);
    }

    private static string Text(int dimension) => dimension == Unknown ? "None" : dimension.ToString();
}

/// <summary>Shapes or dtypes do not fit what an operation or layer expects. The message says what was expected and what was received.</summary>
public sealed class ShapeException(string message, Exception? inner = null) : ArgumentException(message, inner);
