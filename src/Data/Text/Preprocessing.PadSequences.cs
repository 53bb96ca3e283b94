using System.Numerics;
using System.Numerics.Tensors;
using KerasNet.Data;

namespace KerasNet;

public static partial class Preprocessing
{
    /// <summary>Gives sequences one length, so that they fit into one array of shape (sequences, length): Keras' <c>pad_sequences</c>.</summary>
    /// <param name="sequences">Sequences of numbers or texts.</param>
    /// <param name="maxLen">The length; that of the longest sequence if not given.</param>
    /// <param name="padding"><c>pre</c> fills short sequences up in front, <c>post</c> behind.</param>
    /// <param name="truncating"><c>pre</c> cuts long sequences in front, so that the last <paramref name="maxLen"/> items stay; <c>post</c> cuts them behind.</param>
    /// <param name="value">What they are filled up with: 0, or an empty text, if not given.</param>
    /// <exception cref="ArgumentException">A side is unknown, the length negative, or there is neither a sequence nor a length.</exception>
    /// <remarks>
    /// <code>
    /// int[][] sequences = [[1], [2, 3], [4, 5, 6]];
    /// Tensor&lt;int&gt; x = Preprocessing.PadSequences(sequences, maxLen: 2);   // 0 1 | 2 3 | 5 6
    /// </code>
    /// </remarks>
    public static Tensor<T> PadSequences<T>(
        IReadOnlyList<T[]> sequences, int? maxLen = null, string padding = "pre", string truncating = "pre", T? value = default)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        SequencePadding plan = new(sequences.Select(sequence => sequence.Length), maxLen, padding, truncating);
        T[] padded = Filled(sequences.Count, plan.Length, 1, value);
        for (int i = 0; i < sequences.Count; i++)
        {
            (int from, int to, int count) = plan.Place(sequences[i].Length);
            sequences[i].AsSpan(from, count).CopyTo(padded.AsSpan(i * plan.Length + to));
        }

        return Tensor.Create(padded, [sequences.Count, plan.Length]);
    }

    /// <summary>The same for numbers that are to become numbers of another type: fractions are cut off where it is one of whole numbers.</summary>
    /// <param name="sequences">Sequences of numbers.</param>
    /// <param name="dtype">The type of the result.</param>
    /// <param name="maxLen">The length; that of the longest sequence if not given.</param>
    /// <param name="padding"><c>pre</c> fills short sequences up in front, <c>post</c> behind.</param>
    /// <param name="truncating"><c>pre</c> cuts long sequences in front, <c>post</c> behind.</param>
    /// <param name="value">What they are filled up with.</param>
    /// <exception cref="ArgumentException">A side is unknown, the length negative, or there is neither a sequence nor a length.</exception>
    public static DataArray PadSequences<T>(
        IReadOnlyList<T[]> sequences, DType dtype, int? maxLen = null, string padding = "pre", string truncating = "pre", double value = 0)
        where T : struct, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(sequences);
        double[][] numbers = [.. sequences.Select(sequence => Array.ConvertAll(sequence, double.CreateChecked))];
        DataArray padded = PadSequences(numbers, maxLen, padding, truncating, value);
        TensorData converted = new(padded.Shape, dtype);
        padded.CopyTo(converted);
        return DataArray.Of(converted);
    }

    /// <summary>The same for sequences of vectors: shape (sequences, length, size of a vector).</summary>
    /// <inheritdoc cref="PadSequences{T}(IReadOnlyList{T[]}, int?, string, string, T)"/>
    /// <exception cref="ArgumentException">Also if vectors differ in size.</exception>
    public static Tensor<T> PadSequences<T>(
        IReadOnlyList<T[][]> sequences, int? maxLen = null, string padding = "pre", string truncating = "pre", T? value = default)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        SequencePadding plan = new(sequences.Select(sequence => sequence.Length), maxLen, padding, truncating);
        int size = sequences.FirstOrDefault(sequence => sequence.Length > 0)?[0].Length ?? 0;
        T[] padded = Filled(sequences.Count, plan.Length, size, value);
        for (int i = 0; i < sequences.Count; i++)
        {
            if (Array.Find(sequences[i], step => step.Length != size) is { } other)
                throw new ArgumentException(
                    $"All steps must have the size of the first, {size}. Received one of {other.Length} in sequence {i}.", nameof(sequences));
            (int from, int to, int count) = plan.Place(sequences[i].Length);
            for (int step = 0; step < count; step++)
                sequences[i][from + step].CopyTo(padded, (i * plan.Length + to + step) * size);
        }

        return Tensor.Create(padded, [sequences.Count, plan.Length, size]);
    }

    private static T[] Filled<T>(int sequences, int length, int size, T? value)
    {
        T[] padded = new T[checked(sequences * length * size)];
        T filler = value ?? (typeof(T) == typeof(string) ? (T)(object)"" : default!);
        if (!EqualityComparer<T>.Default.Equals(filler, default))
            padded.AsSpan().Fill(filler);
        return padded;
    }
}
