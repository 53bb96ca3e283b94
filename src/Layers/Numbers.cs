using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasNet.Layers;

/// <summary>One number or several, where Keras takes a number or a list: <c>scale: 0.5</c>, <c>scale: [0.5, 1, 2]</c>.</summary>
[CollectionBuilder(typeof(Numbers), nameof(Of))]
public sealed class Numbers : IReadOnlyList<double>
{
    private readonly double[] _numbers;

    private Numbers(double[] numbers, Shape shape) => (_numbers, Shape) = (numbers, shape);

    /// <summary>Whether it was given as a number rather than a list; it is saved the same way.</summary>
    public bool IsSingle => Shape.Rank == 0;

    /// <summary>The dimensions: none for a single number.</summary>
    internal Shape Shape { get; }

    /// <summary>How many numbers there are.</summary>
    public int Count => _numbers.Length;

    /// <summary>The number at a place of the list.</summary>
    public double this[int index] => _numbers[index];

    /// <summary>A list of numbers.</summary>
    public static Numbers Of(ReadOnlySpan<double> numbers) => new(numbers.ToArray(), [numbers.Length]);

    /// <summary>One number.</summary>
    public static implicit operator Numbers(double number) => new([number], Shape.Scalar);

    /// <summary>A list of numbers.</summary>
    public static implicit operator Numbers(double[] numbers) => Of(numbers);

    /// <summary>Numbers in row-major order under a shape.</summary>
    internal static Numbers Of(double[] numbers, Shape shape) => new(numbers, shape);

    /// <summary>The numbers as a constant: a scalar, or an array that meets the last axes.</summary>
    internal KerasTensor Constant(DType type)
    {
        TensorData data = new(Shape, type);
        for (int i = 0; i < Count; i++)
            data.SetDouble(i, _numbers[i]);
        return Ops.Constant(data);
    }

    /// <inheritdoc/>
    public override string ToString() => IsSingle ? _numbers[0].ToString() : $"[{string.Join(", ", _numbers)}]";

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)_numbers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
