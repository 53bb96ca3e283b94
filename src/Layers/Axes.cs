using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasNet.Layers;

/// <summary>One axis or several, where Keras takes a number or a list: <c>axis: 0</c>, <c>axis: [0, 1]</c>. Negative numbers count from the end.</summary>
[CollectionBuilder(typeof(Axes), nameof(Of))]
public sealed class Axes : IReadOnlyList<int>
{
    private readonly int[] _axes;

    private Axes(int[] axes, bool single)
    {
        _axes = axes;
        IsSingle = single;
    }

    /// <summary>Whether it was given as a number rather than a list; it is saved the same way.</summary>
    public bool IsSingle { get; }

    /// <summary>The number of axes.</summary>
    public int Count => _axes.Length;

    /// <summary>The axis at a place of the list.</summary>
    public int this[int index] => _axes[index];

    /// <summary>A list of axes.</summary>
    public static Axes Of(ReadOnlySpan<int> axes) => new(axes.ToArray(), single: false);

    /// <summary>One axis.</summary>
    public static implicit operator Axes(int axis) => new([axis], single: true);

    /// <summary>A list of axes.</summary>
    public static implicit operator Axes(int[] axes) => Of(axes);

    /// <summary>A copy of the numbers.</summary>
    public int[] ToArray() => [.. _axes];

    /// <inheritdoc/>
    public override string ToString() => IsSingle ? _axes[0].ToString() : $"[{string.Join(", ", _axes)}]";

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_axes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
