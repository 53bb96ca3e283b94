using System.Numerics.Tensors;
using KerasNet.Data;

namespace KerasNet;

/// <summary>Functions that prepare data for models: what Keras has in <c>keras.utils</c> and <c>keras.preprocessing</c>.</summary>
public static partial class Preprocessing
{
    /// <summary>A column for each class, 1 in that of the label: Keras' <c>to_categorical</c>, for <c>categorical_crossentropy</c>.</summary>
    /// <param name="x">Class numbers from 0 on, of any shape; fractions are cut off. A last axis of one number is dropped.</param>
    /// <param name="numClasses">How many columns there are; one more than the largest class number if null or 0.</param>
    /// <returns>The shape of <paramref name="x"/> with an axis of <paramref name="numClasses"/> behind it.</returns>
    /// <exception cref="ArgumentException">A class number is negative or has no column, or there is neither a number nor numClasses.</exception>
    /// <remarks><c>Preprocessing.ToCategorical(new[] { 0, 2 })</c> gives the rows 1 0 0 and 0 0 1.</remarks>
    public static Tensor<float> ToCategorical(DataArray x, int? numClasses = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfNegative(numClasses ?? 0, nameof(numClasses));
        TensorData labels = new(x.Shape, DType.Int64);
        x.CopyTo(labels);
        ReadOnlySpan<long> numbers = labels.AsSpan<long>();
        if (numClasses is null or 0 && numbers.Length == 0)
            throw new ArgumentException("There are no labels, so the largest of them cannot give the number of classes: pass numClasses.", nameof(numClasses));
        int classes = numClasses is > 0 and { } given ? given : checked((int)TensorPrimitives.Max(numbers) + 1);
        float[] columns = new float[checked(numbers.Length * classes)];
        for (int i = 0; i < numbers.Length; i++)
            columns[i * classes + Column(numbers[i], classes)] = 1;
        IEnumerable<int> shape = x.Shape.Rank > 1 && x.Shape[^1] == 1 ? x.Shape.SkipLast(1) : x.Shape;
        return Tensor.Create(columns, [.. shape.Select(size => (nint)size), classes]);
    }

    /// <summary>Divides vectors by their length: Keras' <c>normalize</c>. Vectors of zeros stay what they are.</summary>
    /// <param name="x">Numbers of any shape.</param>
    /// <param name="axis">The axis that vectors lie along; negative ones count from the end.</param>
    /// <param name="order">
    /// The p of the norm, (Σ|x|ᵖ)^(1/p): 1, 2, any other number; infinity takes the largest |x|, negative infinity the smallest, 0 counts what is not 0.
    /// </param>
    /// <exception cref="ArgumentException">There is no such axis, or the order is not a number.</exception>
    public static Tensor<float> Normalize(DataArray x, int axis = -1, double order = 2)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (axis >= x.Shape.Rank || axis < -x.Shape.Rank)
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"Data of shape {x.Shape} has the axes 0 to {x.Shape.Rank - 1}.");
        if (double.IsNaN(order))
            throw new ArgumentOutOfRangeException(nameof(order), order, "The order of a norm is a number.");
        TensorData values = new(x.Shape, DType.Float32);
        x.CopyTo(values);
        Span<float> numbers = values.AsSpan<float>();
        int place = axis < 0 ? axis + x.Shape.Rank : axis;
        int size = x.Shape[place];
        int step = x.Shape.Skip(place + 1).Aggregate(1, (product, next) => product * next);
        for (int block = 0; block < numbers.Length; block += size * step)
            for (int start = block; start < block + step; start++)
                Divide(numbers, start, step, size, order);
        return Tensor.Create(numbers.ToArray(), [.. x.Shape.Select(length => (nint)length)]);
    }

    private static int Column(long label, int classes) => label >= 0 && label < classes
        ? (int)label
        : throw new ArgumentOutOfRangeException(nameof(label), label, $"Labels of {classes} classes must be 0 to {classes - 1}. Received: {label}.");

    private static void Divide(Span<float> numbers, int start, int step, int size, double order)
    {
        double sum = 0, largest = 0, smallest = double.PositiveInfinity;
        int there = 0;
        for (int i = 0; i < size; i++)
        {
            double value = Math.Abs((double)numbers[start + i * step]);
            (largest, smallest) = (Math.Max(largest, value), Math.Min(smallest, value));
            sum += order == 2 ? value * value : Math.Pow(value, order);
            there += value != 0 ? 1 : 0;
        }

        double norm = order switch
        {
            double.PositiveInfinity => largest,
            double.NegativeInfinity => smallest,
            0 => there,
            _ => Math.Pow(sum, 1 / order),
        };
        if (norm == 0)
            return;
        for (int i = 0; i < size; i++)
            numbers[start + i * step] = (float)(numbers[start + i * step] / norm);
    }
}
