using KerasNet.Layers;

namespace KerasNet.Saving.Legacy;

/// <summary>Weights that older layers kept in another order of numbers: gates apart, kernels turned round or with their axes in another order.</summary>
internal static class LegacyLayout
{
    // The gates of Keras 1's LSTM stood in the order i, c, f, o, each with its own kernel, recurrent kernel and bias.
    private static readonly int[] s_lstmGates = [0, 2, 1, 3];
    private static readonly int[] s_gruGates = [0, 1, 2];

    /// <summary>The arrays of a layer as its weights take them; what is in that form already stays.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="arrays">The arrays of the file.</param>
    /// <param name="version">The version of Keras that wrote it; null for Keras 1.</param>
    /// <param name="backend">What that Keras computed with.</param>
    internal static IReadOnlyList<StoredArray> Of(Layer layer, IReadOnlyList<StoredArray> arrays, string? version, string? backend)
    {
        bool first = version is null || version.StartsWith("1.", StringComparison.Ordinal);
        return layer switch
        {
            Bidirectional when arrays.Count % 2 == 0 && layer.Sublayers is [var forward, var backward] =>
                [.. Of(forward, [.. arrays.Take(arrays.Count / 2)], version, backend), .. Of(backward, [.. arrays.Skip(arrays.Count / 2)], version, backend)],
            TimeDistributed when layer.Sublayers is [var inner] => Of(inner, arrays, version, backend),
            LSTM when arrays.Count == 3 * s_lstmGates.Length => Joined(arrays, s_lstmGates),
            GRU when arrays.Count == 3 * s_gruGates.Length => Joined(arrays, s_gruGates),
            LSTM when arrays is [{ Shape: [var inputs, var width] }, _, { Shape: [var biases] }] && biases == 2 * width => FromCudnn(arrays, inputs, 4, separate: false),
            GRU when arrays is [{ Shape: [var inputs, var width] }, _, { Shape: [var biases] }] && biases == 2 * width && width % 3 == 0 =>
                FromCudnn(arrays, inputs, 3, separate: true),
            KernelLayer convolution when arrays.Count > 0 && (first || backend == "theano") => Kernel(convolution, arrays, first, backend == "theano"),
            _ => arrays,
        };
    }

    /// <summary>The kernels of all gates side by side, then the recurrent kernels, then the biases.</summary>
    private static StoredArray[] Joined(IReadOnlyList<StoredArray> arrays, int[] gates) =>
        [.. Enumerable.Range(0, 3).Select(part => new Rearranged([.. gates.Select(gate => arrays[(3 * gate) + part])], Beside))];

    private static TensorData Beside(TensorData[] parts)
    {
        int columns = parts.Sum(part => part.Shape[^1]), rows = checked((int)(parts[0].Length / Math.Max(1, parts[0].Shape[^1])));
        TensorData whole = new(parts[0].Shape.With(parts[0].Shape.Rank - 1, columns), DType.Float32);
        int start = 0;
        foreach (TensorData part in parts)
        {
            int width = part.Shape[^1];
            if (part.Length != (long)rows * width)
                throw new ConfigException($"The gates of a layer do not fit each other: {parts[0].Shape} and {part.Shape}.");
            for (int i = 0; i < part.Length; i++)
                whole.SetDouble((i / width * columns) + start + (i % width), part.GetDouble(i));
            start += width;
        }

        return whole;
    }

    /// <summary>Layers of NVIDIA's library: each gate's kernels the other way round, and two biases, of which an LSTM needs only the sum.</summary>
    private static StoredArray[] FromCudnn(IReadOnlyList<StoredArray> arrays, long inputs, int gates, bool separate) =>
    [
        // The kernel of a gate has the shape of ours, but its numbers in the order of its transpose's.
        new Rearranged([arrays[0]], kernel => Gatewise(kernel[0], gates, (row, column, units) => Math.DivRem((column * inputs) + row, units))),
        new Rearranged([arrays[1]], kernel => Gatewise(kernel[0], gates, (row, column, _) => (column, row))),
        new Rearranged([arrays[2]], bias => separate ? Halves(bias[0]) : Summed(bias[0])),
    ];

    private static TensorData Gatewise(TensorData kernel, int gates, Func<long, long, long, (long Row, long Column)> from)
    {
        TensorData turned = new(kernel.Shape, DType.Float32);
        long columns = kernel.Shape[1], units = columns / gates;
        for (long row = 0; row < kernel.Shape[0]; row++)
            for (long column = 0; column < columns; column++)
            {
                (long fromRow, long fromColumn) = from(row, column % units, units);
                turned.SetDouble((row * columns) + column, kernel.GetDouble((fromRow * columns) + (column / units * units) + fromColumn));
            }

        return turned;
    }

    private static TensorData Halves(TensorData bias)
    {
        TensorData halves = new([2, bias.Shape[0] / 2], DType.Float32);
        for (long i = 0; i < halves.Length; i++)
            halves.SetDouble(i, bias.GetDouble(i));
        return halves;
    }

    private static TensorData Summed(TensorData bias)
    {
        TensorData sums = new([bias.Shape[0] / 2], DType.Float32);
        for (long i = 0; i < sums.Length; i++)
            sums.SetDouble(i, bias.GetDouble(i) + bias.GetDouble(i + sums.Length));
        return sums;
    }

    /// <summary>A convolution's kernel with its axes in today's order: window, inputs, filters.</summary>
    private static IReadOnlyList<StoredArray> Kernel(KernelLayer layer, IReadOnlyList<StoredArray> arrays, bool first, bool turned)
    {
        if (arrays[0].Shape is not { Count: >= 3 } shape)
            return arrays;
        int rank = shape.Count;
        int[]? order = (first, layer) switch
        {
            // One axis of a window was stored as two.
            (true, Conv1D) when rank == 4 => null,
            (true, Conv2D or Conv3D) when layer.DataFormat == "channels_first" => [.. Enumerable.Range(2, rank - 2), 1, 0],
            (true, Conv2DTranspose) => layer.DataFormat == "channels_first" ? [2, 3, 0, 1] : [0, 1, 3, 2],
            _ => [.. Enumerable.Range(0, rank)],
        };
        return [new Rearranged([arrays[0]], kernel => order is null ? Reshaped(kernel[0]) : Permuted(kernel[0], order, turned)), .. arrays.Skip(1)];
    }

    private static TensorData Reshaped(TensorData kernel)
    {
        TensorData flat = new([kernel.Shape[0], kernel.Shape[2], kernel.Shape[3]], DType.Float32);
        for (long i = 0; i < Math.Min(flat.Length, kernel.Length); i++)
            flat.SetDouble(i, kernel.GetDouble(i));
        return flat;
    }

    /// <summary>The axes in another order, the first ones backwards if asked for: Theano's convolutions turn their kernels round.</summary>
    private static TensorData Permuted(TensorData kernel, int[] order, bool turned)
    {
        Shape shape = Shape.Of(order.Select(axis => kernel.Shape[axis]));
        TensorData result = new(shape, DType.Float32);
        int window = order.Length - 2;
        long[] strides = new long[order.Length];
        for (int axis = order.Length - 1, stride = 1; axis >= 0; stride *= kernel.Shape[axis--])
            strides[axis] = stride;
        for (long i = 0; i < result.Length; i++)
        {
            long left = i, from = 0;
            for (int axis = order.Length - 1; axis >= 0; axis--)
            {
                long at = left % shape[axis];
                left /= shape[axis];
                from += (turned && axis < window ? shape[axis] - 1 - at : at) * strides[order[axis]];
            }

            result.SetDouble(i, kernel.GetDouble(from));
        }

        return result;
    }

    /// <summary>An array that is made of others when it is read.</summary>
    private sealed class Rearranged(IReadOnlyList<StoredArray> sources, Func<TensorData[], TensorData> make) : StoredArray
    {
        private (TensorData? Value, string? Problem)? _made;

        internal override string? Problem => sources.Select(source => source.Problem).FirstOrDefault(problem => problem is not null) ?? Made.Problem;

        internal override IReadOnlyList<long>? Shape => Made.Value?.Shape.Select(size => (long)size).ToArray();

        private (TensorData? Value, string? Problem) Made => _made ??= Make();

        internal override void CopyTo(TensorData target)
        {
            for (long i = 0; i < target.Length; i++)
                target.SetDouble(i, Made.Value!.GetDouble(i));
        }

        private (TensorData?, string?) Make()
        {
            try
            {
                return (make([.. sources.Select(Read)]), null);
            }
            catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException)
            {
                return (null, $"it is not in the form of older layers ({string.Join(", ", sources.Select(source => $"({string.Join(", ", source.Shape ?? [])})"))})");
            }
        }

        private static TensorData Read(StoredArray source)
        {
            TensorData data = new(KerasNet.Shape.Of((source.Shape ?? [0]).Select(size => checked((int)size))), DType.Float32);
            source.CopyTo(data);
            return data;
        }
    }
}
